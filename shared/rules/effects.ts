import { z } from "zod";
import { condition } from "../audiences/model.ts";
import { assetId } from "../kernel/ids.ts";
import { channel } from "./channels.ts";

/** What a guardrail may do, in the order in which a decision meets them. Selections come after all of them. */
export const guardrailEffects = ["exclude", "suppress", "brandSafety", "cap", "require"] as const;
export type GuardrailEffect = (typeof guardrailEffects)[number];

/** An IANA time zone, such as `Europe/Berlin`. Whether there is one of this name is checked where it is written. */
export const timeZone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/, "a time zone such as Europe/Berlin");

/** The content that a guardrail keeps back. It covers a block that is one of `blocks` or of one of `types`. */
const coverage = z.strictObject({ types: z.array(assetId).max(500), blocks: z.array(assetId).max(5000) });
export type Coverage = z.infer<typeof coverage>;

/** What every guardrail has. */
const guardrail = {
  /** Placements it guards; empty means all. */
  placements: z.array(assetId),
  /** Channels it guards; absent means all. */
  channels: z.array(channel).min(1).optional(),
  /** The content that it keeps back; absent means everything personalized. */
  content: coverage.optional(),
  /** Of whom it may hold; `true` of everyone. */
  when: condition,
  reason: z.string().min(1),
};

/** Whom it matches, or might match, gets nothing that it guards. */
const exclude = z.strictObject({ effect: z.literal("exclude"), ...guardrail });

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time such as 21:00");

/** Hours of days, by the clock where the person is. All that it names must hold. */
const window = z.strictObject({
  /** From `from` on and before `until`; the night after where `until` is not later. It counts for the day on which it began. */
  hours: z.strictObject({ from: clockTime, until: clockTime }).optional(),
  days: z.array(z.enum(weekdays)).min(1).max(7).optional(),
  /** Both included. */
  dates: z.strictObject({ first: z.iso.date(), last: z.iso.date() }).optional(),
});
export type SuppressionWindow = z.infer<typeof window>;

/** Keeps quiet in any of its windows, towards those of whom its condition holds; without windows, always. */
const suppress = z.strictObject({
  effect: z.literal("suppress"),
  ...guardrail,
  windows: z.array(window).max(50),
  /** The time zone of those whose request states none. Absent means that theirs must be known. */
  zone: timeZone.optional(),
});

/** How a label of surroundings is written: `news/accidents` is also part of `news`. */
export const contextLabel = z.string().trim().min(1).max(200);

/** Keeps content away from surroundings that a request describes by labels. */
const brandSafety = z.strictObject({
  effect: z.literal("brandSafety"),
  ...guardrail,
  /** Beside none of these may it stand. */
  avoid: z.array(contextLabel).max(500),
  /** Whether a request that describes no surroundings is blocked, because they might be of this sort. */
  contextRequired: z.boolean(),
});

/** Since when a cap counts: a calendar period in a time zone, weeks beginning on Monday, or some time back from now. */
const capPeriod = z.discriminatedUnion("in", [
  z.strictObject({ in: z.literal("calendar"), unit: z.enum(["day", "week", "month"]), zone: timeZone }),
  z.strictObject({
    in: z.literal("rolling"),
    length: z.number().int().min(1).max(90),
    unit: z.enum(["hours", "days"]),
  }),
]);
export type CapPeriod = z.infer<typeof capPeriod>;

/** One person gets no more than `most` in a period, over all that it guards. */
const cap = z.strictObject({
  effect: z.literal("cap"),
  ...guardrail,
  most: z.number().int().min(1).max(1000),
  period: capPeriod,
});

/** Only those of whom its condition surely holds get what it guards. */
const require = z.strictObject({ effect: z.literal("require"), ...guardrail });

/** Shows a block in a placement to whom it matches. */
const select = z.strictObject({
  effect: z.literal("select"),
  placement: assetId,
  /** The flexible slot of the placement's template that the block is for; absent means the main one. */
  slot: z.string().min(1).max(40).optional(),
  block: assetId,
  when: condition,
  /** The higher number wins; between equals, the rule's name decides. */
  priority: z.number().int().min(0).max(10_000),
});

export const ruleLogic = z.discriminatedUnion("effect", [exclude, suppress, brandSafety, cap, require, select]);
export type RuleLogic = z.infer<typeof ruleLogic>;
export type SelectionLogic = Extract<RuleLogic, { effect: "select" }>;
export type GuardrailLogic = Exclude<RuleLogic, SelectionLogic>;

export const isGuardrail = (logic: RuleLogic): logic is GuardrailLogic => logic.effect !== "select";
