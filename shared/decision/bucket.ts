import { utf8 } from "../kernel/canonical.ts";

/**
 * MurmurHash3, x86 32-bit variant, as an unsigned number.
 * Source: Austin Appleby, smhasher, MurmurHash3.cpp (public domain).
 */
export function murmur3(bytes: Uint8Array, seed = 0): number {
  const whole = bytes.length - (bytes.length % 4);
  let hash = seed | 0;
  for (let index = 0; index < whole; index += 4) {
    const block = bytes[index]! | (bytes[index + 1]! << 8) | (bytes[index + 2]! << 16) | (bytes[index + 3]! << 24);
    hash ^= scramble(block);
    hash = rotate(hash, 13);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let index = bytes.length - 1; index >= whole; index--) tail = (tail << 8) | bytes[index]!;
  hash ^= scramble(tail) ^ bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
const scramble = (block: number): number => Math.imul(rotate(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);

/**
 * Where a unit stands in [0, 1), for good: murmur3-32 over the UTF-8 bytes of `salt:unit`. Libraries that hash UTF-16 or
 * Latin-1 instead disagree on names that are not ASCII.
 */
export const bucket = (salt: string, unit: string): number => murmur3(utf8(`${salt}:${unit}`)) / 2 ** 32;
