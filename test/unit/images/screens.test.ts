import { describe, expect, test } from "vitest";
import type { BlockBody } from "#shared/content/model.ts";
import type { ImageBody } from "#shared/images/model.ts";
import { idOf } from "#test/support/assets.ts";
import {
  focalAfter,
  focalAt,
  focalWords,
  labelOf,
  measureWords,
  middle,
  missingAlt,
} from "#renderer/content/logic/picture.ts";

const image = (alt?: Record<string, string>): ImageBody => ({
  settings: { label: "Ridge" },
  visual: {
    file: { digest: `sha256:${"0".repeat(64)}`, mediaType: "image/png", width: 1600, height: 900, bytes: 84_000 },
  },
  ...(alt && { copy: { alt } }),
});

describe("IMG-11 the focal point is set by pointing and by arrow keys, and stays in the picture", () => {
  const box = { left: 100, top: 50, width: 400, height: 200 };
  test("IMG-11 pointing", () => {
    expect(focalAt({ clientX: 200, clientY: 200 }, box)).toEqual({ x: 0.25, y: 0.75 });
    expect(focalAt({ clientX: 0, clientY: 900 }, box)).toEqual({ x: 0, y: 1 });
  });
  test("IMG-11 arrow keys move by a hundredth, with Shift by a tenth; other keys do nothing", () => {
    expect(focalAfter("ArrowLeft", false, middle)).toEqual({ x: 0.49, y: 0.5 });
    expect(focalAfter("ArrowDown", true, middle)).toEqual({ x: 0.5, y: 0.6 });
    expect(focalAfter("ArrowUp", true, { x: 0.5, y: 0.05 })).toEqual({ x: 0.5, y: 0 });
    expect(focalAfter("a", false, middle)).toBeUndefined();
    expect(focalWords({ x: 0.38, y: 0.5 })).toBe("38 % from the left, 50 % from the top");
  });
});

test("IMG-12 the editor names the locales of the blocks that show a picture for which it has no words", () => {
  const body: BlockBody = {
    settings: { label: "Hero", type: idOf("hero"), variants: [] },
    copy: { base: { headline: { "*": "Up", "de-DE": "Auf", ja: "上へ" } } },
  };
  expect(missingAlt(image(), [body])).toEqual(["de-DE", "ja"]);
  expect(missingAlt(image({ de: "Ein Grat" }), [body])).toEqual(["ja"]);
  expect(missingAlt(image({ "*": "A ridge" }), [body])).toEqual([]);
  expect(measureWords(image())).toBe("1600 × 900 px, PNG, 84 kB");
  expect(labelOf("ridge_at-dawn.JPG")).toBe("ridge at dawn");
});
