import { access } from "#shared/access/contract.ts";
import { missingPaths } from "#shared/access/defaults.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import { administratorsOf, policyFaults } from "#shared/bundle/policy-chain.ts";
import { payloadTypes } from "#shared/bundle/model.ts";
import type { Member, PolicyDocument, Session } from "#shared/access/model.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { implement, type PrepareContext, type ReadContext, type Services, type WriteContext } from "../context.ts";
import { putObject } from "../db/objects.ts";
import { signDocument } from "../keys/attest.ts";
import type { OutgoingFile } from "../publishing/outbox.ts";
import { updateAdministrators, updateDelegations } from "../publishing/repository.ts";
import { publishingContext, stageFiles } from "../publishing/staging.ts";
import { ownedCounts } from "./store.ts";

export const accessHandlers = implement(access, {
  status: {
    run(context) {
      const { policy, vault, keychain, workspace, who } = context;
      const { ability } = keychain;
      return {
        workspace: { id: workspace, name: policy.workspaceName },
        members: policy.members
          .filter((member) => member.active)
          .map(({ id, name, title }) => ({ id, name, title, hasKey: vault.has(id), remembered: keychain.holds(id) })),
        session: who && sessionOf(context, who),
        keychain: { available: ability.available, reason: ability.available ? "" : ability.reason },
      };
    },
  },

  signIn: {
    async prepare(context, { member: id, passphrase }) {
      const member = context.policy.members.find((one) => one.id === id && one.active);
      if (!member) throw new AppError("NOT_FOUND", "There is no such member in this workspace.", { member: id });
      await openKey(context, id, passphrase);
      return (write) => {
        write.sender.member = id;
        write.record("session.signedIn", { member: id });
        return sessionOf(write, member);
      };
    },
  },

  signOut: {
    run({ sender, vault, me }) {
      vault.lock(me.id);
      sender.member = null;
      return {};
    },
  },

  unlock: {
    async prepare(context, { passphrase }) {
      await openKey(context, context.me.id, passphrase);
      return (write) => sessionOf(write, write.me);
    },
  },

  lock: {
    run(context) {
      context.vault.lock(context.me.id);
      return sessionOf(context, context.me);
    },
  },

  remember: {
    async prepare({ keychain, vault, me }, { passphrase, keep }) {
      if (keep) {
        // Only a passphrase that opens the key is worth keeping.
        await vault.unlock(me.id, passphrase);
        await keychain.keep(me.id, passphrase);
      } else keychain.forget(me.id);
      return () => ({});
    },
  },

  changePassphrase: {
    async prepare({ keychain, vault, me }, { from, to }) {
      await vault.changePassphrase(me.id, from, to);
      if (keychain.holds(me.id)) await keychain.keep(me.id, to);
      return () => ({});
    },
  },

  people: {
    run({ policy, db }) {
      const owned = ownedCounts(db);
      const { version, at, threshold, paths, environments } = policy;
      return {
        people: policy.members.map((member) => ({
          ...member,
          grants: policy.grants.filter((grant) => grant.member === member.id),
          owns: owned.get(member.id) ?? 0,
        })),
        policy: { version, at, threshold, paths, environments },
      };
    },
  },

  addMember: {
    async prepare(context, { name, title, key, grants, passphrase }) {
      const id = context.newId("mem");
      // The administrator's own key first: a wrong passphrase must not leave a key file behind.
      await context.signer(passphrase);
      const publicKey = "publicKey" in key ? key.publicKey : await context.vault.create(id, key.passphrase);
      const member: Member = { id, name, title, publicKey, active: true };
      const change = await changePolicy(context, passphrase, `Added ${name}`, (policy) => ({
        members: [...policy.members, member],
        grants: [...policy.grants, ...grants.map((grant) => ({ member: id, ...grant }))],
      }));
      return (write) => {
        change(write);
        return { id };
      };
    },
  },

  grantRole: {
    async prepare(context, { member, role, scope, passphrase }) {
      const { name } = memberOf(context, member);
      const held = context.policy.grants.some((grant) => sameGrant(grant, { member, role, scope }));
      if (held) throw new AppError("NOTHING_CHANGED", `${name} already holds this role here.`);
      return changePolicy(context, passphrase, `Gave ${name} the role ${role}`, (policy) => ({
        grants: [...policy.grants, { member, role, scope }],
      }));
    },
  },

  revokeRole: {
    async prepare(context, { member, role, scope, passphrase }) {
      const { name } = memberOf(context, member);
      const rest = context.policy.grants.filter((grant) => !sameGrant(grant, { member, role, scope }));
      if (rest.length === context.policy.grants.length)
        throw new AppError("NOTHING_CHANGED", `${name} does not hold this role here.`);
      return changePolicy(context, passphrase, `Took the role ${role} from ${name}`, () => ({ grants: rest }));
    },
  },

  setReleaseOwner: {
    async prepare(context, { environment, owner, passphrase }) {
      const { name } = memberOf(context, owner);
      const known = context.policy.environments.find((one) => one.id === environment);
      if (!known) throw new AppError("NOT_FOUND", `There is no environment ${environment}.`, { environment });
      if (known.releaseOwner === owner)
        throw new AppError("NOTHING_CHANGED", `${name} already is the release owner of ${environment}.`);
      const environments = context.policy.environments.map((one) =>
        one.id === environment ? { ...one, releaseOwner: owner } : one,
      );
      return changePolicy(context, passphrase, `Made ${name} release owner of ${environment}`, () => ({
        environments,
      }));
    },
  },

  adoptPaths: {
    async prepare(context, { passphrase }) {
      const paths = missingPaths(context.policy);
      if (paths.length === 0)
        throw new AppError("NOTHING_CHANGED", "The policy already has an approval path for every kind and tier.");
      const kinds = paths.flatMap((path) => path.kinds.map((kind) => kindOf(kind).plural.toLowerCase()));
      const summary = `Added approval paths for ${kinds.join(", ")}`;
      const change = await changePolicy(context, passphrase, summary, (policy) => ({
        paths: [...policy.paths, ...paths],
      }));
      return (write) => {
        change(write);
        return { paths };
      };
    },
  },
});

async function openKey({ vault, keychain }: Services, member: MemberId, passphrase: string | undefined): Promise<void> {
  const given = passphrase ?? (await keychain.recall(member));
  if (given === null) throw new AppError("KEY_LOCKED", "Enter your passphrase to open your key.", { member });
  await vault.unlock(member, given);
}

function sessionOf({ policy, vault }: ReadContext, member: Member): Session {
  const until = vault.openUntil(member.id);
  return {
    member,
    grants: policy.grants.filter((grant) => grant.member === member.id),
    keyOpenUntil: until === null ? null : new Date(until).toISOString(),
  };
}

function memberOf({ policy }: ReadContext, id: MemberId): Member {
  const member = policy.members.find((one) => one.id === id && one.active);
  if (!member) throw new AppError("NOT_FOUND", "There is no such member in this workspace.", { member: id });
  return member;
}

type Grant = PolicyDocument["grants"][number];
const sameGrant = (a: Grant, b: Grant): boolean =>
  a.member === b.member &&
  a.role === b.role &&
  a.scope.brand === b.scope.brand &&
  a.scope.market === b.scope.market &&
  a.scope.channel === b.scope.channel;

/**
 * Signs the next version of the policy; where administrators or release owners change, the repository changes with it.
 * @returns what remains to be done in the transaction.
 */
async function changePolicy(
  context: PrepareContext,
  passphrase: string | undefined,
  summary: string,
  change: (policy: PolicyDocument) => Partial<PolicyDocument>,
): Promise<(write: WriteContext) => Record<string, never>> {
  const { policy, policyDigest, at } = context;
  const next: PolicyDocument = {
    ...policy,
    ...change(policy),
    version: policy.version + 1,
    previous: policyDigest,
    at,
  };
  refuseFaults(next);
  const signer = await context.signer(passphrase);
  const envelope = await signDocument(payloadTypes.policy, next, [signer]);
  const { outgoing, prepared } = await stageRepository(context, next, signer);
  return (write) => {
    if (write.policyDigest !== policyDigest)
      throw new AppError("CONFLICT", "The policy changed while you were signing. Look at it again.");
    write.record("policy.signed", {
      version: next.version,
      policy: putObject(write.db, next),
      envelope: putObject(write.db, envelope),
      summary,
    });
    if (outgoing.length > 0) write.outbox.put(write.db, outgoing, prepared);
    return {};
  };
}

function refuseFaults(next: PolicyDocument): void {
  const administrators = next.grants.filter((grant) => grant.role === "administrator");
  if (administrators.length === 0)
    throw new AppError("LAST_ADMINISTRATOR", "This is the last administrator. Give the role to somebody else first.");
  const [fault] = policyFaults(next);
  if (fault) throw new AppError("INPUT_INVALID", fault);
}

/** What changes in the repository with a policy: its root with the administrators, its delegations with the release owners. */
async function stageRepository(
  context: PrepareContext,
  next: PolicyDocument,
  signer: Awaited<ReturnType<PrepareContext["signer"]>>,
): Promise<{ outgoing: readonly OutgoingFile[]; prepared: number }> {
  const changes = <T>(of: (policy: PolicyDocument) => T): boolean =>
    JSON.stringify(of(next)) !== JSON.stringify(of(context.policy));
  const administratorsChange = changes(administratorKeys);
  const ownersChange = changes(delegationsOf);
  if (!administratorsChange && !ownersChange) return { outgoing: [], prepared: 0 };
  // The new root needs signatures of old and new administrators; whoever leaves them could give only the former.
  if (!administratorKeys(next).includes(signer.publicKey))
    throw new AppError("FORBIDDEN", "You cannot take this role from yourself; another administrator can.");
  context.outbox.drain();
  const prepared = context.outbox.parcels(context.db);
  const staged = stageFiles();
  const publishing = publishingContext(context, staged);
  const administrators = { keys: administratorKeys(next), threshold: next.threshold, signers: [signer] };
  if (administratorsChange) await updateAdministrators({ ...publishing, administrators });
  if (ownersChange) await updateDelegations({ ...publishing, administrators, delegations: delegationsOf(next) });
  return { outgoing: staged.outgoing, prepared };
}

/** The keys that sign for the repository: those of the administrators who sign the policy. */
const administratorKeys = (policy: PolicyDocument): string[] =>
  administratorsOf(policy).map((member) => member.publicKey);

/** Environments with their release owners' keys, as the repository delegates to them. */
export const delegationsOf = (policy: PolicyDocument) =>
  policy.environments.map(({ id, releaseOwner }) => ({
    environment: id,
    releaseOwner: policy.members.find((member) => member.id === releaseOwner)!.publicKey,
  }));
