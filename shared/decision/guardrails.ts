import type { Facts } from "../rules/cel/facts.ts";
import type { GuardIndex } from "./guard-index.ts";
import { type CompiledPlacement, type CompiledRelease, type Guard, isWithin, type Selection } from "./release.ts";

/**
 * Proof that no guardrail keeps a decision back. Rules are selected with it alone, and only asking every guardrail makes
 * one: no selection can come before them, or without them.
 */
export class Clearance {
  // Private, so that the compiler takes nothing else for one.
  readonly #facts: Facts;
  readonly #now: number;

  private constructor(facts: Facts, now: number) {
    this.#facts = facts;
    this.#now = now;
  }

  get facts(): Facts {
    return this.#facts;
  }

  get now(): number {
    return this.#now;
  }

  /** Asks the guardrails of all placements and those of one. @returns the first that holds, or might */
  static ask(everywhere: GuardIndex, here: GuardIndex, facts: Facts, now: number): Clearance | Guard {
    const first = everywhere.first(facts, now);
    const own = here.first(facts, now);
    if (first === null) return own ?? new Clearance(facts, now);
    return own === null || first.rank <= own.rank ? first : own;
  }
}

/** The first of some guardrails that holds, or might. */
export function firstBlocking(guards: readonly Guard[], facts: Facts, now: number): Guard | null {
  for (let index = 0; index < guards.length; index++) {
    const guard = guards[index]!;
    if (isWithin(guard, now) && guard.test(facts) !== false) return guard;
  }
  return null;
}

/**
 * Counts what is about to be shown, under every cap that covers it. What cannot be counted throws, and so is not shown. One
 * answer counts once, however many of its slots a cap covers.
 */
export function countShown(
  { circumstances }: CompiledRelease,
  { caps }: CompiledPlacement,
  selections: readonly (Selection | null)[],
  { facts, now }: Clearance,
): void {
  const counted = new Set<string>();
  const take = (guard: Guard): void => {
    // Whom it might hold of is counted too: else it would never be reached by those of whom that is not known.
    if (guard.cap && isWithin(guard, now) && guard.whom(facts) !== false) counted.add(guard.cap.id);
  };
  caps.forEach(take);
  for (const selection of selections) selection?.guards?.forEach(take);
  if (counted.size > 0) circumstances.add([...counted]);
}

/** Why a guardrail stops a decision, in a sentence. */
export function guardReason(guard: Guard, facts: Facts): string {
  const { label, effect } = guard;
  const reason = guard.reason.replace(/\.$/, "");
  if (guard.test(facts) === true) return `${held[effect](label)}: ${reason}.`;
  return `${notKnown[effect](label)}: ${reason}.`;
}

type Words = Readonly<Record<Guard["effect"], (label: string) => string>>;

const held: Words = {
  exclude: (label) => `“${label}” excludes this person`,
  suppress: (label) => `“${label}” keeps quiet now`,
  brandSafety: (label) => `“${label}” keeps this away from what it would stand beside`,
  cap: (label) => `“${label}” is reached`,
  require: (label) => `This person is not eligible by “${label}”`,
};

const notKnown: Words = {
  exclude: (label) => `Whether “${label}” excludes this person is not known, so it does`,
  suppress: (label) => `Whether “${label}” keeps quiet now is not known, so it does`,
  brandSafety: (label) => `Whether “${label}” keeps this away from what it would stand beside is not known, so it does`,
  cap: (label) => `Whether “${label}” is reached is not known, so it counts as reached`,
  require: (label) => `Whether this person is eligible by “${label}” is not known, so they are not`,
};
