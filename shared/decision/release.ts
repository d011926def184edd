import type { Condition } from "../rules/cel/compilation.ts";
import type { Facts } from "../rules/cel/facts.ts";
import type { Uses } from "../rules/cel/uses.ts";
import type { CompiledBlock } from "./assemble.ts";
import type { AttributeSlot } from "../rules/cel/layout.ts";
import type { Ledger } from "./consent.ts";
import type { GuardIndex } from "./guard-index.ts";
import type { SelectionIndex } from "./selection-index.ts";
import type { Place } from "./variants.ts";

/** When something applies: from `from` on and before `until`, in milliseconds since 1970. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

export const isWithin = (period: Period, now: number): boolean => period.from <= now && now < period.until;

export const isLimited = ({ from, until }: Period): boolean => Number.isFinite(from) || Number.isFinite(until);

interface CompiledRule extends Period {
  readonly name: string;
  readonly label: string;
  /** Its place in the order of all rules of its sort. The first that matches decides. */
  readonly rank: number;
  readonly test: Condition;
  /** What the condition names, for explanations. Null where it could not be compiled. */
  readonly uses: Uses | null;
}

/** A guardrail. Whom it matches, or might match, gets nothing personalized. */
export interface Guard extends CompiledRule {
  readonly reason: string;
}

/** A rule that shows a block to whom it matches. */
export interface Selection extends CompiledRule {
  readonly block: CompiledBlock;
  readonly reason: string;
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
  readonly selections: SelectionIndex;
}

/** Something in a release that cannot take effect as written. The engine then errs towards showing less. */
export interface CompileProblem {
  readonly asset: string;
  readonly message: string;
}

/** A release, made ready to decide. Immutable but for `facts` and `ledger`, which each decision fills anew. */
export interface CompiledRelease {
  readonly environment: string;
  readonly number: number;
  readonly ledger: Ledger;
  readonly placements: ReadonlyMap<string, CompiledPlacement>;
  /** Guardrails of all placements. */
  readonly guards: GuardIndex;
  readonly facts: Facts;
  /** What conditions say of an audience, for explanations: its own uses by name. */
  readonly audienceUses: ReadonlyMap<string, Uses>;
  readonly problems: readonly CompileProblem[];
}
