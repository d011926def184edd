import { z } from "zod";
import { market } from "../assets/model.ts";
import { instant } from "../kernel/ids.ts";
import { locale } from "../taxonomy/model.ts";

const attributeValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

/** What a person has agreed to, by purpose key. Absent means not given. The latest record of a purpose counts; withdrawal wins a tie. */
export const consentRecord = z.strictObject({
  purpose: z.string(),
  granted: z.boolean(),
  at: instant,
  source: z.string().optional(),
});
export type ConsentRecord = z.infer<typeof consentRecord>;

export const personEvent = z.looseObject({ name: z.string(), at: instant.optional() });
export type PersonEvent = z.infer<typeof personEvent>;

/** A question to the engine: what may this person see in this placement now. */
export const decisionRequest = z.strictObject({
  /** Name of the placement asset. */
  placement: z.string(),
  locale: locale.default("en"),
  /** Where the person is, for placements that serve several markets. Absent means not known: it is never guessed from the locale. */
  market: market.optional(),
  /** The person's pseudonymous identifier: the unit of bucketing, and whom frequency caps count. */
  person: z.string().max(200).optional(),
  /** The IANA time zone in which the person is. Absent means not known; then a quiet time's own zone counts, if it has one. */
  timeZone: z.string().max(64).optional(),
  /** Labels of what the content would stand beside: sections, topics, neighbours. Absent means not known, which is not the same as none. */
  context: z.array(z.string().max(200)).max(100).optional(),
  attributes: z.record(z.string(), attributeValue).default({}),
  /** When attributes were last seen to be so, by key. An attribute with a limit of freshness is unknown past it. */
  observed: z.record(z.string(), z.string().max(64)).optional(),
  /** Absent means not known, which is not the same as none. */
  events: z.array(personEvent).max(1000).optional(),
  /** Records with their times, or a plain yes or no by purpose key, which counts as said now. */
  consents: z.union([z.array(consentRecord).max(100), z.record(z.string().max(200), z.boolean())]).default([]),
  /** An IAB TCF v2 string. One that cannot be read refuses every purpose that is mapped to TCF, and the trace says why. */
  tcf: z.string().max(100_000).optional(),
  /** The law that protects the person: a country (ISO 3166-1), a part of one (`US-CA`), `EU` or `EEA`. Never guessed from market or locale. */
  jurisdiction: z
    .string()
    .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,3})?$/, "a country such as DE, a part of one such as US-CA, EU or EEA")
    .optional(),
  trace: z.boolean().default(false),
});
export type DecisionRequest = z.infer<typeof decisionRequest>;

export const outcomes = ["personalized", "generic", "nothing"] as const;

/** The steps in their fixed order. */
export const stepNames = [
  "consent",
  "exclusion",
  "brandSafety",
  "caps",
  "eligibility",
  "ranking",
  "assembly",
  "label",
] as const;
export type StepName = (typeof stepNames)[number];

export const traceStep = z.strictObject({
  step: z.enum(stepNames),
  /** `pass`, `stop` (this step decided the end), `skip` (not reached or not needed). */
  result: z.enum(["pass", "stop", "skip"]),
  /** A sentence for people. */
  says: z.string(),
  /** Names of the rules, audiences or purposes it looked at, with what each came to (Kleene's three values). */
  looked: z.array(
    z.strictObject({ name: z.string(), value: z.enum(["true", "false", "unknown"]), why: z.string().optional() }),
  ),
});
export type TraceStep = z.infer<typeof traceStep>;

export const assembledField = z.strictObject({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  part: z.string(),
  fixed: z.boolean(),
  /** Of a picture of the library: `images/<digest>.<extension>`, which the decision service serves below `/v1/`. */
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
  /** Of a picture of the library: what it shows, the point that stays in sight when it is cropped, and its size in pixels. */
  alt: z.string().optional(),
  focal: z.strictObject({ x: z.number(), y: z.number() }).optional(),
  width: z.number().int().optional(),
  height: z.number().int().optional(),
});
export type AssembledField = z.infer<typeof assembledField>;

/** One block, put together for a person and a locale. */
export const assembledContent = z.strictObject({
  block: z.string(),
  type: z.string(),
  variant: z.string(),
  locale: z.string(),
  fields: z.array(assembledField),
  label: z.string().nullable(),
});
export type AssembledContent = z.infer<typeof assembledContent>;

/** A slot of the placement's template, and what stands in it. */
export const assembledSlot = z.strictObject({
  key: z.string(),
  label: z.string(),
  fixed: z.boolean(),
  /** The name of the rule that chose it; null where it is what stands there for everyone. */
  chosen: z.string().nullable(),
  content: assembledContent,
});
export type AssembledSlot = z.infer<typeof assembledSlot>;

export const decision = z.strictObject({
  outcome: z.enum(outcomes),
  placement: z.string(),
  release: z.number().int().nonnegative(),
  /** Null when the outcome is `nothing`. Where the placement has a template, what stands in its main slot. */
  content: assembledContent.nullable(),
  /** Where the placement has a template and something is shown: its slots in their order, those left out left out. */
  slots: z.array(assembledSlot).optional(),
  /** Why, in a sentence. */
  reason: z.string(),
  /** The rule that chose the content; where none did, but one chose another slot, that one. */
  rule: z.string().nullable(),
  trace: z.array(traceStep).optional(),
});
export type Decision = z.infer<typeof decision>;
