import { useMemo } from "react";
import type { ApprovalPath, Grant, Member } from "#shared/access/model.ts";
import { isAllowed, permissions, refusal, type Subject } from "#shared/access/policy.ts";
import type { StudioCall } from "#shared/contracts.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { useSession } from "#renderer/bridge/client.ts";
import { usePeople } from "#renderer/people/store.ts";

/** Who may do what to assets, seen by the person who is signed in. */
export interface Rights {
  readonly members: readonly Member[];
  readonly grants: readonly Grant[];
  /** The approvals that the policy asks for. */
  readonly paths: ApprovalPath[];
  readonly me: Member | null;
  readonly nameOf: (id: MemberId) => string;
  /** Why the person may not do this, in words; undefined where they may. The gate asks the same table. */
  readonly refuse: (call: StudioCall, subject: Subject) => string | undefined;
}

/** The people of this workspace and what they may do. */
export function useRights(): Rights {
  const people = usePeople();
  const session = useSession((state) => state.session);
  return useMemo(() => {
    const { members, grants: all, policy } = people;
    // Until everyone's are read, one's own roles are known from signing in.
    const grants = all.length > 0 ? all : (session?.grants ?? []);
    const me = session?.member ?? null;
    return {
      members,
      grants,
      paths: policy?.paths ?? [],
      me,
      nameOf: (id) => people.nameOf(id),
      refuse(call, subject) {
        const permission = permissions[call];
        if (isAllowed(permission, subject, me, grants)) return undefined;
        return refusal(permission, subject, me, members, grants)?.message;
      },
    };
  }, [people, session]);
}
