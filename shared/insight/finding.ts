import { z } from "zod";
import { kindName } from "../assets/kind.ts";
import { assetId, instant, memberId } from "../kernel/ids.ts";

export const lintRules = [
  "name",
  "sameLabel",
  "nearDuplicate",
  "missingTag",
  "retiredTag",
  "unusedTag",
  "unusedAsset",
  "emptyField",
] as const;
/** What the linter looks for: what has drifted although every single revision was allowed. */
export const lintRule = z.enum(lintRules);
export type LintRule = z.infer<typeof lintRule>;

/** Where a finding is, so that it is known again. */
export const findingPlace = z.strictObject({
  asset: assetId,
  rule: lintRule,
  /** What of the asset: the other one, a tag, a field, or the name that is wrong. With another it is another finding. */
  about: z.string().max(300),
});
export type FindingPlace = z.infer<typeof findingPlace>;

/** That something is meant to be as it is: why, who said so and when. */
export const aside = z.strictObject({ reason: z.string(), member: memberId, at: instant });
export type Aside = z.infer<typeof aside>;

export const lintFinding = z.strictObject({
  ...findingPlace.shape,
  name: z.string(),
  kind: kindName,
  /** What is wrong and what mends it, in a sentence or two. */
  message: z.string(),
  /** The name that would do, where a rename mends it. */
  proposal: z.string().nullable(),
  /** The other asset, where there are two. */
  other: z.strictObject({ asset: assetId, name: z.string() }).nullable(),
  /** Null: nobody has set it aside. */
  aside: aside.nullable(),
});
export type LintFinding = z.infer<typeof lintFinding>;

/** The findings of a workspace. Of each rule the first are listed, and all are counted; what was set aside is listed last. */
export const lint = z.strictObject({
  findings: z.array(lintFinding),
  counts: z.record(lintRule, z.number().int().nonnegative()),
  /** Those that were set aside, which `counts` leaves out. */
  setAside: z.number().int(),
  looked: z.number().int(),
});
export type Lint = z.infer<typeof lint>;
