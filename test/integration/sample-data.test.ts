import { beforeAll, describe, expect, test } from "vitest";
import { groups } from "#main/sample/assets.ts";
import type { SampleAsset } from "#main/sample/bodies.ts";
import { administrator, people } from "#main/sample/data/people.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import { assetName } from "#shared/assets/model.ts";
import { authors, scopeCovers } from "#shared/access/policy.ts";
import { blockBody } from "#shared/content/model.ts";
import { blockValues } from "#shared/content/policy.ts";
import { buildDictionary } from "#shared/data/dictionary.ts";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import { type ConsentRecord, decisionRequest } from "#shared/decision/model.ts";
import { channels } from "#shared/rules/model.ts";
import { checkName } from "#shared/taxonomy/naming.ts";
import { buildTaxonomy } from "#shared/taxonomy/taxonomy.ts";
import { templateBody } from "#shared/templates/model.ts";
import { idOf } from "#test/support/assets.ts";

const today = Date.UTC(2026, 2, 12, 9);
const ids = { idOf, today };
let all: SampleAsset[];
beforeAll(() => {
  all = Object.values(groups).flatMap((make) => make(ids));
});
const ofKind = (kind: SampleAsset["kind"]) => all.filter((each) => each.kind === kind);

describe("the sample's assets", () => {
  test("all pass the checks of their kind, without so much as a warning", () => {
    const known = new Map(
      all.map(({ kind, name, tier, scope, body }) => [idOf(name), { identity: { kind, name, tier, scope }, body }]),
    );
    const dictionary = buildDictionary(all.map(({ kind, name, body }) => ({ id: idOf(name), kind, name, body })));
    const taxonomy = buildTaxonomy(all.map((asset) => ({ id: idOf(asset.name), ...asset })));
    const problems = all.flatMap(({ kind, name, tier, scope, body }) => {
      const context = {
        taxonomy,
        asset: (id: ReturnType<typeof idOf>) => known.get(id),
        dictionary,
        self: { id: idOf(name), name, tier, scope },
      };
      return kindOf(kind)
        .check(body, context)
        .map(({ at, message }) => `${name} ${at}: ${message}`);
    });
    expect(problems).toEqual([]);
  });

  test("each refers only to what was made before it", () => {
    const there = new Set<string>();
    const early = all.flatMap(({ kind, name, body }) => {
      const missing = kindOf(kind)
        .references(body)
        .filter(({ asset }) => !there.has(asset));
      there.add(idOf(name));
      return missing.map(({ at }) => `${name} ${at}`);
    });
    expect(early).toEqual([]);
  });

  test("compile into a release in which everything can take effect as written", () => {
    const assets = all.map(({ kind, name, tier, scope, body }) => ({ id: idOf(name), kind, name, tier, scope, body }));
    expect(compile({ environment: "test", number: 1, assets }).problems).toEqual([]);
  });

  test("have names of their own that follow the naming rule, and one owner who is there", () => {
    const names = all.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !assetName.safeParse(name).success)).toEqual([]);
    const taxonomy = buildTaxonomy(all.map((asset) => ({ id: idOf(asset.name), ...asset })));
    const typeOf = ({ body }: SampleAsset) => all.find(({ name }) => idOf(name) === body.settings?.["type"])?.name;
    const wrong = all.flatMap((asset) =>
      checkName(asset.name, { ...asset, type: typeOf(asset) }, taxonomy, () => null, true),
    );
    expect(wrong).toEqual([]);
    const owners = new Set([administrator, ...people].map(({ name }) => name));
    expect(all.filter(({ owner }) => !owners.has(owner))).toEqual([]);
  });

  test("are as many as a first look needs", () => {
    const counts = Object.fromEntries(Object.entries(groups).map(([name, make]) => [name, make(ids).length]));
    expect(counts).toMatchObject({ purposes: 5, blockTypes: 7, audiences: 8, rules: 20 });
    expect(ofKind("attribute")).toHaveLength(14);
    expect(ofKind("event")).toHaveLength(6);
    expect(counts["blocks"]).toBeGreaterThanOrEqual(60);
    expect(new Set(ofKind("placement").map(({ body }) => body.settings?.["channel"]))).toEqual(
      new Set(["web", "app", "email", "sms", "push"]),
    );
    expect(new Set(all.map(({ tier }) => tier))).toEqual(new Set(["foundation", "campaign", "variable"]));
  });
});

describe("the sample's templates", () => {
  const settingsOf = ({ body }: SampleAsset) => templateBody.parse(body).settings;

  test("are one for each channel, and each holds something fixed", () => {
    const masters = ofKind("template").map(settingsOf);
    expect(masters.map(({ channel }) => channel).toSorted()).toEqual(Object.keys(channels).toSorted());
    expect(masters.filter(({ slots }) => !slots.some(({ mode }) => mode === "fixed"))).toEqual([]);
  });

  test("put the home page together, with the small print whoever asks", () => {
    const assets = all.map(({ kind, name, tier, scope, body }) => ({ id: idOf(name), kind, name, tier, scope, body }));
    const release = compile({ environment: "test", number: 1, assets });
    const granted = { purpose: "personalization", granted: true, at: new Date(today - 1).toISOString() };
    const ask = (consents: ConsentRecord[]) =>
      decide(
        release,
        decisionRequest.parse({
          placement: "home-hero.web",
          locale: "de-DE",
          attributes: { market: "de", open_complaint: false, age: 40 },
          consents,
        }),
        { now: today },
      ).slots?.map(({ key, fixed, chosen, content }) => [key, fixed ? "fixed" : chosen, content.block]);
    expect(ask([granted])).toEqual([
      ["hero", "rule.season-start.web.de", "hero.alpine-season.web.de"],
      ["strip", "rule.munich-opening.web.de", "strip.munich-opening.web.de"],
      ["legal", "fixed", "note.who-we-are.web"],
    ]);
    expect(ask([])).toEqual([
      ["hero", null, "hero.generic.web"],
      ["strip", null, "strip.generic.web"],
      ["legal", "fixed", "note.who-we-are.web"],
    ]);
  });
});

describe("the sample's words", () => {
  const values = () =>
    ofKind("block").flatMap(({ name, body }) =>
      Array.from(blockValues(blockBody.parse(body)), (each) => ({ name, ...each })),
    );

  test("are in the language of their market", () => {
    const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
    const wrong = values().filter(({ locale, value, field }) => {
      if (typeof value !== "string" || locale === "*") return false;
      return japanese.test(value) !== (locale === "ja") && field !== "link";
    });
    expect(wrong.map(({ name, at }) => `${name} ${at}`)).toEqual([]);
  });

  test("speak all three languages wherever something is for all markets", () => {
    const half = ofKind("block")
      .filter(({ scope }) => scope.market === "*")
      .flatMap(({ name, body }) =>
        Object.values((body.copy ?? body.disclosure ?? body.claim)?.["base"] as Record<string, object>).map(
          (locales) => [name, Object.keys(locales)] as const,
        ),
      )
      .filter(([, locales]) => !locales.includes("*") && locales.toSorted().join() !== "de-DE,en-GB,ja");
    expect(half).toEqual([]);
  });

  test("never say the same thing in two blocks of a market, nor nothing", () => {
    const headlines = values().filter(
      ({ field, variant, part, at, name }) =>
        ["headline", "line", "text", "title"].includes(field) && variant === "base" && part === "copy" && at && name,
    );
    const texts = headlines.map(({ value }) => value);
    expect(texts.length - new Set(texts).size).toBe(0);
    expect(texts.filter((text) => /lorem|ipsum|xxx|todo/i.test(String(text)))).toEqual([]);
  });
});

test("everything can be written by somebody of the sample, and reviewed by somebody else", () => {
  const cast = [administrator, ...people];
  const holders = (roles: readonly string[], scope: SampleAsset["scope"]) =>
    cast
      .filter((person) => person.roles.some((held) => roles.includes(held.role) && scopeCovers(held.scope, scope)))
      .map(({ name }) => name);
  const stuck = all.filter(({ kind, tier, scope }) => {
    const writers = holders(authors[kind][tier], scope);
    const legal = holders(["legalApprover"], scope);
    const brand = holders(["brandApprover"], scope);
    return !writers.some((writer) => legal.some((name) => name !== writer) && brand.some((name) => name !== writer));
  });
  expect(stuck.map(({ name }) => name)).toEqual([]);
});
