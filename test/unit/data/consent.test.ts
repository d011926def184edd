import { describe, expect, test } from "vitest";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import { decisionRequest } from "#shared/decision/model.ts";
import type { BundleAsset } from "#shared/bundle/model.ts";
import { buildDictionary } from "#shared/data/dictionary.ts";
import { emptyForm, personOf, readForm, writeForm } from "#renderer/audiences/logic/test-form.ts";
import { granted, now, shop, withdrawn } from "#test/support/decisions.ts";
import { tcfString } from "#test/support/tcf.ts";

/** The shop, with what is said here set in the settings of an asset. */
const shopWith = (changes: Readonly<Record<string, object>>): BundleAsset[] =>
  shop.map((asset) => {
    const settings = changes[asset.name];
    return settings ? { ...asset, body: { ...asset.body, settings: { ...asset.body.settings, ...settings } } } : asset;
  });
const mapped = { personalization: { tcf: { purposes: [5, 6] } } };

const ask = (assets: readonly BundleAsset[], rest: object) => {
  const request = decisionRequest.parse({
    placement: "home",
    attributes: { country: "DE", minor: false },
    trace: true,
    ...rest,
  });
  const { outcome, trace } = decide(compile({ environment: "live", number: 1, assets }), request, { now });
  const looked = trace!.flatMap((step) => step.looked);
  return { outcome, says: trace![0]!.says, why: (name: string) => looked.find((one) => one.name === name)?.why };
};
const string = (choice: Partial<Parameters<typeof tcfString>[0]> = {}) =>
  tcfString({ at: "2026-02-20T00:00:00.000Z", consents: [5, 6], ...choice });

describe("DD-22 consents as a plain map", () => {
  test("a yes counts as said now", () => {
    expect(ask(shop, { consents: { personalization: true } }).outcome).toBe("personalized");
    expect(ask(shop, { consents: { personalization: false } })).toMatchObject({ outcome: "generic" });
    expect(ask(shop, { consents: {} }).outcome).toBe("generic");
  });

  test("a yes without a time does not outweigh a stored withdrawal, a no outweighs a stored grant", () => {
    const release = compile({ environment: "live", number: 1, assets: shop });
    const request = (yes: boolean) =>
      decisionRequest.parse({
        placement: "home",
        attributes: { country: "DE", minor: false },
        consents: { personalization: yes },
      });
    const over = (yes: boolean, records: ReturnType<typeof granted>[]) =>
      decide(release, request(yes), { now, records }).outcome;
    expect(over(true, [withdrawn("personalization")])).toBe("generic");
    expect(over(false, [granted("personalization")])).toBe("generic");
    expect(over(true, [granted("personalization", "2020-01-01T00:00:00.000Z")])).toBe("personalized");
  });

  test("names of a prototype are no purposes", () => {
    expect(ask(shop, { consents: JSON.parse('{"__proto__": true, "constructor": true}') as object }).outcome).toBe(
      "generic",
    );
  });
});

describe("DD-23 a TCF string speaks for every purpose that is mapped to TCF", () => {
  test("it grants what all of its purposes allow", () => {
    expect(ask(shopWith(mapped), { tcf: string() })).toMatchObject({ outcome: "personalized" });
    expect(ask(shopWith(mapped), { tcf: string() }).why("personalization")).toBe(
      "granted in the TCF string of 2026-02-20",
    );
    expect(ask(shopWith(mapped), { tcf: string({ consents: [5] }) })).toMatchObject({ outcome: "generic" });
  });

  test("it says nothing of purposes that are not mapped", () => {
    expect(ask(shop, { tcf: string() }).outcome).toBe("generic");
    expect(ask(shop, { tcf: "nonsense", consents: [granted("personalization")] }).outcome).toBe("personalized");
  });

  test("the vendor must be allowed too, within what the publisher restricts", () => {
    const assets = shopWith({ personalization: { tcf: { purposes: [5], vendor: 12 } } });
    expect(ask(assets, { tcf: string({ vendors: [12] }) }).outcome).toBe("personalized");
    expect(ask(assets, { tcf: string({ vendors: [11, 13] }) }).outcome).toBe("generic");
  });

  test("an interest that was objected to, or that the publisher does not allow, counts as refused", () => {
    const interest = { basis: "legitimateInterest", tcf: { purposes: [7], vendor: 12 } };
    const assets = shopWith({ personalization: interest });
    const allowed = { consents: [], interests: [7], vendorInterests: [12] };
    expect(ask(assets, {}).outcome).toBe("personalized");
    expect(ask(assets, { tcf: string(allowed) }).outcome).toBe("personalized");
    expect(ask(assets, { tcf: string({ ...allowed, interests: [] }) }).outcome).toBe("generic");
    const restricted = [{ purpose: 7, vendor: 12, type: "consentOnly" }] as const;
    expect(ask(assets, { tcf: string({ ...allowed, restricted }) }).outcome).toBe("generic");
  });

  test("the later of string and record counts, and a no of the same day wins", () => {
    const assets = shopWith(mapped);
    const no = string({ consents: [] });
    expect(ask(assets, { tcf: string(), consents: [withdrawn("personalization")] }).outcome).toBe("generic");
    expect(ask(assets, { tcf: no, consents: [granted("personalization", "2026-02-20T15:00:00.000Z")] }).outcome).toBe(
      "generic",
    );
    expect(ask(assets, { tcf: no, consents: [granted("personalization", "2026-02-21T15:00:00.000Z")] }).outcome).toBe(
      "personalized",
    );
  });

  test("one that is too old for the purpose, or made in the future, grants nothing", () => {
    const assets = shopWith(mapped);
    expect(ask(assets, { tcf: string({ at: "2025-01-01T00:00:00.000Z" }) }).why("personalization")).toBe(
      "granted in the TCF string of 2025-01-01, expired since",
    );
    expect(ask(assets, { tcf: string({ at: "2026-03-02T00:00:00.000Z" }) }).outcome).toBe("generic");
  });
});

describe("DD-24 a TCF string that cannot be read refuses what is mapped to it, and the trace says why", () => {
  test.each(["", "nonsense!", string().slice(0, 30)])("%s", (tcf) => {
    const answer = ask(shopWith(mapped), { tcf, consents: [granted("personalization")] });
    expect(answer.outcome).toBe("generic");
    expect(answer.says).toContain("The TCF string of the request cannot be read: ");
    expect(answer.why("personalization")).toBe("the TCF string that may refuse it cannot be read");
  });
});

describe("DD-25 a purpose is relied on only where it serves the person's jurisdiction", () => {
  const assets = shopWith({ personalization: { jurisdictions: ["EU", "UK", "US-CA"] } });
  const consents = [granted("personalization")];
  test.each([
    [undefined, "personalized"],
    ["DE", "personalized"],
    ["EU", "personalized"],
    ["gb", "personalized"],
    ["UK", "personalized"],
    ["US-CA", "personalized"],
    ["us_ca", "personalized"],
    ["US", "generic"],
    ["US-NY", "generic"],
    ["NO", "generic"],
    ["JP", "generic"],
  ])("in %s it ends %s", (jurisdiction, outcome) => {
    expect(ask(assets, { consents, ...(jurisdiction ? { jurisdiction } : {}) }).outcome).toBe(outcome);
  });

  test("also one that rests on a contract, and the trace names where it is for", () => {
    const contract = shopWith({ personalization: { basis: "contract", jurisdictions: ["DE"] } });
    expect(ask(contract, {}).outcome).toBe("personalized");
    const elsewhere = ask(contract, { jurisdiction: "JP" });
    expect(elsewhere.outcome).toBe("generic");
    expect(elsewhere.why("personalization")).toBe("does not serve JP, only DE");
  });
});

describe("DD-4 an attribute that is older than it may be is unknown", () => {
  const consents = [granted("personalization")];
  const fresh = (undated: "fresh" | "unknown") =>
    shopWith({ "attribute-minor": { freshness: { hours: 24, undated } } });
  const observed = (minor: string) => ({ consents, observed: { minor } });
  // The guardrail against minors blocks whom it might match, so what is unknown ends generic.
  test.each([
    ["within its hours", { minor: "2026-02-28T12:00:00.000Z" }, "personalized", undefined],
    [
      "a millisecond past them",
      { minor: "2026-02-28T11:59:59.999Z" },
      "generic",
      "older than the 24 hours for which it counts",
    ],
    [
      "at a time to come",
      { minor: "2026-03-01T12:00:00.001Z" },
      "generic",
      "said to be observed at a time that has not come",
    ],
    ["at no readable time", { minor: "yesterday" }, "generic", "said to be observed at a time that cannot be read"],
    ["at a time with an offset", { minor: "2026-03-01T12:30:00+01:00" }, "personalized", undefined],
  ])("observed %s", (_, times, outcome, why) => {
    const answer = ask(fresh("fresh"), observed(times.minor));
    expect(answer.outcome).toBe(outcome);
    expect(answer.why("no-minors")).toBe(why && `profile.minor is ${why}`);
  });

  test("DD-5 without a time it counts as seen now, unless the attribute asks for one", () => {
    expect(ask(fresh("fresh"), { consents }).outcome).toBe("personalized");
    const asking = ask(fresh("unknown"), { consents });
    expect(asking.outcome).toBe("generic");
    expect(asking.why("no-minors")).toBe("profile.minor is given without the time of its observation, which it needs");
  });

  test("times of attributes without a limit change nothing", () => {
    expect(ask(shop, observed("never")).outcome).toBe("personalized");
  });
});

describe("DD-23 the studio's test person speaks by a TCF string as a request does", () => {
  const dictionary = buildDictionary(shopWith(mapped));
  const form = { ...emptyForm, attributes: { country: "DE" }, consents: { personalization: true, loyalty: true } };
  const person = (rest: object) => personOf({ ...form, ...rest }, dictionary, now);
  test("in place of what is ticked of the purposes that it speaks of", () => {
    expect(person({}).consents.map(({ purpose }) => purpose)).toEqual(["personalization", "loyalty"]);
    expect(person({ tcf: "x", jurisdiction: "DE" })).toMatchObject({
      consents: [{ purpose: "loyalty" }],
      tcf: "x",
      jurisdiction: "DE",
    });
  });
  test("and goes out and in as JSON", () => {
    const said = { ...form, tcf: string(), jurisdiction: "US-CA" };
    expect(readForm(writeForm(said, dictionary))).toEqual({ ...said, events: undefined });
  });
});
