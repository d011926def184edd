import { AppError } from "./errors.ts";

/** Plain JSON data, deeply read-only. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Canonical JSON (RFC 8785): keys sorted by UTF-16 code units, no space, ECMAScript number form.
 * Properties that are `undefined` are left out, as JSON does; everything JSON cannot say is refused,
 * so that two values with the same canonical form are the same value.
 *
 * @throws AppError INPUT_INVALID for NaN, infinities, lone surrogates, functions and the like.
 */
export function canonicalJson(value: unknown): string {
  return write(value, "$");
}

/** The UTF-8 bytes of the canonical form: what is hashed and signed. */
export function canonicalBytes(value: unknown): Uint8Array {
  return encoder.encode(canonicalJson(value));
}

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** @throws TypeError where the bytes are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

function write(value: unknown, at: string): string {
  switch (typeof value) {
    case "string":
      if (!value.isWellFormed()) throw refused(at, "a lone surrogate");
      return JSON.stringify(value);
    case "number":
      if (!Number.isFinite(value)) throw refused(at, "a number that JSON cannot write");
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return `[${value.map((item, index) => write(item, `${at}[${index}]`)).join(",")}]`;
      return writeObject(value as Record<string, unknown>, at);
    default:
      throw refused(at, `a ${typeof value}`);
  }
}

function writeObject(value: Record<string, unknown>, at: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw refused(at, "an object that is not plain data");
  const members: string[] = [];
  // The default sort compares UTF-16 code units, which is what RFC 8785 asks for.
  for (const key of Object.keys(value).toSorted()) {
    if (value[key] === undefined) continue;
    members.push(`${write(key, at)}:${write(value[key], `${at}.${key}`)}`);
  }
  return `{${members.join(",")}}`;
}

function refused(at: string, what: string): AppError {
  return new AppError("INPUT_INVALID", `There is ${what} at ${at}; signed data must be plain JSON.`, { at });
}
