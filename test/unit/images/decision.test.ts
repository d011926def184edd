import { describe, expect, test } from "vitest";
import type { BundleAsset } from "#shared/bundle/model.ts";
import type { ImageBody } from "#shared/images/model.ts";
import { everywhere } from "#shared/assets/model.ts";
import { block, blockType, field, idOf } from "#test/support/assets.ts";
import { decideOver, now, shop } from "#test/support/decisions.ts";

const hex = "ab".repeat(32);
const picture = (
  name: string,
  settings: Partial<ImageBody["settings"]> = {},
  alt?: Record<string, string>,
): BundleAsset => ({
  id: idOf(name),
  kind: "image",
  name,
  tier: "campaign",
  scope: everywhere,
  body: {
    settings: { label: name, ...settings },
    visual: { file: { digest: `sha256:${hex}`, mediaType: "image/webp", width: 1600, height: 900, bytes: 84_000 } },
    ...(alt && { copy: { alt } }),
  },
});

/** The shop, with a hero that shows a picture of the library. */
function shopWith(image: BundleAsset | null, more: Partial<Record<"alpine", string>> = {}): BundleAsset[] {
  const hero = block(
    "spring-hero",
    "hero",
    {
      copy: { base: { headline: { en: "Up we go", "de-DE": "Los geht es" } } },
      visual: {
        base: { image: { "*": idOf("ridge") } },
        ...(more.alpine && { alpine: { image: { "*": more.alpine } } }),
      },
    },
    { variants: more.alpine ? [{ id: "alpine", label: "Alpine", audience: idOf("alpine") }] : [] },
  );
  return [...shop.filter(({ name }) => name !== "spring-hero"), hero, ...(image ? [image] : [])];
}

const shownIn = (assets: BundleAsset[], request: object = {}) => {
  const answer = decideOver(assets, { locale: "de-DE", attributes: { country: "DE", minor: false }, ...request });
  return { outcome: answer.outcome, image: answer.content?.fields.find(({ name }) => name === "image") };
};

describe("IMG-9 an answer names a picture by its path, with its words in the locale and its focal point", () => {
  test("IMG-9 words of the locale, else of its parent, else of all", () => {
    const ridge = picture("ridge", { focal: { x: 0.25, y: 0.5 } }, { de: "Ein Grat", "*": "A ridge" });
    expect(shownIn(shopWith(ridge)).image).toEqual({
      name: "image",
      label: "image",
      type: "image",
      part: "visual",
      fixed: false,
      value: `images/${hex}.webp`,
      alt: "Ein Grat",
      focal: { x: 0.25, y: 0.5 },
      width: 1600,
      height: 900,
    });
    expect(shownIn(shopWith(ridge), { locale: "en" }).image?.alt).toBe("A ridge");
  });

  test("IMG-9 without words there is no alt, and an address stays what it is", () => {
    expect(shownIn(shopWith(picture("ridge"))).image).not.toHaveProperty("alt");
    expect(shownIn([...shop]).image).toMatchObject({ value: "/img/spring.jpg" });
    expect(shownIn([...shop]).image).not.toHaveProperty("width");
  });

  test("IMG-9 a picture that is not in the release is left out: an id never reaches a customer", () => {
    const { outcome, image } = shownIn(shopWith(null));
    expect({ outcome, image }).toEqual({ outcome: "personalized", image: undefined });
  });

  test("IMG-9 a fixed picture is the type's, in every block", () => {
    const type = blockType(
      "hero",
      [
        field("headline", { required: true }),
        field("image", { part: "visual", type: "image", localized: false, mode: "fixed" }),
      ],
      { visual: { image: { "*": idOf("ridge") } } },
    );
    const assets = [...shop.filter(({ name }) => name !== "hero"), type, picture("ridge", {}, { "*": "A ridge" })];
    expect(shownIn(assets).image).toMatchObject({ value: `images/${hex}.webp`, fixed: true, alt: "A ridge" });
  });
});

describe("IMG-10 a licence that has ended ends whatever shows the picture", () => {
  const until = (shift: number): string => new Date(now + shift).toISOString();

  test("IMG-10 a moment before the end it is served, at the end generic content is", () => {
    expect(shownIn(shopWith(picture("ridge", { licence: { holder: "L", until: until(1) } }))).outcome).toBe(
      "personalized",
    );
    expect(shownIn(shopWith(picture("ridge", { licence: { holder: "L", until: until(0) } }))).outcome).toBe("generic");
  });

  test("IMG-10 also where only a variant shows it", () => {
    const ended = picture("summit", { licence: { holder: "L", until: until(-1) } });
    expect(shownIn([...shopWith(picture("ridge"), { alpine: idOf("summit") }), ended]).outcome).toBe("generic");
  });
});
