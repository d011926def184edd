import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTcf, type TcfConsent } from "#shared/data/tcf.ts";
import { tcfString } from "#test/support/tcf.ts";

const read = (text: string): TcfConsent => {
  const found = readTcf(text);
  if (typeof found === "string") throw new Error(found);
  return found;
};
const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);
const some = (most: number, length = most) => fc.uniqueArray(fc.integer({ min: 1, max: most }), { maxLength: length });

describe("DD-20 TCF v2 strings are read as the IAB's own library writes them", () => {
  test("purposes, interests, vendors as bits and as ranges, and the day of the choice", () => {
    const choices = fc.record({
      consents: some(11),
      interests: fc.uniqueArray(fc.constantFrom(2, 7, 8, 9, 10, 11)),
      vendors: fc.oneof(
        some(400, 20),
        fc.nat(300).map((from) => upTo(80).map((vendor) => from + vendor)),
      ),
      vendorInterests: some(60, 60),
      day: fc.integer({ min: 0, max: 3000 }),
    });
    fc.assert(
      fc.property(choices, ({ day, ...choice }) => {
        const at = new Date(Date.UTC(2020, 0, 1 + day)).toISOString();
        const consent = read(tcfString({ at, ...choice }));
        expect(new Date(consent.lastUpdated).toISOString()).toBe(at);
        const sorted = (list: readonly number[]) => list.toSorted((a, b) => a - b);
        expect(upTo(24).filter((id) => consent.consents(id))).toEqual(sorted(choice.consents));
        expect(upTo(24).filter((id) => consent.interest(id))).toEqual(sorted(choice.interests));
        expect(upTo(400).filter((id) => consent.vendorConsents(id))).toEqual(sorted(choice.vendors));
        expect(upTo(400).filter((id) => consent.vendorInterest(id))).toEqual(sorted(choice.vendorInterests));
      }),
      { numRuns: 60 },
    );
  });

  test("what the publisher restricts", () => {
    const at = "2026-02-20T00:00:00.000Z";
    const restricted = [
      { purpose: 7, vendor: 12, type: "notAllowed" },
      { purpose: 8, vendor: 12, type: "consentOnly" },
    ] as const;
    const consent = read(tcfString({ at, vendors: [12], vendorInterests: [12], restricted }));
    expect([consent.restriction(7, 12), consent.restriction(8, 12), consent.restriction(7, 13)]).toEqual([
      "notAllowed",
      "consentOnly",
      null,
    ]);
  });
});

describe("DD-21 a TCF string that cannot be read to its end is not read at all", () => {
  const core = tcfString({ at: "2026-02-20T00:00:00.000Z", consents: [1, 5, 6], vendors: [3, 12] }).split(".")[0]!;

  test("cut off anywhere before its last field, it says that it ends too early", () => {
    for (let length = 1; length < core.length - 4; length++)
      expect(readTcf(core.slice(0, length))).toBe("it ends too early");
  });

  test.each([
    ["", "it is empty"],
    ["not a string!", "it has characters that no such string has"],
    [`B${core.slice(1)}`, "it is of TCF version 1"],
    [`A${core.slice(1)}`, "it is no TCF string of version 2"],
    ["C".repeat(50_000), "it is too long"],
  ])("%.20s", (text, why) => expect(readTcf(text)).toBe(why));

  test("whatever the text, it is read or refused, and never thrown about", () => {
    fc.assert(fc.property(fc.string({ maxLength: 400, unit: "binary" }), (text) => void readTcf(text)));
    const base64 = fc.string({ unit: fc.constantFrom("A", "B", "C", "b", "z", "0", "9", "-", "_"), maxLength: 300 });
    fc.assert(fc.property(base64, (text) => void readTcf(`C${text}`)));
  });

  test("ranges that claim every vendor again and again are held as ranges", () => {
    const bits = (value: number, length: number) => value.toString(2).padStart(length, "0");
    const head = [...core.slice(0, 35)]
      .map((one) => bits("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".indexOf(one), 6))
      .join("");
    const ranges = `1${bits(1, 16)}${bits(65_535, 16)}`.repeat(4000);
    const all = `${head}000${bits(65_535, 16)}1${bits(4000, 12)}${ranges}${"0".repeat(64)}`;
    const padded = all.padEnd(Math.ceil(all.length / 6) * 6, "0");
    const text = padded.replaceAll(
      /.{6}/g,
      (six) => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[Number.parseInt(six, 2)]!,
    );
    expect(read(text).vendorConsents(65_535)).toBe(true);
  });
});
