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

export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index++) bytes[index] = Number.parseInt(text.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}

export const toDigest = (hash: Uint8Array): Digest => `sha256:${toHex(hash)}`;
export const digestBytes = (digest: Digest): Uint8Array => fromHex(digest.slice("sha256:".length));

export function toBase64(bytes: Uint8Array): string {
  const chunk = 0x8000; // Stays below every engine's limit on arguments.
  let binary = "";
  for (let start = 0; start < bytes.length; start += chunk) binary += String.fromCharCode(...bytes.subarray(start, start + chunk));
  return btoa(binary);
}

/** @throws when the text is not base64. */
export function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** Whether two byte strings are equal. For public values only: the time it takes depends on them. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
