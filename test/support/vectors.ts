import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { bundleAsset } from "#shared/bundle/model.ts";
import { type AssembledContent, type Decision, decision, decisionRequest, outcomes } from "#shared/decision/model.ts";
import { instant } from "#shared/kernel/ids.ts";
import file from "#test/conformance/decisions.json" with { type: "json" };

/**
 * The decision vectors: what any implementation of the engine must answer. They are a file and not code, so that the same
 * rows hold the studio's preview, the decision service over HTTP, and implementations in other languages.
 */
const expectation = z.strictObject({
  outcome: z.enum(outcomes),
  rule: z.string().nullable().optional(),
  content: z
    .strictObject({
      block: z.string(),
      type: z.string(),
      variant: z.string(),
      locale: z.string().optional(),
      label: z.string().nullable(),
      /** Values by field name, in the order of the block type. */
      fields: z.record(z.string(), z.unknown()),
    })
    .nullable()
    .optional(),
  /** Of a placement with a template, in its order; null where an answer has none. */
  slots: z
    .array(
      z.strictObject({
        key: z.string(),
        fixed: z.boolean(),
        chosen: z.string().nullable(),
        block: z.string(),
        variant: z.string(),
        fields: z.record(z.string(), z.unknown()),
      }),
    )
    .nullable()
    .optional(),
});
export type Expectation = z.infer<typeof expectation>;

const schema = z.strictObject({
  /** Rises when a row changes its meaning, or rows say something new of an answer (1.1.0: slots, 1.2.0: freshness, maps and TCF strings of consents, jurisdictions, 1.3.0: suppression, brand safety, caps and eligibility): an implementation says which version it passes. */
  specVersion: z.literal("1.3.0"),
  /** The time at which every row is decided. */
  now: instant,
  bundles: z.record(
    z.string(),
    z.strictObject({ environment: z.string(), number: z.number(), assets: z.array(bundleAsset) }),
  ),
  /** In their order: what a row shows counts for the rows after it. */
  rows: z.array(z.tuple([z.string(), z.string(), decisionRequest, expectation])),
});

export const vectors = schema.parse(file);

/** What of an answer differs from what a row expects; empty where it conforms. Fields that a row leaves out are free. */
export function differences(answer: Decision, expected: Expectation): string[] {
  const { content, outcome, rule, slots } = decision.parse(answer);
  const found: Record<string, unknown> = {
    outcome,
    rule,
    content: content && {
      ...content,
      fields: valuesOf(content),
    },
    slots:
      slots?.map(({ key, fixed, chosen, content: shown }) => {
        const { block, variant } = shown;
        return { key, fixed, chosen, block, variant, fields: valuesOf(shown) };
      }) ?? null,
  };
  return Object.entries(expected).flatMap(([key, wanted]) => differ(key, found[key], wanted));
}

const valuesOf = ({ fields }: AssembledContent): Record<string, unknown> =>
  Object.fromEntries(fields.map(({ name, value }) => [name, value]));

function differ(at: string, found: unknown, wanted: unknown): string[] {
  if (isRecord(found) && isRecord(wanted) && !at.endsWith("fields")) {
    return Object.entries(wanted).flatMap(([key, value]) => differ(`${at}.${key}`, found[key], value));
  }
  const sameOrder = isDeepStrictEqual(Object.keys(found ?? {}), Object.keys(wanted ?? {}));
  if (isDeepStrictEqual(found, wanted) && sameOrder) return [];
  return [`${at} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
