import { z } from "zod";
import { digest, instant, memberId, workspaceId } from "../kernel/ids.ts";
import { everywhere, scope, tier } from "../assets/model.ts";
import { coveredPart } from "../assets/parts.ts";
import { kindName } from "../assets/kind.ts";

export const roles = ["editor", "brandApprover", "legalApprover", "engineer", "auditor", "administrator"] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

export const roleLabels: Readonly<Record<Role, string>> = {
  editor: "editor",
  brandApprover: "brand approver",
  legalApprover: "legal approver",
  engineer: "engineer",
  auditor: "auditor",
  administrator: "administrator",
};

export const grant = z.strictObject({ member: memberId, role, scope });
export type Grant = z.infer<typeof grant>;

/** A raw Ed25519 public key: 32 bytes in hex, the form TUF metadata uses too. */
export const publicKey = z.string().regex(/^[0-9a-f]{64}$/, "32 bytes in hex");

export const member = z.strictObject({
  id: memberId,
  name: z.string().trim().min(1).max(80),
  /** What they do, in their own words: "Editor, DE". */
  title: z.string().trim().max(80),
  publicKey,
  active: z.boolean(),
});
export type Member = z.infer<typeof member>;

/** One approval of a path: who may give it, and which parts of a revision it covers. */
export const approvalStep = z.strictObject({
  id: z.enum(["brand", "legal"]),
  label: z.string(),
  role,
  covers: z.array(coveredPart).min(1),
});
export type ApprovalStep = z.infer<typeof approvalStep>;
export type StepId = ApprovalStep["id"];

/** The ordered approvals for the kinds and tiers named. The first path that fits an asset is its path. */
export const approvalPath = z.strictObject({
  kinds: z.array(kindName).min(1),
  tiers: z.array(tier).min(1),
  steps: z.array(approvalStep).min(1),
});
export type ApprovalPath = z.infer<typeof approvalPath>;

export const environment = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  /** The one person who publishes to it. */
  releaseOwner: memberId,
  /** Past this many days without a fresh release or refresh, the service falls back to generic content. */
  maxStalenessDays: z.number().int().min(1).max(366),
});
export type Environment = z.infer<typeof environment>;

/**
 * Who may do what, as one signed, versioned document. Each version names the digest of the one before it and is signed by
 * the threshold of that one's administrators, so that whoever trusts one version can check every later one.
 */
export const policyDocument = z.strictObject({
  format: z.literal("imprimatur-policy/1"),
  workspace: workspaceId,
  workspaceName: z.string().trim().min(1).max(80),
  version: z.number().int().positive(),
  previous: digest.nullable(),
  at: instant,
  /** How many administrators must sign the next version. */
  threshold: z.number().int().positive(),
  members: z.array(member).min(1),
  grants: z.array(grant),
  paths: z.array(approvalPath).min(1),
  environments: z.array(environment).min(1),
});
export type PolicyDocument = z.infer<typeof policyDocument>;

/** What a member sees of themselves once signed in. */
export const session = z.strictObject({
  member,
  grants: z.array(grant),
  /** Until when the key stays open without use; null when it is locked. */
  keyOpenUntil: instant.nullable(),
});
export type Session = z.infer<typeof session>;

export const accessActs = {
  "policy.signed": z.strictObject({ version: z.number().int(), policy: digest, envelope: digest, summary: z.string() }),
  "session.signedIn": z.strictObject({ member: memberId }),
} as const;

export const scopeEverywhere = everywhere;
