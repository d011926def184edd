import type { AssetId } from "../kernel/ids.ts";
import type { Condition } from "../rules/cel/compilation.ts";
import type { CompiledCondition } from "../rules/cel/conditions.ts";
import type { CapPeriod, GuardrailEffect, GuardrailLogic } from "../rules/effects.ts";
import type { RuleBody } from "../rules/model.ts";
import { type Cap, type Circumstances, foldLabel } from "./circumstances.ts";
import { type Conjunct, type Indexed, indexed } from "./conjuncts.ts";
import { always, type Linker, type Named, periodOf } from "./linker.ts";
import type { Guard, GuardStep } from "./release.ts";
import { partsOf, readCondition } from "./rule-condition.ts";
import { compileWindow, isInWindow } from "./windows.ts";

/** A rule that is a guardrail, with its id and its place among all guardrails. */
export interface GuardRule {
  readonly id: AssetId;
  readonly rule: Named<RuleBody>;
  readonly logic: GuardrailLogic;
  readonly rank: number;
}

/** The step of a decision in which each effect counts, and thereby the order in which guardrails are asked. */
export const stepOf: Readonly<Record<GuardrailEffect, GuardStep>> = {
  exclude: "exclusion",
  suppress: "exclusion",
  brandSafety: "brandSafety",
  cap: "caps",
  require: "eligibility",
};

/** What a guardrail asks beside its condition, and how it puts what it found. */
interface Asked {
  readonly holds: () => boolean | undefined;
  readonly says: () => string;
}

const unknown: Condition = () => undefined;
const neverKnown: Conjunct = { equality: null, bound: null, compile: () => unknown };

/**
 * Makes a guardrail ready to be asked. It holds where its condition and its circumstances both do, and whoever asks must
 * take unknown for yes. One whose condition cannot be read is always unknown, whatever else it asks.
 */
export function compileGuard(
  { id, rule, logic, rank }: GuardRule,
  slot: number,
  circumstances: Circumstances,
  linker: Linker,
): Indexed<Guard> {
  const written = readCondition(rule, linker);
  // A requirement keeps back whom it does not surely fit.
  const condition = written && logic.effect === "require" ? negated(written) : written;
  const cap = logic.effect === "cap" ? capOf(id, slot, logic, circumstances) : null;
  const asked = askedBy(logic, cap, circumstances);
  const whom = condition?.test ?? unknown;
  const guard: Guard = {
    name: rule.name,
    label: rule.body.settings.label,
    rank,
    ...periodOf(rule.body.settings),
    test: condition && asked ? both(whom, asked.holds) : whom,
    uses: condition?.uses ?? null,
    reason: logic.reason,
    step: stepOf[logic.effect],
    effect: logic.effect,
    whom,
    cap,
    says: asked?.says ?? null,
    covers: logic.content
      ? [...logic.content.types, ...logic.content.blocks].map((covered) => linker.names.get(covered) ?? covered)
      : null,
  };
  return indexed(guard, condition ? partsOf(condition, linker) : [neverKnown]);
}

function negated({ ast, test, ...rest }: CompiledCondition): CompiledCondition {
  return {
    ...rest,
    ast: { op: "not", of: ast, from: ast.from, to: ast.to },
    test: (facts) => {
      const holds = test(facts);
      return holds === undefined ? undefined : !holds;
    },
  };
}

/** A rule of which not even the effect can be read: it may be a guardrail of anything. */
export function unreadableGuard(name: string): Indexed<Guard> {
  const guard: Guard = {
    name,
    label: name,
    rank: -1,
    ...always,
    test: unknown,
    uses: null,
    reason: "It cannot be read, and it may be a guardrail.",
    step: "exclusion",
    effect: "exclude",
    whom: unknown,
    cap: null,
    says: null,
    covers: null,
  };
  return indexed(guard, [neverKnown]);
}

/** The same guardrail in a place that serves several markets: it holds where the person is, or might be, in its market. */
export function withinMarket(guard: Guard, market: string, circumstances: Circumstances): Guard {
  const isHere = (): boolean | undefined =>
    circumstances.market === undefined ? undefined : circumstances.market === market;
  // What cannot be read is not narrowed either.
  if (guard.uses === null) return guard;
  return { ...guard, test: both(guard.test, isHere), whom: both(guard.whom, isHere) };
}

/** Kleene's conjunction of a condition and a circumstance. */
const both =
  (condition: Condition, circumstance: () => boolean | undefined): Condition =>
  (facts) => {
    const holds = condition(facts);
    if (holds === false) return false;
    const here = circumstance();
    return here === false ? false : holds === true && here === true ? true : undefined;
  };

function askedBy(logic: GuardrailLogic, cap: Cap | null, circumstances: Circumstances): Asked | null {
  if (cap) return askCap(cap, circumstances);
  if (logic.effect === "suppress" && logic.windows.length > 0) return askClock(logic, circumstances);
  return logic.effect === "brandSafety" ? askSurroundings(logic, circumstances) : null;
}

type Of<E extends GuardrailEffect> = Extract<GuardrailLogic, { effect: E }>;

function askClock({ windows, zone }: Of<"suppress">, circumstances: Circumstances): Asked {
  const compiled = windows.map(compileWindow);
  return {
    holds: () => {
      const local = circumstances.localTime(zone);
      if (Number.isNaN(local)) return undefined;
      for (let index = 0; index < compiled.length; index++) if (isInWindow(compiled[index]!, local)) return true;
      return false;
    },
    says: () => {
      const local = circumstances.localTime(zone);
      const where = circumstances.zone(zone);
      if (where === undefined) return "neither the request nor the rule names a time zone";
      if (Number.isNaN(local)) return `there is no time zone called ${where}`;
      return `it is ${spokenDay.format(local)} in ${where}`;
    },
  };
}

/** Local times are kept as if they were UTC. */
const spokenDay = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

function askSurroundings({ avoid, contextRequired }: Of<"brandSafety">, circumstances: Circumstances): Asked {
  const labels = [...new Set(avoid.map(foldLabel))];
  return {
    holds: () => {
      const here = circumstances.labels;
      if (here === undefined) return contextRequired ? undefined : false;
      for (let index = 0; index < labels.length; index++) if (here.has(labels[index]!)) return true;
      return false;
    },
    says: () => {
      const here = circumstances.labels;
      if (here === undefined) return "what it would stand beside is not known";
      const found = labels.filter((label) => here.has(label));
      return found.length > 0 ? `it would stand beside ${found.join(", ")}` : "it would stand beside none of these";
    },
  };
}

function askCap(cap: Cap, circumstances: Circumstances): Asked {
  return {
    holds: () => {
      const counted = circumstances.count(cap);
      return counted === undefined ? undefined : counted >= cap.most;
    },
    says: () => {
      const counted = circumstances.count(cap);
      return counted === undefined ? "how often before is not known" : `${counted} of ${cap.most} so far`;
    },
  };
}

const hour = 3_600_000;
const quarter = 900_000;

function capOf(id: AssetId, slot: number, { most, period }: Of<"cap">, { clocks }: Circumstances): Cap {
  return { id, slot, most, since: period.in === "rolling" ? rollingSince(period) : calendarSince(period, clocks) };
}

function rollingSince({ length, unit }: Extract<CapPeriod, { in: "rolling" }>): Cap["since"] {
  const back = length * (unit === "days" ? 24 * hour : hour);
  return (now) => now - back;
}

/** A period begins on a quarter of an hour at the latest, so within one its beginning is found once. */
function calendarSince(
  { unit, zone }: Extract<CapPeriod, { in: "calendar" }>,
  clocks: Circumstances["clocks"],
): Cap["since"] {
  let found = Number.NaN;
  let foundIn = Number.NaN;
  return (now) => {
    const asked = Math.floor(now / quarter);
    if (asked !== foundIn) {
      found = clocks.startOf(unit, zone, now);
      foundIn = asked;
    }
    return found;
  };
}
