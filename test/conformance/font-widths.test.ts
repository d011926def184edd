import { expect, test } from "vitest";
import { bold, regular } from "#shared/taxonomy/width/advances.ts";
import { fontAdvances } from "#ci/font-widths.mjs";

test("TX-16 the table of widths is that of the bundled font, in both weights", () => {
  expect({ regular, bold }).toEqual(fontAdvances());
});
