import { useMemo } from "react";
import type { Grant, Member } from "#shared/access/model.ts";
import { roleLabels } from "#shared/access/model.ts";
import { permissions, refusal, type Subject } from "#shared/access/policy.ts";
import type { StudioApi, StudioCall } from "#shared/contracts.ts";
import { api, type Query, useQuery, useSession } from "#renderer/bridge/client.ts";

export type Directory = Awaited<ReturnType<StudioApi["access"]["people"]>>;
export type Person = Directory["people"][number];
export type PolicySummary = Directory["policy"];

/** Everyone in the workspace, by id, with the rules in force. Names resolve before the first answer too. */
export interface People {
  readonly state: Query<Directory>;
  readonly people: readonly Person[];
  readonly policy: PolicySummary | undefined;
  readonly members: readonly Member[];
  readonly grants: readonly Grant[];
  /** Who is signed in at this window. */
  readonly me: Person | undefined;
  readonly find: (id: string | null | undefined) => Person | undefined;
  /** A person's name; somebody whom this workspace no longer lists is “somebody”. */
  readonly nameOf: (id: string | null | undefined) => string;
  /** What they are, in a word or two: their title, else their roles. */
  readonly titleOf: (id: string | null | undefined) => string;
  /** Why whoever is signed in may not do this, and who could; undefined where they may. */
  readonly refuse: (call: StudioCall, subject: Subject) => string | undefined;
}

/** The directory of people: the one place where screens turn an id into a name. */
export function usePeople(): People {
  const state = useQuery(["access.people"], () => api.access.people({}));
  const session = useSession((one) => one.session);
  return useMemo(() => {
    const people = state.data?.people ?? [];
    const byId = new Map<string, Person>(people.map((person) => [person.id, person]));
    const find: People["find"] = (id) => (id ? byId.get(id) : undefined);
    const me = find(session?.member.id);
    const members = people.map(({ id, name, title, publicKey, active }) => ({ id, name, title, publicKey, active }));
    const grants = people.flatMap((person) => person.grants);
    return {
      state,
      people,
      policy: state.data?.policy,
      members,
      grants,
      me,
      find,
      nameOf: (id) => find(id)?.name ?? (state.data ? "somebody" : "…"),
      titleOf: (id) => titleOf(find(id)),
      refuse: (call, subject) => refusal(permissions[call], subject, me ?? null, members, grants)?.message,
    };
  }, [state, session]);
}

function titleOf(person: Person | undefined): string {
  if (!person) return "";
  return person.title || [...new Set(person.grants.map((grant) => roleLabels[grant.role]))].join(", ");
}
