import { intersect, isWithin, meet, union, without, type Cuts } from "./region.ts";

/** The state of one variable, as a set: the values that it may have, and the ways in which it may have none. */
export interface States {
  readonly cuts: Cuts;
  /** Of `absent` and `unreadable`. */
  readonly flags: number;
}

/** The request does not have it. Of what is computed: it cannot be computed. */
export const absent = 1;
/** It is masked, or its value is not of its type. */
export const unreadable = 2;

/** A statement in two values about the states of variables; `of` never holds its own kind. */
export type Formula =
  | { readonly is: true }
  | { readonly is: false }
  | { readonly is: "in"; readonly variable: number; readonly states: States }
  | { readonly is: "and" | "or"; readonly of: readonly Formula[] };

export const yes: Formula = { is: true };
export const no: Formula = { is: false };

export const isNone = ({ cuts, flags }: States): boolean => flags === 0 && cuts.length === 0;
export const intersectStates = (a: States, b: States): States => ({
  cuts: intersect(a.cuts, b.cuts),
  flags: a.flags & b.flags,
});
export const statesMeet = (a: States, b: States): boolean => (a.flags & b.flags) !== 0 || meet(a.cuts, b.cuts);
export const statesWithin = (a: States, b: States): boolean => (a.flags & ~b.flags) === 0 && isWithin(a.cuts, b.cuts);
export const statesWithout = (a: States, b: States): States => ({
  cuts: without(a.cuts, b.cuts),
  flags: a.flags & ~b.flags,
});

/** All states that each variable can be in. */
export interface Universes {
  universe(variable: number): States;
}

/** Builds formulas that are as small as a look at their parts can make them. */
export class Builder {
  readonly #universes: Universes;
  readonly #negated = new WeakMap<Formula, Formula>();

  constructor(universes: Universes) {
    this.#universes = universes;
  }

  /** That a variable is in one of these states. */
  is(variable: number, wanted: States): Formula {
    const universe = this.#universes.universe(variable);
    const states = intersectStates(universe, wanted);
    if (isNone(states)) return no;
    return statesWithin(universe, states) ? yes : { is: "in", variable, states };
  }

  and(parts: readonly Formula[]): Formula {
    return this.#join("and", parts);
  }

  or(parts: readonly Formula[]): Formula {
    return this.#join("or", parts);
  }

  #join(sign: "and" | "or", parts: readonly Formula[]): Formula {
    const decides = sign === "and" ? no : yes;
    const others: Formula[] = [];
    const states = new Map<number, States>();
    const take = (part: Formula): boolean => {
      if (part.is === decides.is) return false;
      if (part.is === true || part.is === false) return true;
      if (part.is === sign) return part.of.every(take);
      if (part.is !== "in") {
        if (!others.includes(part)) others.push(part);
        return true;
      }
      const known = states.get(part.variable);
      const joined = !known
        ? part.states
        : sign === "and"
          ? intersectStates(known, part.states)
          : bothOf(known, part.states);
      states.set(part.variable, joined);
      return sign === "or" || !isNone(joined);
    };
    if (!parts.every(take)) return decides;
    const literals = Array.from(states, ([variable, each]) => this.is(variable, each));
    // Alternatives over one variable may together be all that it can be.
    if (literals.some((each) => each.is === decides.is)) return decides;
    const all = [...literals.filter((each) => each.is === "in"), ...others];
    return all.length === 0 ? (sign === "and" ? yes : no) : all.length === 1 ? all[0]! : { is: sign, of: all };
  }

  not(formula: Formula): Formula {
    if (formula.is === true) return no;
    if (formula.is === false) return yes;
    let negated = this.#negated.get(formula);
    if (!negated) {
      negated = this.#negate(formula);
      this.#negated.set(formula, negated);
      this.#negated.set(negated, formula);
    }
    return negated;
  }

  #negate(formula: Exclude<Formula, { is: boolean }>): Formula {
    if (formula.is === "in")
      return this.is(formula.variable, statesWithout(this.#universes.universe(formula.variable), formula.states));
    const parts = formula.of.map((part) => this.not(part));
    return formula.is === "and" ? this.or(parts) : this.and(parts);
  }
}

const bothOf = (a: States, b: States): States => ({ cuts: union([a.cuts, b.cuts]), flags: a.flags | b.flags });
