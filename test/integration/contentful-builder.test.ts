import { beforeAll, describe, expect, test } from "vitest";
import { buildDictionary, type Dictionary } from "#shared/data/dictionary.ts";
import { textOf } from "#shared/rules/builder/build.ts";
import { append } from "#shared/rules/builder/edit.ts";
import { freshRow } from "#shared/rules/builder/fresh.ts";
import type { Group } from "#shared/rules/builder/model.ts";
import { toBuilder } from "#shared/rules/builder/read.ts";
import { checkCondition } from "#shared/rules/cel/check.ts";
import { type Conditions, createConditions } from "#shared/rules/cel/conditions.ts";
import { Facts, type Person } from "#shared/rules/cel/facts.ts";
import { parse } from "#shared/rules/cel/parse.ts";
import { applied, plan } from "#test/support/contentful.ts";
import { readSharedData } from "#test/support/shared-data.ts";

/** The six audiences of a real space, as its editors made them in another product's builder. */
let dictionary: Dictionary;
let conditions: Conditions;
beforeAll(() => {
  const assets = applied(plan(readSharedData("contentful/fintech-space-1.json")));
  dictionary = buildDictionary(assets.map(({ id, identity, body }) => ({ id, ...identity, body })));
  conditions = createConditions(dictionary);
});

const whenOf = (name: string): string => {
  const found = dictionary.audiences.find((one) => one.name === `acme.audience.${name}`);
  if (!found) throw new Error(`no audience ${name}`);
  return found.when;
};

function isIn(text: string, person: Person, consent = true): boolean | undefined {
  const facts = new Facts(conditions.layout);
  for (const slot of conditions.layout.purposeKeys.keys()) facts.granted[slot] = consent ? 1 : 0;
  facts.load(person, Date.parse("2026-03-01T12:00:00.000Z"));
  return conditions.compile(text).test(facts);
}

const page = (properties: Record<string, string>) => ({ name: "page", at: "2026-02-27T10:00:00.000Z", ...properties });
const minute = (url: string) => ({ name: "time_page_60s", at: "2026-02-27T10:00:00.000Z", url });
const did = (name: string) => ({ name, at: "2026-02-27T10:00:00.000Z" });
const who = (events: Person["events"], attributes: Person["attributes"] = {}): Person => ({
  events: events ?? [],
  attributes,
});
/** Whoever says nothing of these is not known not to be one of them: an attribute that is missing is unknown. */
const others = { role: "Engineer", college_student: false, company_vertical: "Energy" };

/** Each person was held by hand to the tree of rules in the export. */
const people: Readonly<Record<string, { in: readonly Person[]; out: readonly Person[] }>> = {
  "learn-to-invest": {
    in: [
      who([page({ campaign_source: "google-investment-101", url: "/" })]),
      who([did("download_financial_basics_ebook")]),
      who([minute("/learn/investing-basics/")]),
    ],
    out: [
      who([]),
      who([page({ campaign_source: "newsletter", url: "/learn/investing-basics/" })]),
      who([minute("/learn/"), did("applied_to_job")]),
    ],
  },
  "business-owners": {
    in: [
      who([page({ url: "https://colorfulcoin.example/corporate-card?x=1" })]),
      who([], { role: "Owner" }),
      who([], { role: "General Manager" }),
    ],
    out: [who([], { role: "owner" }), who([minute("/corporate-card")], others), who([page({ url: "/cards" })], others)],
  },
  "apply-for-a-job": {
    in: [
      who([page({ campaign_name: "employer-award-2024", url: "/" })]),
      who([did("applied_to_job")]),
      who([minute("careers/security")]),
      who([minute("/about-us")]),
    ],
    out: [who([]), who([minute("/careers/security")]), who([page({ campaign_name: "spring", url: "about-us" })])],
  },
  "college-students": {
    in: [who([page({ url: "/back-to-school" })]), who([], { college_student: true })],
    out: [who([], others), who([minute("/back-to-school")], others)],
  },
  "crypto-enthusiasts": {
    in: [
      who([page({ url: "/news/coin-squareloop-to-offer-a-crypto-wallet" })]),
      who([minute("/crypto/wallets")]),
      who([page({ url: "/", campaign_term: "hodl" })]),
    ],
    out: [who([]), who([page({ url: "/crypto", campaign_term: "hodling" })])],
  },
  "become-a-partner": {
    in: [who([did("partner_sign_up")]), who([minute("/partners")]), who([], { company_vertical: "Retail" })],
    out: [who([], others), who([page({ url: "/partners" })], others)],
  },
};

describe.each(Object.entries(people))("CB-9 the audience %s of a real export", (name, expected) => {
  const opened = (): Group => {
    const result = toBuilder(parse(whenOf(name)));
    if (!result.ok) throw new Error(`cannot be shown: ${result.unshown.map(({ part }) => part).join(", ")}`);
    return result.model;
  };

  test("opens in the builder, one row for each of its rules, and is written back letter by letter", () => {
    const model = opened();
    expect(model.join).toBe("any");
    expect(model.items.every(({ kind }) => kind === "events" || kind === "comparison")).toBe(true);
    expect(textOf(model)).toBe(whenOf(name));
  });

  test("decides as its tree of rules says, and still does when the builder has written it", () => {
    for (const text of [whenOf(name), textOf(opened())]) {
      expect(expected.in.map((person) => isIn(text, person))).toEqual(expected.in.map(() => true));
      expect(expected.out.map((person) => isIn(text, person))).toEqual(expected.out.map(() => false));
    }
  });

  test("holds of nobody without consent, whatever they did", () => {
    const consented = expected.in.map((person) => isIn(whenOf(name), person, false));
    expect(consented.every((verdict) => verdict !== true)).toBe(true);
  });

  test("can be edited: a rule added on the screen is one more way into it", () => {
    const { model } = append(opened(), [], freshRow({ kind: "event", key: "applied_to_job" }, null, dictionary));
    const text = textOf(model);
    expect(checkCondition(text, dictionary).diagnostics).toEqual([]);
    expect(text.startsWith(whenOf(name))).toBe(true);
    expect(isIn(text, who([did("applied_to_job")], others))).toBe(true);
  });
});
