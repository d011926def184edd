import { describe, expect, test } from "vitest";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import type { DecisionRequest } from "#shared/decision/model.ts";
import { block, blockType, exclude, field, placement, select } from "#test/support/assets.ts";
import { decideOver, granted, now, request, shop, shown, withdrawn } from "#test/support/decisions.ts";

const without = (...names: readonly string[]) => shop.filter(({ name }) => !names.includes(name));

describe("the order", () => {
  test("DE-1 the trace has one row per step, in order, also for steps that were not reached", () => {
    const { trace } = decideOver(shop, { trace: true });
    expect(trace?.map(({ step, result }) => `${step} ${result}`)).toEqual([
      "consent pass",
      "exclusion pass",
      "brandSafety pass",
      "caps pass",
      "eligibility pass",
      "ranking pass",
      "assembly pass",
      "label pass",
    ]);
    const stopped = decideOver(shop, { trace: true, consents: [] });
    expect(stopped.trace?.map(({ step, result }) => `${step} ${result}`)).toEqual([
      "consent stop",
      "exclusion skip",
      "brandSafety skip",
      "caps skip",
      "eligibility skip",
      "ranking skip",
      "assembly pass",
      "label skip",
    ]);
  });

  test("DE-1 the trace names everything it looked at, and why it came to unknown", () => {
    const { trace } = decideOver(shop, {
      trace: true,
      consents: [granted("personalization")],
      attributes: { minor: false },
    });
    expect(trace?.find(({ step }) => step === "ranking")).toEqual({
      step: "ranking",
      result: "stop",
      says: "None of 2 rules applies.",
      looked: [
        { name: "sale", value: "false", why: "its block sale-hero ended on 2026-03-01" },
        { name: "spring", value: "false" },
      ],
    });
    const masked = decideOver(shop, { trace: true, consents: [granted("personalization")] });
    expect(masked.trace?.find(({ step }) => step === "assembly")?.looked).toEqual([
      { name: "gold", value: "unknown", why: "profile.tier is masked without loyalty" },
      { name: "alpine", value: "false" },
    ]);
  });

  test("DE-1 the answer is the same with and without a trace", () => {
    const requests: Partial<DecisionRequest>[] = [
      {},
      { consents: [] },
      { attributes: {} },
      { attributes: { minor: true } },
      { placement: "newsletter" },
    ];
    for (const rest of requests) {
      const { trace, ...traced } = decideOver(shop, { ...rest, trace: true });
      expect(trace).toHaveLength(8);
      expect(traced).toEqual(decideOver(shop, rest));
    }
  });

  test.each([
    ["no consent", { consents: [] }],
    ["excluded", { attributes: { minor: true, country: "DE" } }],
    ["perhaps excluded", { attributes: { country: "DE" } }],
    ["no rule", { attributes: { minor: false } }],
  ])("DE-2 %s: generic where people visit, nothing where it interrupts", (_, rest) => {
    const visited = decideOver(shop, rest);
    expect(visited).toMatchObject({
      outcome: "generic",
      rule: null,
      content: { block: "generic-hero", variant: "base" },
    });
    expect(decideOver(shop, { ...rest, placement: "newsletter" })).toMatchObject({
      outcome: "nothing",
      content: null,
      rule: null,
    });
  });

  test("DE-2 with consent and a rule both show the same", () => {
    expect(decideOver(shop)).toMatchObject({ outcome: "personalized", rule: "spring", release: 1 });
    expect(decideOver(shop, { placement: "newsletter" })).toMatchObject({
      outcome: "personalized",
      rule: "spring-mail",
    });
  });

  test("DE-3 without consent to the placement's purpose no rule decides", () => {
    const answer = decideOver(shop, { consents: [granted("loyalty")] });
    expect(answer.outcome).toBe("generic");
    expect(answer.reason).toBe("There is no consent to personalization. The generic content is shown.");
  });

  test("DE-3 a purpose that the release does not have is never granted", () => {
    expect(decideOver(without("personalization")).outcome).toBe("generic");
  });
});

describe("consent", () => {
  const outcome = (...consents: ReturnType<typeof granted>[]) => decideOver(shop, { consents }).outcome;

  test("DE-4 the latest record counts, whatever their order", () => {
    const [yes, no] = [granted("personalization", "2026-02-26T00:00:00.000Z"), withdrawn("personalization")];
    expect(outcome(yes, no)).toBe("personalized");
    expect(outcome(no, yes)).toBe("personalized");
    expect(outcome(granted("personalization"), no)).toBe("generic");
    expect(outcome(no, granted("personalization"))).toBe("generic");
  });

  test("DE-4 a withdrawal wins a tie", () => {
    const [yes, no] = [granted("personalization"), withdrawn("personalization", "2026-02-20T00:00:00.000Z")];
    expect(outcome(yes, no)).toBe("generic");
    expect(outcome(no, yes)).toBe("generic");
  });

  test("DE-4 stored records are reconciled with those of the request", () => {
    const records = [withdrawn("personalization")];
    expect(decideOver(shop, {}, { records }).outcome).toBe("generic");
    expect(
      decideOver(shop, { consents: [granted("personalization", "2026-02-26T00:00:00.000Z")] }, { records }).outcome,
    ).toBe("personalized");
  });

  test("DE-5 a consent counts to the last millisecond that its purpose allows, and no longer", () => {
    expect(outcome(granted("personalization", "2025-03-01T12:00:00.000Z"))).toBe("personalized");
    expect(outcome(granted("personalization", "2025-03-01T11:59:59.999Z"))).toBe("generic");
  });

  test("DE-6 a grant of the future or without a readable time does not count; a withdrawal of that sort does", () => {
    expect(outcome(granted("personalization", "2026-03-01T12:00:00.001Z"))).toBe("generic");
    expect(outcome(granted("personalization", "yesterday"))).toBe("generic");
    expect(outcome(granted("personalization", "2026-02-31T00:00:00.000Z"))).toBe("generic");
    expect(outcome(granted("personalization"), granted("personalization", "2027-01-01T00:00:00.000Z"))).toBe(
      "personalized",
    );
    expect(outcome(granted("personalization"), withdrawn("personalization", "2027-01-01T00:00:00.000Z"))).toBe(
      "generic",
    );
    expect(outcome(granted("personalization"), withdrawn("personalization", "yesterday"))).toBe("generic");
  });

  test("DE-7 a contract needs no record, but a withdrawal counts", () => {
    const name = (...consents: ReturnType<typeof granted>[]) =>
      shown(
        decideOver(shop, {
          attributes: { country: "DE", minor: false, first_name: "Ada" },
          consents: [granted("personalization"), ...consents],
        }),
      )["headline"];
    expect(name()).toBe("Hi Ada");
    expect(name(withdrawn("service"))).toBe("Hi there");
    expect(name(withdrawn("service", "2026-01-01T00:00:00.000Z"), granted("service"))).toBe("Hi Ada");
  });

  test("DE-8 what lacks one of its purposes is masked before any condition looks", () => {
    const rest = { attributes: { country: "DE", minor: false, tier: "gold" } };
    expect(decideOver(shop, rest).content?.variant).toBe("gold");
    expect(decideOver(shop, { ...rest, consents: [granted("personalization")] }).content?.variant).toBe("base");
    expect(decideOver(without("loyalty"), rest).content?.variant).toBe("base");
  });
});

describe("guardrails and rules", () => {
  test("DE-9 a guardrail blocks whom it matches and whom it might match, and says which", () => {
    expect(decideOver(shop, { attributes: { country: "DE", minor: true } }).reason).toBe(
      "“no-minors” excludes this person: We do not target minors. The generic content is shown.",
    );
    expect(decideOver(shop, { attributes: { country: "DE" } }).reason).toBe(
      "Whether “no-minors” excludes this person is not known, so it does: We do not target minors. The generic content is shown.",
    );
  });

  test("DE-9 a guardrail that cannot be read blocks, and the release says so", () => {
    const damaged = [...shop, exclude("damaged", "profile.nothing == 1")];
    expect(compile({ environment: "live", number: 1, assets: damaged }).problems).toEqual([
      { asset: "damaged", message: "nothing is not in the data dictionary. Declare it as an attribute first." },
    ]);
    expect(decideOver(damaged)).toMatchObject({ outcome: "generic" });
    const unreadable = [...shop, { ...exclude("unreadable", "true"), body: { logic: { effect: "exclude" } } }];
    expect(decideOver(unreadable)).toMatchObject({ outcome: "generic" });
  });

  test("DE-9 a rule that hides behind the id of another blocks", () => {
    const [spring] = shop.filter(({ name }) => name === "spring");
    const hidden = { ...exclude("hidden", "true"), id: spring!.id };
    expect(decideOver([...shop, hidden])).toMatchObject({ outcome: "generic" });
  });

  test("DE-9 a guardrail of some placements guards those alone, and only in its time", () => {
    const guarded = (...rest: Parameters<typeof exclude>[2][]) =>
      decideOver([...shop, exclude("extra", "true", ...rest)]).outcome;
    expect(guarded({ placements: ["home"] })).toBe("generic");
    expect(guarded({ placements: ["newsletter"] })).toBe("personalized");
    expect(guarded({ until: "2026-03-01T12:00:00.000Z" })).toBe("personalized");
    expect(guarded({ from: "2026-03-01T12:00:00.001Z" })).toBe("personalized");
    expect(guarded({ from: "2026-03-01T12:00:00.000Z" })).toBe("generic");
  });

  test("DE-10 an unknown selection does not match, nor does one that cannot be read", () => {
    const uncertain = [
      ...shop,
      select("uncertain", { placement: "home", block: "generic-hero", when: 'profile.tier == "gold"', priority: 50 }),
    ];
    expect(decideOver(uncertain, { consents: [granted("personalization")] }).rule).toBe("spring");
    const damaged = [
      ...shop,
      select("damaged", { placement: "home", block: "generic-hero", when: "profile.x", priority: 50 }),
    ];
    expect(decideOver(damaged).rule).toBe("spring");
  });

  test("DE-10 a rule whose block has gone, or is of a type that the placement does not take, never matches", () => {
    const other = [
      blockType("other", [field("x")]),
      block("other-block", "other", { copy: { base: { x: { "*": "x" } } } }),
    ];
    const rule = select("wrong", { placement: "home", block: "other-block", when: "true", priority: 50 });
    expect(decideOver([...shop, ...other, rule]).rule).toBe("spring");
    expect(decideOver([...shop, rule]).rule).toBe("spring");
    expect(compile({ environment: "live", number: 1, assets: [...shop, rule] }).problems).toEqual([
      { asset: "wrong", message: "The block that it shows is not in the release." },
    ]);
  });

  test("DE-11 the highest priority applies, between equals the first name", () => {
    const rival = (name: string, priority: number) =>
      select(name, { placement: "home", block: "generic-hero", when: "true", priority });
    expect(decideOver([...shop, rival("zz", 11)]).rule).toBe("zz");
    expect(decideOver([...shop, rival("aa", 10)]).rule).toBe("aa");
    expect(decideOver([...shop, rival("zz", 10)]).rule).toBe("spring");
    expect(decideOver([...shop, rival("aa", 9)]).rule).toBe("spring");
  });

  test("DE-12 a block whose time is over gives way to the next rule, to the millisecond", () => {
    expect(decideOver(shop, {}, { now: now - 1 }).rule).toBe("sale");
    expect(decideOver(shop, {}, { now }).rule).toBe("spring");
    const early = [
      ...without("sale-hero"),
      block("sale-hero", "hero", { copy: { base: { headline: { "*": "S" } } } }, { from: "2026-03-01T12:00:00.001Z" }),
    ];
    expect(decideOver(early).rule).toBe("spring");
  });
});

describe("failures", () => {
  test("DE-20 a stale release shows generic content only", () => {
    expect(decideOver(shop, {}, { stale: true })).toMatchObject({
      outcome: "generic",
      content: { block: "generic-hero" },
    });
    expect(decideOver(shop, { placement: "newsletter" }, { stale: true }).outcome).toBe("nothing");
    expect(decideOver(shop, { trace: true }, { stale: true }).trace?.[0]).toMatchObject({
      step: "consent",
      result: "stop",
    });
  });

  test("DE-21 a failure inside a decision ends generic, or in nothing", () => {
    const release = compile({ environment: "live", number: 1, assets: shop });
    const broken = (to: string): DecisionRequest =>
      Object.defineProperty(request({ placement: to }), "attributes", {
        get: () => {
          throw new Error("The request is gone.");
        },
      });
    const answer = decide(release, broken("home"), { now });
    expect(answer).toMatchObject({ outcome: "generic", content: { block: "generic-hero" } });
    expect(answer.reason).toBe("Something failed while deciding. The generic content is shown.");
    expect(decide(release, broken("newsletter"), { now })).toMatchObject({ outcome: "nothing", content: null });
  });

  test("DE-21 an unknown placement and a release without its generic block end in nothing", () => {
    expect(decideOver(shop, { placement: "nowhere" })).toMatchObject({
      outcome: "nothing",
      content: null,
      placement: "nowhere",
    });
    expect(decideOver(without("generic-hero"), { consents: [] })).toMatchObject({ outcome: "nothing", content: null });
    expect(
      decideOver([placement("bare", { types: ["hero"], purpose: "p", fallback: "x" })], { placement: "bare" }).outcome,
    ).toBe("nothing");
  });

  test("DE-21 requests that no one has parsed do no harm", () => {
    const release = compile({ environment: "live", number: 1, assets: shop });
    for (const bad of [
      {},
      { consents: 3 },
      { attributes: 7 },
      { attributes: [], consents: [null] },
      { consents: [{}], events: 5 },
    ]) {
      const answer = decide(release, { placement: "home", locale: "en", ...bad } as never, { now });
      expect(answer.outcome).toBe("generic");
    }
  });
});
