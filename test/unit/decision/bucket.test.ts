import { expect, test } from "vitest";
import { bucket, murmur3 } from "#shared/decision/bucket.ts";
import { utf8 } from "#shared/kernel/canonical.ts";

/** The vectors that implementations of MurmurHash3 x86_32 are commonly held to. */
test.each([
  ["", 0, 0],
  ["", 1, 0x514e28b7],
  ["", 0xffffffff, 0x81f16f39],
  ["\0\0\0\0", 0, 0x2362f9de],
  ["aaaa", 0x9747b28c, 0x5a97808a],
  ["aaa", 0x9747b28c, 0x283e0130],
  ["aa", 0x9747b28c, 0x5d211726],
  ["a", 0x9747b28c, 0x7fa09ea6],
  ["abcd", 0x9747b28c, 0xf0478627],
  ["abc", 0x9747b28c, 0xc84a62dd],
  ["ab", 0x9747b28c, 0x74875592],
  ["Hello, world!", 0x9747b28c, 0x24884cba],
  ["ππππππππ", 0x9747b28c, 0xd58063c1],
  ["The quick brown fox jumps over the lazy dog", 0x9747b28c, 0x2fa826cd],
])("DE-22 murmur3-32 of %j with seed %i", (text, seed, expected) => {
  expect(murmur3(utf8(text), seed)).toBe(expected);
});

test("DE-22 bytes above 127 are not signed", () => {
  expect(murmur3(Uint8Array.of(0xff, 0xff, 0xff, 0xff))).toBe(0x76293b50);
  expect(murmur3(Uint8Array.of(0x21, 0x43, 0x65, 0x87), 0x5082edee)).toBe(0x2362f9de);
});

test("DE-22 a unit stands at the same place for good, and units spread evenly", () => {
  expect(bucket("spring", "person-1")).toBe(murmur3(utf8("spring:person-1")) / 2 ** 32);
  const counts = Array.from({ length: 10 }, () => 0);
  for (let unit = 0; unit < 10_000; unit++) counts[Math.floor(bucket("salt", `unit-ü-${unit}`) * 10)]! += 1;
  expect(Math.min(...counts)).toBeGreaterThan(900);
  expect(Math.max(...counts)).toBeLessThan(1_100);
});
