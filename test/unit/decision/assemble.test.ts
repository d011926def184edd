import { describe, expect, test } from "vitest";
import type { BundleAsset } from "#shared/bundle/model.ts";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import { block, blockType, field, idOf, placement, purpose } from "#test/support/assets.ts";
import { decideOver, now, request, shop, shown } from "#test/support/decisions.ts";

const replaced = (name: string, by: BundleAsset) => [...shop.filter((each) => each.name !== name), by];
const person = (attributes: object) => ({ attributes: { country: "DE", minor: false, ...attributes } });

describe("DE-14 variants", () => {
  test("the first whose audience holds the person is taken, over everyone's fields", () => {
    const alpine = decideOver(shop, person({ country: "AT" }));
    expect(alpine.content?.variant).toBe("alpine");
    expect(shown(alpine)).toMatchObject({ headline: "Hi there", subline: "Even up there" });
    const both = decideOver(shop, person({ country: "AT", tier: "gold" }));
    expect(both.content?.variant).toBe("gold");
    expect(shown(both)).toMatchObject({ headline: "For you, gold", subline: "Snow is gone" });
  });

  test("generic content is everyone's variant", () => {
    const generic = replaced(
      "generic-hero",
      block(
        "generic-hero",
        "hero",
        { copy: { base: { headline: { "*": "All" } }, gold: { headline: { "*": "Gold" } } } },
        { variants: [{ id: "gold", label: "Gold", audience: idOf("gold") }] },
      ),
    );
    const answer = decideOver(generic, { ...person({ tier: "gold" }), consents: [] });
    expect(shown(answer)["headline"]).toBe("All");
  });

  test("a variant whose audience is not in the release is never taken", () => {
    const answer = decideOver(
      shop.filter(({ name }) => name !== "gold"),
      person({ tier: "gold" }),
    );
    expect(answer.content?.variant).toBe("base");
  });
});

describe("DE-15 fixed elements", () => {
  test("stand in whatever is shown, in the order of the block type", () => {
    expect(decideOver(shop).content?.fields.map(({ name, fixed }) => [name, fixed])).toEqual([
      ["headline", false],
      ["legal", true],
      ["subline", false],
      ["image", false],
    ]);
    expect(shown(decideOver(shop, { consents: [] }))).toEqual({ headline: "Welcome, friend", legal: "Terms apply." });
  });

  test("a block that brings its own value for a fixed field is not heard", () => {
    const rogue = block("spring-hero", "hero", {
      copy: { base: { headline: { "*": "x" }, legal: { "*": "No terms" } } },
      disclosure: { base: { legal: { "*": "No terms" } } },
    });
    expect(shown(decideOver(replaced("spring-hero", rogue)))["legal"]).toBe("Terms apply.");
  });

  test("a value outside of the part of its field takes no effect", () => {
    const rogue = block("spring-hero", "hero", {
      copy: { base: { headline: { "*": "x" } } },
      visual: { base: { subline: { "*": "unseen" } } },
    });
    expect(shown(decideOver(replaced("spring-hero", rogue)))).toEqual({ headline: "x", legal: "Terms apply." });
  });
});

describe("DE-16 the generic block whose time is over", () => {
  const over = { until: "2026-02-01T00:00:00.000Z" };

  test("is shown as its fixed elements alone", () => {
    const old = replaced(
      "generic-hero",
      block("generic-hero", "hero", { copy: { base: { headline: { "*": "Old" } } } }, over),
    );
    const answer = decideOver(old, { consents: [] });
    expect(answer.outcome).toBe("generic");
    expect(shown(answer)).toEqual({ legal: "Terms apply." });
  });

  test("ends in nothing where it has none", () => {
    const bare = [
      purpose("p"),
      blockType("plain", [field("headline")]),
      block("old", "plain", { copy: { base: { headline: { "*": "Old" } } } }, over),
      placement("home", { types: ["plain"], purpose: "p", fallback: "old" }),
    ];
    expect(decideOver(bare)).toMatchObject({ outcome: "nothing", content: null });
  });
});

describe("DE-17 locales", () => {
  const inLocale = (locale: string) => {
    const answer = decideOver(shop, { locale });
    return { locale: answer.content?.locale, ...shown(answer) };
  };

  test.each([
    ["en", "en", "Hi there", "Terms apply."],
    ["en-GB", "en-GB", "Hi there", "Terms apply."],
    ["de-DE", "de-DE", "Hallo du", "Es gelten die Bedingungen."],
    ["de-AT", "de-AT", "Servus", "Terms apply."],
    ["ja", "en", "Hi there", "Terms apply."],
  ])("%s is shown as %s", (asked, locale, headline, legal) => {
    expect(inLocale(asked)).toMatchObject({ locale, headline, legal });
  });

  test("a flexible field without words in the locale is left out, never shown in another", () => {
    expect(inLocale("de-DE")).not.toHaveProperty("subline");
    expect(inLocale("ja")).toHaveProperty("subline", "Snow is gone");
  });

  test("a fixed field is never left out", () => {
    const type = blockType(
      "hero",
      [field("headline", { required: true }), field("legal", { part: "disclosure", mode: "fixed" })],
      {
        disclosure: { legal: { ja: "規約", fr: "Conditions" } },
      },
    );
    expect(shown(decideOver(replaced("hero", type), { locale: "de" }))["legal"]).toBe("Conditions");
    expect(shown(decideOver(replaced("hero", type), { locale: "ja" }))["legal"]).toBe("規約");
  });

  test("invented locales cannot fill the memory", () => {
    const release = compile({ environment: "live", number: 1, assets: shop });
    for (let index = 0; index < 300; index++) {
      decide(release, request({ locale: `en-${String(index).padStart(3, "0")}` }), { now });
    }
    const [selection] = release.placements.get("newsletter")!.selections.all;
    expect(selection!.block.templates.get("base")!.size).toBeLessThanOrEqual(64);
  });
});

describe("DE-18 tokens", () => {
  const headline = (attributes: object, rest: object = {}) =>
    shown(decideOver(shop, { ...person(attributes), ...rest }))["headline"];

  test("become what is known, else their fallback", () => {
    expect(headline({ first_name: "Ada" })).toBe("Hi Ada");
    expect(headline({ first_name: "李" })).toBe("Hi 李");
    expect(headline({})).toBe("Hi there");
    expect(headline({ first_name: null })).toBe("Hi there");
    expect(headline({ first_name: "" })).toBe("Hi there");
  });

  test.each(["<b>Ada</b>", "Ada\nBob", "{{country|x}}", "[Ada](//evil.example)", "A\u2028B", "x".repeat(101)])(
    "a value that is more than a word gives way to the fallback: %j",
    (first_name) => {
      expect(headline({ first_name })).toBe("Hi there");
    },
  );

  test("a value that breaks the length of the field gives way to the fallback", () => {
    expect(headline({ first_name: "A".repeat(17) })).toBe(`Hi ${"A".repeat(17)}`);
    expect(headline({ first_name: "A".repeat(18) })).toBe("Hi there");
    expect(headline({ first_name: "👩‍🚀".repeat(17) })).toBe(`Hi ${"👩‍🚀".repeat(17)}`);
  });

  test("generic content takes nothing from the person", () => {
    expect(headline({ first_name: "Ada", minor: true })).toBe("Welcome, friend");
    expect(headline({ first_name: "Ada" }, { consents: [] })).toBe("Welcome, friend");
  });

  test("a token that the field does not allow shows its fallback", () => {
    const rogue = block("spring-hero", "hero", { copy: { base: { headline: { "*": "Hi {{country|you}}" } } } });
    expect(shown(decideOver(replaced("spring-hero", rogue), person({})))["headline"]).toBe("Hi you");
  });

  test("one person's words never reach the next", () => {
    const release = compile({ environment: "live", number: 1, assets: shop });
    const ask = (attributes: object) => shown(decide(release, request(person(attributes)), { now }))["headline"];
    expect(ask({ first_name: "Ada" })).toBe("Hi Ada");
    expect(ask({})).toBe("Hi there");
  });
});

test("DE-19 words by a model carry their label", () => {
  expect(decideOver(shop).content?.label).toBe("Ranked by a model");
  expect(decideOver(shop, { consents: [] }).content?.label).toBeNull();
});
