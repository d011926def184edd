import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fromBase64, fromHex, toBase64, toHex } from "#shared/kernel/crypto.ts";

test("base64 of any bytes is what Node writes, and comes back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = toBase64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64"));
      expect(fromBase64(text)).toEqual(bytes);
      expect(fromHex(toHex(bytes))).toEqual(bytes);
    }),
  );
});

test("base64 is read in its one spelling: what is read writes the same text again", () => {
  const near = fc
    .array(fc.constantFrom(...Array.from("ABQRgw+/=9_- \n")), { maxLength: 12 })
    .map((characters) => characters.join(""));
  fc.assert(
    fc.property(fc.oneof(near, fc.string()), (text) => {
      const isCanonical = Buffer.from(text, "base64").toString("base64") === text;
      expect(rewritten(text)).toBe(isCanonical ? text : RangeError);
    }),
    { numRuns: 2_000 },
  );
});

/** The text written again from what it is read as, or the error that it is refused with. */
function rewritten(text: string): unknown {
  try {
    return toBase64(fromBase64(text));
  } catch (error) {
    return (error as Error).constructor;
  }
}
