import type { Condition } from "../rules/cel/compilation.ts";
import type { Facts } from "../rules/cel/facts.ts";
import type { Uses } from "../rules/cel/uses.ts";
import type { CompiledBlock } from "./assemble.ts";
import type { AttributeSlot } from "../rules/cel/layout.ts";
import type { GuardrailEffect } from "../rules/effects.ts";
import type { Cap, Circumstances } from "./circumstances.ts";
import type { Ledger } from "./consent.ts";
import type { GuardIndex } from "./guard-index.ts";
import type { StepName } from "./model.ts";
import type { SelectionIndex } from "./selection-index.ts";
import type { Place } from "./variants.ts";

/** When something applies: from `from` on and before `until`, in milliseconds since 1970. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

export const isWithin = (period: Period, now: number): boolean => period.from <= now && now < period.until;

export const isLimited = ({ from, until }: Period): boolean => Number.isFinite(from) || Number.isFinite(until);

/** How a time outside of a period lies to it: “ended on 2026-03-01”. */
export const outside = ({ from, until }: Period, now: number): string =>
  now < from ? `begins on ${day(from)}` : `ended on ${day(until)}`;

const day = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : "an unknown day");

interface CompiledRule extends Period {
  readonly name: string;
  readonly label: string;
  /** Its place in the order of all rules of its sort. The first that matches decides. */
  readonly rank: number;
  readonly test: Condition;
  /** What the condition names, for explanations. Null where it could not be compiled. */
  readonly uses: Uses | null;
}

/** The steps in which guardrails are asked. */
export type GuardStep = Extract<StepName, "exclusion" | "brandSafety" | "caps" | "eligibility">;

/** A guardrail. Where its test holds, or might, what it guards is kept back. */
export interface Guard extends CompiledRule {
  readonly reason: string;
  readonly step: GuardStep;
  readonly effect: GuardrailEffect;
  /** Its condition alone, without the circumstances that it asks for too. */
  readonly whom: Condition;
  readonly cap: Cap | null;
  /** What it found beside its condition, in a phrase; null where it asks nothing else. */
  readonly says: (() => string) | null;
  /** The names of what it keeps back; null: everything personalized. */
  readonly covers: readonly string[] | null;
}

/** A rule that shows a block to whom it matches. */
export interface Selection extends CompiledRule {
  readonly block: CompiledBlock;
  readonly reason: string;
  /** The guardrails that may keep its block back, by rank; null where there are none. */
  readonly guards: readonly Guard[] | null;
}

/** A slot of a template, as one placement fills it. */
export interface CompiledSlot {
  readonly key: string;
  readonly label: string;
  readonly fixed: boolean;
  /** Whether the placement's own block stands here. */
  readonly main: boolean;
  /** Without something to show here nothing of the placement is shown. */
  readonly required: boolean;
  /** What stands here for everyone. */
  readonly block: CompiledBlock | null;
  /** Why there is no such block, in a phrase. */
  readonly absent: string | null;
  /** The rules that may choose its block; null of a fixed slot. */
  readonly selections: SelectionIndex | null;
}

/** The template of a placement. */
export interface Composition {
  readonly slots: readonly CompiledSlot[];
  /** The place of the main slot. */
  readonly main: number;
  /** Why nothing of it may ever be shown, in a phrase; null where it can be. */
  readonly broken: string | null;
}

export interface CompiledPlacement extends Place {
  readonly name: string;
  /** Whether the channel interrupts: then nothing takes the place of the generic content. */
  readonly interrupts: boolean;
  /** The slot of the purpose that personalized content needs here. */
  readonly purpose: number;
  readonly fallback: CompiledBlock | null;
  /** The attributes that its rules, blocks and the guardrails of all placements read. */
  readonly attributes: readonly AttributeSlot[];
  /** The guardrails of this placement alone; those of all placements are the release's. */
  readonly guards: GuardIndex;
  /** The guardrails that keep some content back here, by rank. Its selections have them too. */
  readonly contentGuards: readonly Guard[];
  /** The caps under which everything personalized here counts, those of all placements included. */
  readonly caps: readonly Guard[];
  /** Whether anything that is shown here must be counted. */
  readonly counted: boolean;
  /** The rules that choose its block; where it has a template, that of the main slot. */
  readonly selections: SelectionIndex;
  /** How it is put together, where it shows more than one block. */
  readonly composition: Composition | null;
}

/** Something in a release that cannot take effect as written. The engine then errs towards showing less. */
export interface CompileProblem {
  readonly asset: string;
  readonly message: string;
}

/** A release, made ready to decide. Immutable but for `facts`, `ledger` and `circumstances`, which each decision fills anew. */
export interface CompiledRelease {
  readonly environment: string;
  readonly number: number;
  readonly ledger: Ledger;
  readonly placements: ReadonlyMap<string, CompiledPlacement>;
  /** Guardrails of all placements. */
  readonly guards: GuardIndex;
  readonly facts: Facts;
  readonly circumstances: Circumstances;
  /** What conditions say of an audience, for explanations: its own uses by name. */
  readonly audienceUses: ReadonlyMap<string, Uses>;
  readonly problems: readonly CompileProblem[];
}
