import { z } from "zod";
import { assetId, digest, instant, memberId, requestId, workspaceId } from "../kernel/ids.ts";
import { identity } from "../assets/model.ts";
import { bodySchema } from "../assets/parts.ts";

/** A DSSE envelope (secure-systems-lab/dsse v1). Payload and signatures are base64. */
export const envelope = z.strictObject({
  payloadType: z.string(),
  payload: z.string(),
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: z.string() })).min(1),
});
export type Envelope = z.infer<typeof envelope>;

export const payloadTypes = {
  statement: "application/vnd.in-toto+json",
  policy: "application/vnd.imprimatur.policy+json",
} as const;

/** What every statement says of the moment it was made in. It is judged by that policy. */
const moment = { workspace: workspaceId, policy: digest, member: memberId, at: instant, words: z.string() };

const subject = z.strictObject({
  name: z.string(),
  digest: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
});
const statement = <T extends string, P extends z.ZodType>(predicateType: T, predicate: P) =>
  z.strictObject({
    _type: z.literal("https://in-toto.io/Statement/v1"),
    subject: z.array(subject).min(1),
    predicateType: z.literal(predicateType),
    predicate,
  });

/** "I own these exact revisions": one subject per asset, named by its id, with the revision's digest. */
export const ownStatement = statement("urn:imprimatur:own:v1", z.strictObject(moment));

/** "I approve the parts named": one subject per part, named `<asset>#<part>`, with the part's digest. */
export const approveStatement = statement(
  "urn:imprimatur:approve:v1",
  z.strictObject({
    ...moment,
    step: z.enum(["brand", "legal"]),
    request: requestId,
  }),
);

/**
 * One link of an asset's owner chain. The first has sequence 0, no previous link, and is signed by the owner;
 * each later one names the digest of the link before it and is signed by giver and receiver.
 */
export const ownerLink = z.strictObject({
  asset: assetId,
  sequence: z.number().int().nonnegative(),
  owner: memberId,
  previous: digest.nullable(),
});
export type OwnerLink = z.infer<typeof ownerLink>;

/** "These assets are mine from here on": one subject, `owner-links`, with the digest of the list of links. */
export const ownershipStatement = statement(
  "urn:imprimatur:ownership:v1",
  z.strictObject({ ...moment, links: z.array(ownerLink).min(1) }),
);

export type OwnStatement = z.infer<typeof ownStatement>;
export type ApproveStatement = z.infer<typeof approveStatement>;
export type OwnershipStatement = z.infer<typeof ownershipStatement>;

export const bundleAsset = z.strictObject({ id: assetId, ...identity.shape, body: bodySchema });
export type BundleAsset = z.infer<typeof bundleAsset>;

/** A release, compiled: everything the decision service needs to answer and to check that it may. */
export const bundle = z.strictObject({
  format: z.literal("imprimatur-bundle/1"),
  workspace: workspaceId,
  environment: z.string(),
  number: z.number().int().positive(),
  at: instant,
  by: memberId,
  maxStalenessDays: z.number().int().positive(),
  /** Every version of the policy, oldest first. */
  policies: z.array(envelope).min(1),
  /** The complete owner map, as the statements that made it. */
  ownership: z.array(envelope),
  attestations: z.array(envelope),
  assets: z.array(bundleAsset),
  /** The journal's head when the release was compiled. */
  checkpoint: z.strictObject({ device: z.string(), size: z.number().int(), root: digest }),
});
export type Bundle = z.infer<typeof bundle>;
