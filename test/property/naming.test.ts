import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kindOf } from "#shared/assets/kinds.ts";
import type { Body } from "#shared/assets/parts.ts";
import { buildName, parseName, readConvention, type Convention, type NamingPart } from "#shared/taxonomy/naming.ts";
import { proposeFor } from "#shared/taxonomy/naming-proposal.ts";
import { buildTaxonomy } from "#shared/taxonomy/taxonomy.ts";
import { asset, checkContext, idOf } from "#test/support/assets.ts";

const seasons = asset("tagVocabulary", "seasons", {
  settings: {
    label: "Season",
    carry: "one",
    kinds: ["block"],
    required: [],
    terms: ["spring", "late-autumn", "x"].map((key) => ({ key, label: key })),
  },
});
const { vocabularies } = buildTaxonomy([seasons]);

const word = fc.stringMatching(/^[a-z0-9]{1,5}$/);
const wide = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join("-"));
const scope = fc.record({
  brand: fc.constantFrom("*", "halden", "a-b"),
  market: fc.constantFrom("*", "de", "uk"),
  channel: fc.constantFrom("*", "web", "email"),
});

const part = (key: string) =>
  fc.oneof(
    fc.constantFrom("brand", "market", "channel").map((of) => ({ key, from: "scope" as const, of })),
    fc.constant({ key, from: "type" as const }),
    fc.constant({ key, from: "vocabulary" as const, vocabulary: idOf("seasons") }),
    fc.uniqueArray(fc.oneof(word, wide), { minLength: 1, maxLength: 4 }).map((words) => ({
      key,
      from: "words" as const,
      words,
    })),
    fc.constant({ key, from: "free" as const }),
  ) as fc.Arbitrary<NamingPart>;

/** Patterns of every shape, also such as are refused. */
const written = fc.tuple(part("a"), part("b"), part("c"), part("d")).chain((parts) =>
  fc
    .tuple(...parts.map(() => fc.tuple(fc.constantFrom(".", "-", "_", "", "-x-", "x"), fc.boolean())))
    .map((joints) => ({
      parts,
      pattern: parts
        .map(({ key, from }, index) => {
          const [joint, optional] = joints[index]!;
          const text = index === 0 ? "" : joint;
          return optional && from === "scope" && text.length === 1 ? `[${text}{${key}}]` : `${text}{${key}}`;
        })
        .join(""),
    })),
);

const bodyOf = (settings: object): Body => ({
  settings: { label: "Names", kinds: ["block"], tiers: ["campaign"], ...settings },
});

function accepted(settings: object): Convention | null {
  const made = asset("namingConvention", "names", bodyOf(settings));
  const problems = kindOf("namingConvention").check(made.body, checkContext([seasons, made], made));
  return problems.some(({ severity }) => severity === "error") ? null : readConvention(made.id, made, made.body);
}

const valueOf = (one: NamingPart, chosen: string, index: number): string => {
  if (one.from === "words") return one.words[index % one.words.length]!;
  if (one.from === "vocabulary") return ["spring", "late-autumn", "x"][index % 3]!;
  return chosen;
};

describe("a convention that is accepted", () => {
  test("TX-73 reads back the parts of which a name is built, whatever they are", () => {
    let tried = 0;
    fc.assert(
      fc.property(written, scope, wide, wide, fc.nat(), (settings, where, one, two, index) => {
        const convention = accepted(settings);
        if (!convention) return;
        tried += 1;
        const named = { kind: "block", tier: "campaign", scope: where, type: "type.big-hero", body: {} } as const;
        const values = Object.fromEntries(
          settings.parts.map((each, at) => [each.key, valueOf(each, at % 2 ? one : two, index + at)]),
        );
        const parts = parseName(convention, buildName(convention, values, named), named, vocabularies);
        expect(parts).not.toBeNull();
        const chosen = parts!.filter(({ key }) => !["scope", "type"].includes(convention.parts.get(key)!.from));
        expect(chosen.map(({ value }) => value)).toEqual(chosen.map(({ key }) => values[key]));
        expect(parts!.flatMap(({ problem }) => problem ?? [])).toEqual([]);
      }),
      { numRuns: 2000 },
    );
    expect(tried).toBeGreaterThan(200);
  });

  test("TX-74 proposes names that satisfy it, whatever the label and the name before", () => {
    let proposed = 0;
    fc.assert(
      fc.property(written, scope, fc.string(), wide, (settings, where, label, before) => {
        const convention = accepted(settings);
        if (!convention) return;
        const body = { settings: { label } };
        const named = { kind: "block", tier: "campaign", scope: where, type: "type.hero", body } as const;
        const name = proposeFor(convention, named, vocabularies, before);
        if (name === null) return;
        proposed += 1;
        expect(parseName(convention, name, named, vocabularies)?.every((each) => !each.problem)).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(proposed).toBeGreaterThan(100);
  });
});

test.each([
  ["{a}{b}", "between {a} and {b}"],
  ["{a}-{b}", "read in two ways"],
  ["{a}[.{m}]-{b}", "read in two ways"],
  ["{a}x{b}", "between {a} and {b}"],
  ["{a}.{a}.{b}", "once"],
  ["{a}.[.{b}]", "only a part of the scope"],
  ["{a}.{b}.{c}", "Say where {c} comes from"],
  ["{a}.{b}.A", "Mend"],
  ["{a}", "Put {b}"],
])("TX-73 the pattern %s is refused, and says why", (pattern, why) => {
  const parts = [
    { key: "a", from: "free" },
    { key: "b", from: "free" },
    { key: "m", from: "scope", of: "market" },
  ];
  const made = asset("namingConvention", "names", bodyOf({ pattern, parts }));
  const messages = kindOf("namingConvention")
    .check(made.body, checkContext([made], made))
    .map(({ message }) => message);
  expect(messages.join("\n")).toContain(why);
});
