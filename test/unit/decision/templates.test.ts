import { describe, expect, test } from "vitest";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import type { Decision, DecisionRequest } from "#shared/decision/model.ts";
import { asset, idOf, select, slot, template } from "#test/support/assets.ts";
import { decideOver, granted, now, request, shown } from "#test/support/decisions.ts";
import { pages } from "#test/support/templates.ts";

const on = (placement: string, rest: Partial<DecisionRequest> = {}, material = pages) =>
  decideOver(material, { placement, ...rest });
const inAustria = { attributes: { country: "AT", minor: false } };
const gold = { attributes: { country: "AT", minor: false, tier: "gold" } };
const nobody = { attributes: { minor: false } };

/** Each slot as `key: block/variant (who chose it)`. */
const slotsOf = ({ slots }: Decision) =>
  slots?.map(
    ({ key, fixed, chosen, content }) =>
      `${key}: ${content.block}/${content.variant} (${fixed ? "fixed" : (chosen ?? "everyone's")})`,
  );
const step = ({ trace }: Decision, name: string) => trace?.find((one) => one.step === name);
const replaced = (one: (typeof pages)[number]) => pages.map((each) => (each.name === one.name ? one : each));
const without = (...names: string[]) => pages.filter(({ name }) => !names.includes(name));

test("TE-20 the answer has the slots in the template's order, and the main one's content beside them", () => {
  const answer = on("on-page", inAustria);
  expect(slotsOf(answer)).toEqual([
    "hero: spring-hero/alpine (on-page-hero)",
    "offer: alpine-offer/base (on-page-offer)",
    "footer: imprint/base (fixed)",
  ]);
  expect(answer.content).toEqual(answer.slots?.[0]?.content);
  expect(shown(answer)).toMatchObject({ headline: "Hi there", legal: "Terms apply." });
});

describe("TE-21 consent and guardrails decide once for the placement", () => {
  const everyones = [
    "hero: generic-hero/base (everyone's)",
    "offer: everyones-offer/base (everyone's)",
    "footer: imprint/base (fixed)",
  ];
  test.each([
    ["without consent", { ...gold, consents: [granted("loyalty")] }],
    ["for whom a guardrail matches", { attributes: { country: "AT", minor: true } }],
    ["for whom one might match", { attributes: { country: "AT" } }],
    ["where no rule applies", nobody],
  ])("%s every slot shows what stands there for everyone", (_, rest) => {
    const answer = on("on-page", rest);
    expect(answer).toMatchObject({ outcome: "generic", rule: null });
    expect(slotsOf(answer)).toEqual(everyones);
    expect(on("in-message", rest)).toMatchObject({ outcome: "nothing", content: null });
    expect(on("in-message", rest).slots).toBeUndefined();
  });

  test("so does a release that is older than it may be", () => {
    const stale = decideOver(pages, { placement: "on-page", ...gold }, { stale: true });
    expect(slotsOf(stale)).toEqual(everyones);
  });
});

test("TE-22 a flexible slot shows its first rule's block, else its own, else it is left out", () => {
  expect(slotsOf(on("on-page", { attributes: { country: "DE", minor: false } }))).toEqual([
    "hero: spring-hero/base (on-page-hero)",
    "offer: everyones-offer/base (everyone's)",
    "footer: imprint/base (fixed)",
  ]);
  // The e-mail's offer has no block of its own, and the ended one of the fading page is never shown.
  expect(slotsOf(on("in-message", { attributes: { country: "DE", minor: false } }))).toEqual([
    "top: imprint/base (fixed)",
    "hero: spring-hero/base (in-message-hero)",
  ]);
  expect(slotsOf(on("on-fading-page", { attributes: { country: "DE", minor: false } }))).toEqual([
    "hero: spring-hero/base (on-fading-page-hero)",
    "footer: imprint/base (fixed)",
  ]);
});

test("TE-23 what no rule chose is everyone's variant, without anything of the person", () => {
  const known = { attributes: { country: "AT", tier: "gold", first_name: "Ada", minor: false } };
  const onlyOffer = without("on-page-hero");
  const answer = on("on-page", known, onlyOffer);
  expect(slotsOf(answer)).toEqual([
    "hero: generic-hero/base (everyone's)",
    "offer: alpine-offer/gold (on-page-offer)",
    "footer: imprint/base (fixed)",
  ]);
  expect(shown(answer)["headline"]).toBe("Welcome, friend");
  expect(slotsOf(on("on-page", known, without("on-page-offer")))?.[1]).toBe("offer: everyones-offer/base (everyone's)");
});

describe("TE-24 without a fixed or required slot nothing is shown", () => {
  test("a fixed one whose block has ended", () => {
    for (const rest of [inAustria, nobody, { consents: [] }]) {
      const answer = on("on-ended-page", rest);
      expect(answer).toMatchObject({ outcome: "nothing", content: null, rule: null });
      expect(answer.slots).toBeUndefined();
      expect(answer.reason).toContain(
        "“The imprint” is fixed and cannot be shown: its block ended-imprint ended on 2026-03-01. Nothing is shown.",
      );
    }
  });

  test("a required one that no rule fills", () => {
    expect(slotsOf(on("on-strict-page", inAustria))).toHaveLength(3);
    for (const rest of [{ attributes: { country: "DE", minor: false } }, nobody, { consents: [] }]) {
      expect(on("on-strict-page", rest).reason).toContain("“offer” is required and cannot be shown: it has no block.");
      expect(on("on-strict-page", rest).outcome).toBe("nothing");
    }
  });

  test("a required one for which a rule chose a block that says nothing; one that need not be there is left out", () => {
    const empty = { settings: { label: "Offer", type: idOf("offer"), variants: [] } };
    const material = replaced(asset("block", "alpine-offer", empty));
    expect(on("on-strict-page", inAustria, material)).toMatchObject({
      outcome: "nothing",
      reason:
        "“offer” is required and cannot be shown: alpine-offer, which on-strict-page-offer chose, is empty. Nothing is shown.",
    });
    expect(slotsOf(on("on-page", inAustria, material))).toEqual([
      "hero: spring-hero/alpine (on-page-hero)",
      "footer: imprint/base (fixed)",
    ]);
  });

  test("a fixed one whose block is not in the release, empty, of another type, or lacks its disclosure", () => {
    const reasons = {
      "its block is not in the release": without("imprint"),
      "its block imprint is empty": replaced(
        asset("block", "imprint", { settings: { label: "Imprint", type: idOf("footer"), variants: [] } }),
      ),
      "its block is of a type that it does not take": replaced(
        asset("block", "imprint", {
          settings: { label: "Imprint", type: idOf("offer"), variants: [] },
          copy: { base: { headline: { "*": "Not an imprint" } } },
        }),
      ),
      "its block lacks what it must carry": replaced({
        ...pages.find(({ name }) => name === "footer")!,
        body: {
          settings: {
            label: "footer",
            fields: [],
            disclosures: [{ block: idOf("nowhere") }],
          },
        },
      }),
    };
    for (const [why, material] of Object.entries(reasons)) {
      const answer = on("on-page", inAustria, material);
      expect(answer.outcome).toBe("nothing");
      expect(answer.reason).toBe(`“footer” is fixed and cannot be shown: ${why}. Nothing is shown.`);
      expect(on("in-message", inAustria, material).reason).toMatch(/Nothing is sent\.$/);
    }
  });

  test("the main slot falls back on the fixed elements of the generic block, as a placement without a template does", () => {
    const over = replaced({
      ...pages.find(({ name }) => name === "generic-hero")!,
      body: {
        settings: { label: "generic", type: idOf("hero"), variants: [], until: "2026-01-01T00:00:00.000Z" },
        copy: { base: { headline: { "*": "Over" } } },
      },
    });
    expect(shown(on("on-page", nobody, over))).toEqual({ legal: "Terms apply." });
    expect(on("on-page", nobody, without("generic-hero"))).toMatchObject({ outcome: "nothing" });
  });
});

describe("TE-26 a template that cannot take effect shows nothing", () => {
  test.each([
    ["is not in the release", "Its template is not in the release.", without("page")],
    [
      "is of another channel",
      "Its template is for email.",
      replaced(template("page", [slot("hero", "flexible", ["hero"])], "email")),
    ],
    [
      "has no flexible slot",
      "Its template has no flexible slot.",
      replaced(template("page", [slot("footer", "fixed", ["footer"], { block: "imprint" })])),
    ],
  ])("it %s", (_, why, material) => {
    const release = compile({ environment: "live", number: 1, assets: material });
    expect(release.problems).toContainEqual({
      asset: "on-page",
      message: `Nothing is shown: ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
    });
    for (const rest of [inAustria, nobody, { consents: [] }]) {
      const answer = decide(release, request({ placement: "on-page", ...rest }), { now });
      expect(answer.outcome).toBe("nothing");
      expect(answer.reason).toContain(why);
    }
  });
});

test("TE-6 a rule that names a slot that it may not fill never matches", () => {
  const misled = [
    ...pages,
    select("into-footer", { placement: "on-page", slot: "footer", block: "ended-imprint", when: "true" }),
    select("into-nowhere", { placement: "on-page", slot: "aside", block: "alpine-offer", when: "true" }),
    select("of-another-type", {
      placement: "on-page",
      slot: "offer",
      block: "spring-hero",
      when: "true",
      priority: 99,
    }),
    select("into-home", { placement: "home", slot: "hero", block: "spring-hero", when: "true", priority: 99 }),
  ];
  const { problems } = compile({ environment: "live", number: 1, assets: misled });
  expect(problems.map(({ asset: name }) => name).toSorted()).toEqual([
    "into-footer",
    "into-home",
    "into-nowhere",
    "of-another-type",
  ]);
  expect(slotsOf(on("on-page", nobody, misled))).toEqual(slotsOf(on("on-page", nobody)));
  expect(on("home", nobody, misled)).toEqual(on("home", nobody));
});

test("TE-27 it is personalized where a rule chose any slot, and names the main slot's rule, else the first", () => {
  expect(on("on-page", inAustria)).toMatchObject({
    outcome: "personalized",
    rule: "on-page-hero",
    reason: "“on-page-hero” applies in “hero”. “on-page-offer” applies in “offer”.",
  });
  const onlyOffer = without("on-page-hero", "in-message-hero");
  expect(on("on-page", inAustria, onlyOffer)).toMatchObject({
    outcome: "personalized",
    rule: "on-page-offer",
    content: { block: "generic-hero" },
  });
  expect(on("in-message", inAustria, onlyOffer)).toMatchObject({ outcome: "personalized", rule: "in-message-offer" });
});

describe("TE-28 the trace", () => {
  test("says which rules each slot tried, and what it shows", () => {
    const answer = on("on-page", { ...gold, consents: [granted("personalization")], trace: true });
    expect(step(answer, "ranking")).toEqual({
      step: "ranking",
      result: "pass",
      says:
        "“hero”: on-page-hero is the first of 1 rules that applies. " +
        "“offer”: on-page-offer is the first of 1 rules that applies. “note”: There is no rule here.",
      looked: [
        { name: "on-page-hero", value: "true" },
        { name: "on-page-offer", value: "true" },
      ],
    });
    expect(step(answer, "assembly")).toEqual({
      step: "assembly",
      result: "pass",
      says: "3 of 4 slots, 1 fixed.",
      looked: [
        {
          name: "hero",
          value: "true",
          why: "chosen by on-page-hero: spring-hero, variant alpine, in en, with 4 fields, 1 of them fixed.",
        },
        { name: "gold", value: "unknown", why: "profile.tier is masked without loyalty" },
        { name: "alpine", value: "true" },
        {
          name: "offer",
          value: "true",
          why: "chosen by on-page-offer: alpine-offer, variant base, in en, with 1 fields, 0 of them fixed.",
        },
        { name: "gold", value: "unknown", why: "profile.tier is masked without loyalty" },
        { name: "note", value: "false", why: "left out: it has no block" },
        { name: "footer", value: "true", why: "fixed: imprint, variant base, in en, with 1 fields, 0 of them fixed." },
      ],
    });
    expect(step(answer, "label")?.says).toBe("It carries the label “Ranked by a model”, “Written with a model”.");
  });

  test("says which slot kept all of it back", () => {
    expect(step(on("on-ended-page", { ...inAustria, trace: true }), "assembly")).toMatchObject({
      result: "stop",
      says: "“The imprint” is fixed and cannot be shown: its block ended-imprint ended on 2026-03-01.",
    });
  });

  test("changes no answer", () => {
    for (const placement of ["on-page", "on-ended-page", "on-strict-page", "on-fading-page", "in-message"]) {
      for (const rest of [gold, inAustria, nobody, { consents: [] }]) {
        const { trace, ...answer } = on(placement, { ...rest, trace: true });
        expect(trace).toHaveLength(8);
        expect(answer).toEqual(on(placement, rest));
      }
    }
  });
});

test("TE-29 a placement without a template answers as ever", () => {
  expect(on("home", inAustria)).not.toHaveProperty("slots");
  expect(on("home", { consents: [] })).not.toHaveProperty("slots");
});
