import { z } from "zod";
import { command, contract, query } from "../kernel/contract.ts";
import { instant, memberId, workspaceId } from "../kernel/ids.ts";
import { approvalPath, environment, grant, member, publicKey, role, session } from "./model.ts";
import { scope } from "../assets/model.ts";

const passphrase = z.string().max(1024);

/** Signing needs an open key: either it is open, or this opens it. */
export const withPassphrase = { passphrase: passphrase.optional() };

export const access = contract("access", {
  /** The front door: what a person sees before they sign in, and who they are after. */
  status: query(
    z.strictObject({}),
    z.strictObject({
      workspace: z.strictObject({ id: workspaceId, name: z.string() }),
      /** Members with a key on this computer can sign in here. */
      members: z.array(
        z.strictObject({
          id: memberId,
          name: z.string(),
          title: z.string(),
          hasKey: z.boolean(),
          remembered: z.boolean(),
        }),
      ),
      session: session.nullable(),
      keychain: z.strictObject({ available: z.boolean(), reason: z.string() }),
    }),
  ),
  /** Opens a member's vault. Without a passphrase, from the operating system's keychain if it was remembered there. */
  signIn: command(z.strictObject({ member: memberId, ...withPassphrase }), session),
  signOut: command(z.strictObject({}), z.strictObject({})),
  unlock: command(z.strictObject(withPassphrase), session),
  lock: command(z.strictObject({}), session),
  /** Keeps the passphrase in the operating system's keychain, or takes it out again. */
  remember: command(z.strictObject({ passphrase, keep: z.boolean() }), z.strictObject({})),
  changePassphrase: command(z.strictObject({ from: passphrase, to: passphrase }), z.strictObject({})),
  people: query(
    z.strictObject({}),
    z.strictObject({
      people: z.array(z.strictObject({ ...member.shape, grants: z.array(grant), owns: z.number().int() })),
      policy: z.strictObject({
        version: z.number().int(),
        at: instant,
        threshold: z.number().int(),
        paths: z.array(approvalPath),
        environments: z.array(environment),
      }),
    }),
  ),
  /** Adds a person: with a passphrase a vault is made on this computer, with a public key theirs is elsewhere. */
  addMember: command(
    z.strictObject({
      name: member.shape.name,
      title: member.shape.title,
      key: z.union([z.strictObject({ passphrase }), z.strictObject({ publicKey })]),
      grants: z.array(z.strictObject({ role, scope })),
      ...withPassphrase,
    }),
    z.strictObject({ id: memberId }),
  ),
  grantRole: command(z.strictObject({ member: memberId, role, scope, ...withPassphrase }), z.strictObject({})),
  revokeRole: command(z.strictObject({ member: memberId, role, scope, ...withPassphrase }), z.strictObject({})),
  setReleaseOwner: command(
    z.strictObject({ environment: z.string(), owner: memberId, ...withPassphrase }),
    z.strictObject({}),
  ),
  /** Adds the approval paths of a new workspace for kinds that are younger than the policy, so that they can be approved. */
  adoptPaths: command(z.strictObject(withPassphrase), z.strictObject({ paths: z.array(approvalPath) })),
});
