import { z } from "zod";
import { assetId, digest, instant, memberId } from "../kernel/ids.ts";
import { identity } from "../assets/model.ts";
import { bodySchema, coveredPart } from "../assets/parts.ts";

/** Why an asset cannot go into the release as it stands. */
export const blocker = z.strictObject({
  asset: assetId.nullable(),
  name: z.string(),
  code: z.enum(["ownerUnsigned", "approvalMissing", "reference", "check", "form"]),
  message: z.string(),
  /** Who can mend it. */
  who: memberId.nullable(),
});
export type Blocker = z.infer<typeof blocker>;

export const candidateItem = z.strictObject({
  asset: assetId,
  ...identity.shape,
  owner: memberId,
  revision: digest,
  revisionNumber: z.number().int(),
  /** Against what is live in the environment. */
  change: z.enum(["added", "changed", "same"]),
  ownerSigned: z.boolean(),
  /** The owner's signature will be the first for this asset: with it the chain of its owners begins. */
  firstSignature: z.boolean(),
});
export type CandidateItem = z.infer<typeof candidateItem>;

export const ownerSeal = z.strictObject({
  member: memberId,
  assets: z.number().int(),
  signed: z.number().int(),
  at: instant.nullable(),
});

/** The next release of an environment: the newest approved revision of every asset. */
export const candidate = z.strictObject({
  environment: z.string(),
  releaseOwner: memberId,
  number: z.number().int().positive(),
  items: z.array(candidateItem),
  removed: z.array(z.strictObject({ asset: assetId, name: z.string() })),
  seals: z.array(ownerSeal),
  blockers: z.array(blocker),
});
export type Candidate = z.infer<typeof candidate>;

export const releaseSummary = z.strictObject({
  environment: z.string(),
  number: z.number().int().positive(),
  bundle: digest,
  at: instant,
  by: memberId,
  assets: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  removed: z.number().int(),
  live: z.boolean(),
});
export type ReleaseSummary = z.infer<typeof releaseSummary>;

export const environmentState = z.strictObject({
  id: z.string(),
  releaseOwner: memberId,
  maxStalenessDays: z.number().int(),
  live: releaseSummary.nullable(),
  /** What the decision service of this environment says of itself, if it is known and answers. */
  service: z
    .strictObject({
      url: z.string(),
      reachable: z.boolean(),
      release: z.number().int().nullable(),
      refusal: z.strictObject({ code: z.string(), message: z.string(), at: instant }).nullable(),
    })
    .nullable(),
});
export type EnvironmentState = z.infer<typeof environmentState>;

export const releaseActs = {
  "release.signed": z.strictObject({
    envelope: digest,
    ownership: digest.nullable(),
    /** Assets that its signer takes ownership of for the first time. */
    claims: z.array(z.strictObject({ asset: assetId, sequence: z.number().int(), link: digest })),
    revisions: z.array(z.strictObject({ asset: assetId, revision: digest })),
  }),
  "release.published": z.strictObject({
    environment: z.string(),
    number: z.number().int(),
    bundle: digest,
    items: z.array(z.strictObject({ asset: assetId, revision: digest })),
  }),
} as const;

export const releaseAsset = z.strictObject({
  id: assetId,
  ...identity.shape,
  body: bodySchema,
  parts: z.partialRecord(coveredPart, digest),
});
