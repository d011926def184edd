import { IdCard } from "lucide-react";
import { type ReactNode, useState } from "react";
import { missingPaths } from "#shared/access/defaults.ts";
import type { Role } from "#shared/access/model.ts";
import type { Scope } from "#shared/assets/model.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { navigate } from "#renderer/app/navigation.ts";
import { useStatus } from "#renderer/app/status-store.ts";
import { listed } from "#renderer/app/words.ts";
import { kindWords } from "#renderer/assets/strings.ts";
import { api, useSession } from "#renderer/bridge/client.ts";
import { Field, Select, SignPanel } from "#renderer/ui/index.ts";
import { GrantFields } from "./grant-fields.tsx";
import {
  emptyGrant,
  type GrantDraft,
  grantProblem,
  type NewPerson,
  newPersonProblem,
  scopeOf,
  startPerson,
} from "./new-person.ts";
import { PersonFields } from "./person-fields.tsx";
import type { People } from "./store.ts";
import { grantWords, policyWords } from "./strings.ts";

/** A change of the policy that waits for an administrator’s signature. */
export type PolicyChange =
  | { readonly kind: "add" }
  | { readonly kind: "grant"; readonly member: MemberId }
  | { readonly kind: "revoke"; readonly member: MemberId; readonly role: Role; readonly scope: Scope }
  | { readonly kind: "releaseOwner"; readonly environment: string }
  | { readonly kind: "paths" };

export interface PolicyPanelProps {
  change: PolicyChange;
  people: People;
  onClose: () => void;
}

/** The signature of an administrator under the next version of the policy. */
export function PolicyPanel(props: PolicyPanelProps) {
  const { change } = props;
  switch (change.kind) {
    case "add":
      return <AddPanel {...props} />;
    case "grant":
      return <GrantPanel {...props} member={change.member} />;
    case "revoke":
      return <RevokePanel {...props} revoked={change} />;
    case "releaseOwner":
      return <ReleaseOwnerPanel {...props} environment={change.environment} />;
    case "paths":
      return <PathsPanel {...props} />;
  }
}

interface AdministratorPanelProps extends PolicyPanelProps {
  title: string;
  /** What the administrator does, in their own words: “give Priya Raman the role editor, everywhere”. */
  act: string;
  /** What follows from it. */
  aside?: string;
  problem: string | undefined;
  sign: (passphrase: string | undefined) => Promise<void>;
  children?: ReactNode;
}

function AdministratorPanel({ people, title, act, aside, problem, sign, onClose, children }: AdministratorPanelProps) {
  const locked = useSession(({ session }) => !session?.keyOpenUntil);
  const workspace = useStatus((state) => state.workspace?.name) ?? "";
  const { me, policy } = people;
  if (!me || !policy) return null;
  return (
    <div className="sign-column scroll">
      <SignPanel
        title={title}
        icon={IdCard}
        words={
          <>
            <p>{policyWords(me.name, act, workspace, policy.version + 1)}</p>
            {aside && <p className="words-aside">{aside}</p>}
          </>
        }
        digests={[]}
        signer={{ name: me.name, publicKey: me.publicKey, owner: false }}
        keyLocked={locked}
        disabledReason={problem}
        errorWords={(reason) =>
          reason instanceof AppError
            ? `${reason.message}${reason.code === "PASSPHRASE_WRONG" ? " Nothing was signed." : ""}`
            : "It was not signed. Try again."
        }
        onSign={async (passphrase) => {
          await sign(passphrase);
          onClose();
        }}
        onCancel={onClose}
      >
        {children}
      </SignPanel>
    </div>
  );
}

function AddPanel(props: PolicyPanelProps) {
  const [person, setPerson] = useState<NewPerson>(startPerson);
  const { name, title, key, grants } = person;
  const roles = grants.map((grant) => ({ role: grant.role, scope: scopeOf(grant) }));
  const as = roles.map(({ role, scope }) => grantWords(role, scope)).join("; ");
  return (
    <AdministratorPanel
      {...props}
      title="Add a person"
      act={`add ${name.trim() || "…"} to the workspace${as ? ` as ${as}` : ", without a role"}`}
      aside={
        key.kind === "passphrase"
          ? "Their key is made on this computer. They should change its passphrase when they first sign in."
          : "Their key stays where they made it."
      }
      problem={newPersonProblem(person)}
      sign={async (passphrase) => {
        const { id } = await api.access.addMember({
          name: name.trim(),
          title: title.trim(),
          key: key.kind === "passphrase" ? { passphrase: key.value } : { publicKey: key.value.trim() },
          grants: roles,
          passphrase,
        });
        navigate("people", { id });
      }}
    >
      <PersonFields person={person} onChange={setPerson} />
    </AdministratorPanel>
  );
}

function GrantPanel(props: PolicyPanelProps & { member: MemberId }) {
  const { member, people } = props;
  const [grant, setGrant] = useState<GrantDraft>(emptyGrant);
  const name = people.nameOf(member);
  return (
    <AdministratorPanel
      {...props}
      title={`Give ${name} a role`}
      act={`give ${name} the role ${grantWords(grant.role, scopeOf(grant))}`}
      aside="It holds from the moment of this signature. What was approved before stays as it was."
      problem={grantProblem(grant)}
      sign={async (passphrase) => {
        await api.access.grantRole({ member, role: grant.role, scope: scopeOf(grant), passphrase });
      }}
    >
      <GrantFields grant={grant} onChange={setGrant} />
    </AdministratorPanel>
  );
}

function RevokePanel(props: PolicyPanelProps & { revoked: Extract<PolicyChange, { kind: "revoke" }> }) {
  const { people, revoked } = props;
  const { member, role, scope } = revoked;
  const name = people.nameOf(member);
  return (
    <AdministratorPanel
      {...props}
      title={`Take a role from ${name}`}
      act={`take from ${name} the role ${grantWords(role, scope)}`}
      aside="What they approved while they held it still counts."
      problem={undefined}
      sign={async (passphrase) => {
        await api.access.revokeRole({ member, role, scope, passphrase });
      }}
    />
  );
}

function ReleaseOwnerPanel(props: PolicyPanelProps & { environment: string }) {
  const { people, environment } = props;
  const now = people.policy?.environments.find((one) => one.id === environment)?.releaseOwner;
  const [owner, setOwner] = useState<MemberId>();
  return (
    <AdministratorPanel
      {...props}
      title={`Release owner of ${environment}`}
      act={`name ${owner ? people.nameOf(owner) : "…"} release owner of ${environment}`}
      aside={`${people.nameOf(now)} can then no longer publish to it. What is live stays live.`}
      problem={owner ? undefined : "Choose who will publish."}
      sign={async (passphrase) => {
        await api.access.setReleaseOwner({ environment, owner: owner!, passphrase });
      }}
    >
      <Field label="Release owner">
        {(control) => (
          <Select
            {...control}
            look="field"
            label="Release owner"
            options={people.people
              .filter((person) => person.active)
              .map((person) => ({
                value: person.id,
                label: person.name,
                note: people.titleOf(person.id),
                disabledReason: person.id === now ? "is the release owner already" : undefined,
              }))}
            value={owner}
            onChange={setOwner}
          />
        )}
      </Field>
    </AdministratorPanel>
  );
}

function PathsPanel(props: PolicyPanelProps) {
  const paths = props.people.policy ? missingPaths(props.people.policy) : [];
  const kinds = paths.flatMap((path) => path.kinds.map((kind) => kindWords[kind].many));
  const approvers = paths.flatMap((path) => path.steps.map(({ label }) => label));
  return (
    <AdministratorPanel
      {...props}
      title="Add approval paths"
      act={`have ${listed(kinds, { most: 9 })} approved by ${listed([...new Set(approvers)])}`}
      aside="It is the path that a new workspace has. Those that were agreed on stay as they are."
      problem={paths.length > 0 ? undefined : "Every kind has its path already."}
      sign={async (passphrase) => {
        await api.access.adoptPaths({ passphrase });
      }}
    />
  );
}
