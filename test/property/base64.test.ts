import fc from "fast-check";
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
    .array(fc.constantFrom(..."ABQRgw+/=9_- \n"), { maxLength: 12 })
    .map((characters) => characters.join(""));
  fc.assert(
    fc.property(fc.oneof(near, fc.string()), (text) => {
      const isCanonical = Buffer.from(text, "base64").toString("base64") === text;
      if (isCanonical) expect(toBase64(fromBase64(text))).toBe(text);
      else expect(() => fromBase64(text)).toThrow(RangeError);
    }),
    { numRuns: 2_000 },
  );
});
