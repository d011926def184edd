import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BundleAsset } from "#shared/bundle/model.ts";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import { RuleAnalysis } from "#shared/rules/analysis/analysis.ts";
import type { Analysis, AnalysisCode, AnalysisFinding, Witness } from "#shared/rules/analysis/model.ts";
import { type Material, ruleSetOf } from "#shared/rules/analysis/view.ts";
import { createConditions } from "#shared/rules/cel/conditions.ts";
import { Facts } from "#shared/rules/cel/facts.ts";
import { buildDictionary } from "#shared/data/dictionary.ts";
import type { SelectionLogic } from "#shared/rules/effects.ts";
import type { RuleBody } from "#shared/rules/model.ts";
import {
  attribute,
  audience,
  block,
  blockType,
  exclude,
  field,
  placement,
  purpose,
  select,
} from "#test/support/assets.ts";

const now = Date.parse("2026-03-01T12:00:00.000Z");
const later = "2026-04-01T00:00:00.000Z";
const past = "2026-01-01T00:00:00.000Z";
const moments = [now, Date.parse(later) - 1, Date.parse(later), Date.parse("2026-07-01T00:00:00.000Z")];

const ground = [
  purpose("personalization", { basis: "legitimateInterest" }),
  attribute("tier", { values: ["gold", "iron"] }),
  attribute("flag", { type: "boolean" }),
  attribute("n", { type: "number" }),
  attribute("likes", { type: "list", values: ["a", "b"] }),
  blockType("plain", [field("headline")]),
  ...["one", "two", "three"].map((name) => block(name, "plain", { copy: { base: { headline: { "*": name } } } })),
  placement("home", { types: ["plain"], purpose: "personalization", fallback: "one" }),
];

/** Every state that an attribute can be in as far as these conditions can tell; `{}` is of no type. */
const unreadable = {};
const states: Readonly<Record<string, readonly unknown[]>> = {
  tier: ["gold", "iron", undefined, unreadable],
  flag: [true, false, undefined, unreadable],
  // Below, at, between and above the numbers that conditions name.
  n: [-1, 0, 0.5, 1, 2, undefined, unreadable],
  likes: [[], ["a"], ["b"], ["a", "b"], undefined, unreadable],
};

interface Person {
  readonly attributes: Record<string, unknown>;
  readonly now: number;
}

const everybody: readonly Person[] = Object.entries(states)
  .reduce<Record<string, unknown>[]>(
    (people, [key, values]) =>
      people.flatMap((person) => values.map((value) => (value === undefined ? person : { ...person, [key]: value }))),
    [{}],
  )
  .flatMap((attributes) => moments.map((moment) => ({ attributes, now: moment })));

const atom = fc.oneof(
  fc.constantFrom(
    'profile.tier == "gold"',
    'profile.tier != "gold"',
    'profile.tier in ["gold", "iron"]',
    'profile.tier.startsWith("g")',
    "profile.flag",
    "profile.flag == (profile.n > 1)",
    "has(profile.flag)",
    "has(profile.n)",
    '"a" in profile.likes',
    '"c" in profile.likes',
    'now < timestamp("2026-04-01T00:00:00Z")',
    "true",
    'audience("x")',
    'audience("y")',
  ),
  fc
    .tuple(fc.constantFrom("<", "<=", ">", ">=", "==", "!="), fc.nat({ max: 1 }))
    .map(([sign, value]) => `profile.n ${sign} ${value}`),
  fc.nat({ max: 1 }).map((value) => `${value} < profile.n`),
);
const condition = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthIdentifier: "condition" },
    atom,
    tie("any").map((inner) => `!(${inner})`),
    fc.tuple(tie("any"), fc.constantFrom("&&", "||"), tie("any")).map(([a, sign, b]) => `(${a}) ${sign} (${b})`),
    fc.tuple(tie("any"), tie("any"), tie("any")).map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
  ),
})).any;

const period = fc.constantFrom(
  {},
  {},
  {},
  { until: later },
  { from: later },
  { until: past },
  { from: later, until: past },
);
const plainCondition = condition.filter((text) => !text.includes("audience("));

const assets = fc
  .record({
    x: plainCondition,
    y: plainCondition,
    selections: fc.array(
      fc.record({
        when: condition,
        priority: fc.nat({ max: 2 }),
        period,
        block: fc.constantFrom("one", "two", "three"),
      }),
      { maxLength: 5 },
    ),
    guards: fc.array(fc.record({ when: condition, period, everywhere: fc.boolean() }), { maxLength: 2 }),
  })
  .map(({ x, y, selections, guards }) => [
    ...ground,
    audience("x", x),
    audience("y", y),
    ...selections.map((rule, index) =>
      select(`rule-${index}`, {
        placement: "home",
        block: rule.block,
        when: rule.when,
        priority: rule.priority,
        ...rule.period,
      }),
    ),
    ...guards.map((guard, index) =>
      exclude(`guard-${index}`, guard.when, { placements: guard.everywhere ? [] : ["home"], ...guard.period }),
    ),
  ]);

interface Truth {
  readonly name: string;
  readonly body: RuleBody;
  readonly isOpen: (person: Person) => boolean;
}

/** What every rule comes to for every person, by the engine's own evaluation and nothing else. */
class BruteForce {
  readonly selections: readonly Truth[];
  readonly guards: readonly Truth[];
  readonly #values = new Map<string, (boolean | undefined)[]>();
  readonly people = everybody.map((_, index) => index);

  constructor(all: readonly BundleAsset[]) {
    const conditions = createConditions(buildDictionary(all));
    const facts = new Facts(conditions.layout);
    facts.granted.fill(1);
    const texts = new Map(
      all.flatMap(({ kind, name, body }) =>
        kind === "rule" || kind === "audience"
          ? [[name, (body as { logic: { when: string } }).logic.when] as const]
          : [],
      ),
    );
    for (const name of texts.keys()) this.#values.set(name, []);
    const tests = Array.from(texts, ([name, when]) => ({ name, test: conditions.compile(when).test }));
    for (const person of everybody) {
      facts.load({ attributes: person.attributes }, person.now);
      for (const { name, test: run } of tests) this.#values.get(name)!.push(run(facts));
    }
    const rules = all
      .filter(({ kind }) => kind === "rule")
      .map(({ name, body }): Truth => {
        const rule = body as unknown as RuleBody;
        const from = rule.settings.from ? Date.parse(rule.settings.from) : -Infinity;
        const until = rule.settings.until ? Date.parse(rule.settings.until) : Infinity;
        return {
          name,
          body: rule,
          isOpen: (person) => from <= person.now && person.now < until,
        };
      });
    const priority = ({ body: { logic } }: Truth) => (logic.effect === "select" ? logic.priority : 0);
    this.selections = rules
      .filter(({ body }) => body.logic.effect === "select")
      .toSorted((a, b) => priority(b) - priority(a) || (a.name < b.name ? -1 : 1));
    this.guards = rules.filter(({ body }) => body.logic.effect !== "select");
  }

  value(name: string, person: number): boolean | undefined {
    return this.#values.get(name)![person];
  }

  matches = (rule: Truth, person: number): boolean =>
    rule.isOpen(everybody[person]!) && this.value(rule.name, person) === true;
  blocked = (person: number, among?: ReadonlySet<string>): boolean =>
    this.guards.some(
      (guard) =>
        (!among || among.has(guard.name)) &&
        guard.isOpen(everybody[person]!) &&
        this.value(guard.name, person) !== false,
    );
}

const hiding: readonly AnalysisCode[] = ["never", "over", "contradiction", "shadowed", "concealed"];
const asMaterial = (all: readonly BundleAsset[]): Material[] =>
  all.map(({ id, kind, name, body }) => ({ id, kind, name, body }));
const analyse = (all: readonly BundleAsset[]): Analysis =>
  new RuleAnalysis().update(ruleSetOf(asMaterial(all), null), now);
const about = (findings: readonly AnalysisFinding[], code: AnalysisCode) =>
  findings.filter((one) => one.code === code).map((one) => one.about.name);

/** What the engine itself gives to the person of a witness. */
function given(all: readonly BundleAsset[], { attributes, unreadable: masked, now: moment }: Witness) {
  const mistyped = Object.fromEntries(masked.map((key) => [key, unreadable]));
  return decide(
    compile({ environment: "live", number: 1, assets: all }),
    {
      placement: "home",
      locale: "en",
      attributes: { ...attributes, ...mistyped } as never,
      consents: [],
      trace: false,
    },
    { now: Date.parse(moment) },
  );
}

describe("RA-1 findings hold over everybody there can be", () => {
  test("RA-2 RA-4 RA-5 RA-6 a rule is said never to be shown exactly where nobody gets it", () => {
    fc.assert(
      fc.property(assets, (all) => {
        const truth = new BruteForce(all);
        const { findings } = analyse(all);
        expect(about(findings, "undecided")).toEqual([]);
        const hidden = findings.filter(
          ({ code, about: { name } }) => hiding.includes(code) && name.startsWith("rule-"),
        );
        const expected = truth.selections.filter(
          (rule, place) =>
            !truth.people.some(
              (person) =>
                truth.matches(rule, person) &&
                !truth.blocked(person) &&
                !truth.selections.slice(0, place).some((other) => truth.matches(other, person)),
            ),
        );
        expect(hidden.map(({ about: { name } }) => name).toSorted()).toEqual(
          expected.map(({ name }) => name).toSorted(),
        );
        expect(hidden.filter((each) => !isEnough(each, truth))).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  test("RA-7 RA-8 RA-9 ties, guardrails and gaps are found exactly where they are, and their examples are decided so", () => {
    fc.assert(
      fc.property(assets, (all) => {
        const truth = new BruteForce(all);
        const { findings } = analyse(all);
        expect(about(findings, "tie").toSorted()).toEqual(tied(truth).toSorted());
        const wrong = findings.filter(
          ({ code, witness, others }) =>
            code === "tie" && !others.some(({ name }) => name === given(all, witness!).rule),
        );
        expect(wrong).toEqual([]);
        const blocksAll = truth.guards.filter((guard) => {
          const open = truth.people.filter((person) => guard.isOpen(everybody[person]!));
          return open.length > 0 && open.every((person) => truth.value(guard.name, person) !== false);
        });
        expect(about(findings, "blocksAll").toSorted()).toEqual(blocksAll.map(({ name }) => name).toSorted());
        const gap = findings.find(({ code }) => code === "gap");
        const missed = truth.people.filter(
          (person) => !truth.blocked(person) && !truth.selections.some((rule) => truth.matches(rule, person)),
        );
        expect(gap !== undefined).toBe(missed.length > 0 || truth.selections.length === 0);
        const answer = gap?.witness && given(all, gap.witness);
        expect(answer?.reason ?? "No rule applies.").toMatch(/^No rule applies/);
      }),
      { numRuns: 120 },
    );
  });

  test("RA-10 audiences are said to be empty, full or equal exactly where they are", () => {
    fc.assert(
      fc.property(plainCondition, plainCondition, (x, y) => {
        const all = [...ground, audience("x", x), audience("y", y)];
        const truth = new BruteForce(all);
        const { findings } = analyse(all);
        const is = (name: string, value: boolean | undefined) =>
          truth.people.map((person) => truth.value(name, person) === value);
        const empty = ["x", "y"].filter((name) => !is(name, true).includes(true));
        expect(about(findings, "emptyAudience").toSorted()).toEqual(empty);
        const same = truth.people.every((person) => truth.value("x", person) === truth.value("y", person));
        expect(about(findings, "equalAudiences").length > 0).toBe(same && empty.length === 0);
        const full = ["x", "y"].filter(
          (name) => !is(name, false).includes(true) && !is(name, undefined).includes(true),
        );
        expect(about(findings, "always")).toEqual(expect.arrayContaining(full));
      }),
      { numRuns: 200 },
    );
  });

  test("RA-12 after any edit the same is found as from the beginning", () => {
    fc.assert(
      fc.property(fc.array(assets, { minLength: 2, maxLength: 5 }), (versions) => {
        const analysis = new RuleAnalysis();
        // One dictionary for all, so that nothing begins anew.
        const shared = versions[0]!.filter(({ kind }) => kind === "audience");
        for (const version of versions) {
          const all = [...version.filter(({ kind }) => kind !== "audience"), ...shared];
          const kept = analysis.update(ruleSetOf(asMaterial(all), null), now);
          const fresh = analyse(all);
          const told = ({ findings }: Analysis) =>
            findings
              .map(({ code, about: { name } }) => `${name} ${hiding.includes(code) ? "hidden" : code}`)
              .toSorted();
          expect(told(kept)).toEqual(told(fresh));
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Whether the rules that a finding names are enough for what it says. */
function isEnough({ code, about: { name }, others }: AnalysisFinding, truth: BruteForce): boolean {
  const rule = truth.selections.find((each) => each.name === name)!;
  const names = new Set(others.map((other) => other.name));
  const seen = truth.people.filter((person) => truth.matches(rule, person));
  if (code === "never" || code === "over") return seen.length === 0;
  const kept = (person: number) => code !== "shadowed" && truth.blocked(person, names);
  const taken = (person: number) =>
    code !== "contradiction" && truth.selections.some((other) => names.has(other.name) && truth.matches(other, person));
  return seen.length > 0 && seen.every((person) => kept(person) || taken(person));
}

/** Rules that lose somebody to one of the same priority with another block, which is what that person gets. */
function tied(truth: BruteForce): string[] {
  const logic = ({ body }: Truth) => body.logic as SelectionLogic;
  const losers = new Set<string>();
  for (const person of truth.people) {
    if (truth.blocked(person)) continue;
    const [first, ...others] = truth.selections.filter((rule) => truth.matches(rule, person));
    for (const rule of others)
      if (logic(rule).priority === logic(first!).priority && logic(rule).block !== logic(first!).block)
        losers.add(rule.name);
  }
  return [...losers];
}
