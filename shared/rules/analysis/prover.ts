import type { Dictionary } from "#shared/data/dictionary.ts";
import type { Facts } from "../cel/facts.ts";
import type { Formula } from "./formula.ts";
import { solve } from "./solve.ts";
import { type Read, Translator } from "./translate.ts";
import { type Made, peopleOf, personOf } from "./witness.ts";

/** From when on and before when something applies, in milliseconds since 1970. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/** Something that may hold of a person at a moment: as a formula to reason about, and as the engine itself would tell it. */
export interface Claim {
  readonly formula: Formula;
  readonly holds: (facts: Facts, now: number) => boolean;
}

export type Outcome =
  /** Nobody, ever: proved. */
  | { readonly is: "never" }
  /** This person, tried with the engine's own evaluation. */
  | { readonly is: "example"; readonly made: Made }
  | { readonly is: "undecided"; readonly why: "computed" | "spent" };

/** How often another way is looked for where nobody fitted the last. */
const mostWays = 8;

/** Says of claims whether they can hold together: with a proof that they cannot, or with somebody of whom they do. */
export class Prover {
  readonly translator: Translator;
  readonly #dictionary: Dictionary;
  readonly #facts: Facts;
  readonly now: number;

  constructor(dictionary: Dictionary, now: number) {
    this.now = now;
    this.#dictionary = dictionary;
    this.translator = new Translator(dictionary, now);
    this.#facts = this.translator.newFacts();
  }

  ask(claims: readonly Claim[]): Outcome {
    const { space, builder } = this.translator;
    const formulas = claims.map((claim) => claim.formula);
    for (let way = 0; way < mostWays; way++) {
      const answer = solve(formulas, space);
      if (answer.is === "spent") return { is: "undecided", why: "spent" };
      // After the first way this says no more than that nobody else was found.
      if (answer.is === "none") return way === 0 ? { is: "never" } : { is: "undecided", why: "computed" };
      for (const made of peopleOf(answer.model, space, this.#dictionary, this.now))
        if (this.fits(claims, made)) return { is: "example", made };
      const computed = Array.from(answer.model).filter(([id]) => space.at(id).is === "computed");
      if (computed.length === 0) return { is: "undecided", why: "computed" };
      formulas.push(builder.not(builder.and(computed.map(([id, states]) => builder.is(id, states)))));
    }
    return { is: "undecided", why: "computed" };
  }

  /** Whether claims can be shown to exclude one another; faster than `ask`, for whoever needs no example. */
  excludes(claims: readonly Claim[]): boolean {
    return (
      solve(
        claims.map((claim) => claim.formula),
        this.translator.space,
      ).is === "none"
    );
  }

  fits(claims: readonly Claim[], made: Made): boolean {
    this.#facts.load(personOf(made), made.now);
    return claims.every((claim) => claim.holds(this.#facts, made.now));
  }

  isTrue({ true: formula, test }: Read): Claim {
    return { formula, holds: (facts) => test(facts) === true };
  }

  isFalse({ false: formula, test }: Read): Claim {
    return { formula, holds: (facts) => test(facts) === false };
  }

  isOpen(period: Period): Claim {
    const { from, until } = period;
    return { formula: this.translator.within(period), holds: (_facts, now) => from <= now && now < until };
  }

  /** That all of these are known of the person. */
  areKnown(keys: readonly string[]): Claim {
    const { layout } = this.translator.conditions;
    const slots = keys.flatMap((key) => layout.attributeByKey.get(key)?.slot ?? []);
    return {
      formula: this.translator.allKnown(keys),
      holds: (facts) => slots.every((slot) => facts.values[slot] !== undefined),
    };
  }

  not({ formula, holds }: Claim): Claim {
    return { formula: this.translator.builder.not(formula), holds: (facts, now) => !holds(facts, now) };
  }

  both(...claims: readonly Claim[]): Claim {
    return {
      formula: this.translator.builder.and(claims.map((claim) => claim.formula)),
      holds: (facts, now) => claims.every((claim) => claim.holds(facts, now)),
    };
  }
}
