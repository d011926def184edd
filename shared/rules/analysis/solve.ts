import {
  type Formula,
  intersectStates,
  isNone,
  type States,
  statesMeet,
  statesWithin,
  statesWithout,
  type Universes,
} from "./formula.ts";

/** A state for every variable that matters; any choice within makes all of what was asked true. */
export type Model = ReadonlyMap<number, States>;

export type Answer =
  | { readonly is: "none" }
  | { readonly is: "some"; readonly model: Model }
  | { readonly is: "spent" };

/** How many parts of formulas one question may look at. What takes longer is undecided. */
export const defaultBudget = 200_000;

const none: Answer = { is: "none" };
const spent: Answer = { is: "spent" };

/**
 * Looks for states of the variables that make all formulas true at once: it asserts what must be, splits on what may be in
 * several ways, and comes back. Complete as far as its budget reaches: "none" is a proof.
 */
export function solve(formulas: readonly Formula[], universes: Universes, budget = defaultBudget): Answer {
  return new Search(universes, budget).run(formulas);
}

type Verdict = "true" | "false" | "open";
type Literal = Extract<Formula, { is: "in" }>;
type Choice = Extract<Formula, { is: "and" | "or" }>;

class Spent extends Error {}

class Search {
  readonly #universes: Universes;
  readonly #domains = new Map<number, States>();
  /** What each narrowing replaced, so that it can be taken back. */
  readonly #trail: { readonly variable: number; readonly before: States | undefined }[] = [];
  #left: number;

  constructor(universes: Universes, budget: number) {
    this.#universes = universes;
    this.#left = budget;
  }

  run(formulas: readonly Formula[]): Answer {
    try {
      const open: Choice[] = [];
      for (const formula of formulas) if (!this.#assert(formula, open)) return none;
      return this.#search(open) ? { is: "some", model: new Map(this.#domains) } : none;
    } catch (error) {
      if (error instanceof Spent) return spent;
      throw error;
    }
  }

  #search(asked: readonly Choice[]): boolean {
    const open = this.#propagate(asked);
    if (!open) return false;
    const [first, ...others] = open;
    if (!first) return true;
    let split = first;
    for (const each of others) if (each.of.length < split.of.length) split = each;
    const rest = open.filter((each) => each !== split);
    const mark = this.#trail.length;
    for (const part of split.of) {
      const next = [...rest];
      if (this.#assert(part, next) && this.#search(next)) return true;
      this.#takeBack(mark);
      // From here on the way that led nowhere is closed: without it the same would be looked at again and again.
      if (part.is === "in" && !this.#exclude(part)) return false;
    }
    return false;
  }

  /** Asserts what is left with one way only, until nothing changes. @returns what is still open; null where nothing can be. */
  #propagate(asked: readonly Choice[]): Choice[] | null {
    let open: readonly Choice[] = asked;
    for (;;) {
      const kept: Choice[] = [];
      let changed = false;
      for (const choice of open) {
        const ways = this.#waysOf(choice);
        if (ways === true) continue;
        if (ways.length === 0) return null;
        if (ways.length > 1) kept.push(ways.length === choice.of.length ? choice : { is: "or", of: ways });
        else if (this.#assert(ways[0]!, kept)) changed = true;
        else return null;
      }
      if (!changed) return kept;
      open = kept;
    }
  }

  /** The alternatives that are still possible; true where one holds already. */
  #waysOf(choice: Choice): readonly Formula[] | true {
    const ways: Formula[] = [];
    for (const part of choice.of) {
      const verdict = this.#verdict(part);
      if (verdict === "true") return true;
      if (verdict === "open") ways.push(part);
    }
    return ways;
  }

  #verdict(formula: Formula): Verdict {
    if ((this.#left -= 1) < 0) throw new Spent();
    if (formula.is === true) return "true";
    if (formula.is === false) return "false";
    if (formula.is === "in") {
      const domain = this.#domain(formula.variable);
      if (!statesMeet(domain, formula.states)) return "false";
      return statesWithin(domain, formula.states) ? "true" : "open";
    }
    const decides = formula.is === "and" ? "false" : "true";
    let open = false;
    for (const part of formula.of) {
      const verdict = this.#verdict(part);
      if (verdict === decides) return decides;
      if (verdict === "open") open = true;
    }
    return open ? "open" : decides === "true" ? "false" : "true";
  }

  #assert(formula: Formula, open: Choice[]): boolean {
    if (formula.is === true) return true;
    if (formula.is === false) return false;
    if (formula.is === "in")
      return this.#narrow(formula.variable, intersectStates(this.#domain(formula.variable), formula.states));
    if (formula.is === "and") return formula.of.every((part) => this.#assert(part, open));
    open.push(formula);
    return true;
  }

  #exclude({ variable, states }: Literal): boolean {
    return this.#narrow(variable, statesWithout(this.#domain(variable), states));
  }

  #narrow(variable: number, states: States): boolean {
    if ((this.#left -= 1) < 0) throw new Spent();
    if (isNone(states)) return false;
    const before = this.#domains.get(variable);
    this.#trail.push({ variable, before });
    this.#domains.set(variable, states);
    return true;
  }

  #domain(variable: number): States {
    return this.#domains.get(variable) ?? this.#universes.universe(variable);
  }

  #takeBack(mark: number): void {
    while (this.#trail.length > mark) {
      const { variable, before } = this.#trail.pop()!;
      if (before === undefined) this.#domains.delete(variable);
      else this.#domains.set(variable, before);
    }
  }
}
