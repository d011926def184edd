/**
 * The crypto port. Shared code hashes and checks signatures through it, so that the same verification
 * runs in Node, Electron and browsers. Nothing in shared/ can sign.
 */
export interface CryptoPort {
  /** SHA-256 of the concatenation of the given byte strings. */
  sha256(...chunks: readonly Uint8Array[]): Uint8Array;
  /** Whether an Ed25519 signature (64 bytes) holds. A malformed key or signature is `false`, never an error. */
  verify(publicKey: string, message: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>;
}

/** `sha256:` and 64 lower-case hex digits. */
export type Digest = `sha256:${string}`;

export const digestPattern = /^sha256:[0-9a-f]{64}$/;

const hexDigits = "0123456789abcdef";

/** Hex of a hash, a key or a signature: of few bytes. */
export const toHex = (bytes: Uint8Array): string => prefixedHex("", bytes);

/** Made in one piece: a text that grows by pieces keeps them all, and a release holds tens of thousands of digests. */
function prefixedHex(prefix: string, bytes: Uint8Array): string {
  const codes: number[] = [];
  for (let index = 0; index < prefix.length; index++) codes.push(prefix.charCodeAt(index));
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]!;
    codes.push(hexDigits.charCodeAt(byte >> 4), hexDigits.charCodeAt(byte & 15));
  }
  return String.fromCharCode(...codes);
}

export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(text.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}

export const toDigest = (hash: Uint8Array): Digest => prefixedHex("sha256:", hash) as Digest;
export const digestBytes = (digest: Digest): Uint8Array => fromHex(digest.slice("sha256:".length));

export function toBase64(bytes: Uint8Array): string {
  const chunk = 0x8000; // Stays below every engine's limit on arguments.
  let binary = "";
  for (let start = 0; start < bytes.length; start += chunk)
    binary += String.fromCharCode(...bytes.subarray(start, start + chunk));
  return btoa(binary);
}

const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** The value of each ASCII character in base64; 255 for those that are not in its alphabet. */
const base64Values = new Uint8Array(128).fill(255);
for (let value = 0; value < 64; value++) base64Values[base64Alphabet.charCodeAt(value)] = value;

/**
 * Decodes base64 (RFC 4648, section 4) in its one canonical spelling: padded, no white space, no bits left over. `atob` is more
 * lenient, so that two texts could stand for the same bytes, and slower by an order of magnitude.
 *
 * @throws RangeError for every other text.
 */
export function fromBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0) throw new RangeError("The text is not base64: it is not padded.");
  const padding = text.endsWith("==") ? 2 : Number(text.endsWith("="));
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  const whole = padding === 0 ? text.length : text.length - 4;
  let at = 0;
  let seen = 0;
  const value = (index: number): number => {
    const bits = base64Values[text.charCodeAt(index)] ?? 255;
    seen |= bits;
    return bits;
  };
  for (let index = 0; index < whole; index += 4) {
    const bits = (value(index) << 18) | (value(index + 1) << 12) | (value(index + 2) << 6) | value(index + 3);
    bytes[at++] = bits >> 16;
    bytes[at++] = bits >> 8;
    bytes[at++] = bits;
  }
  if (padding > 0) {
    const third = padding === 1 ? value(whole + 2) : 0;
    const bits = (value(whole) << 10) | (value(whole + 1) << 4) | (third >> 2);
    bytes[at++] = bits >> 8;
    if (padding === 1) bytes[at] = bits;
    // What padding leaves over of the last digit must be zero.
    seen |= (padding === 1 ? third & 3 : bits & 0xf0) === 0 ? 0 : 128;
  }
  if (seen > 63) throw new RangeError("The text is not canonical base64.");
  return bytes;
}

/** Whether two byte strings are equal. For public values only: the time it takes depends on them. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
