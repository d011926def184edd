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
  return write(value, []);
}

/** The UTF-8 bytes of the canonical form: what is hashed and signed. */
export function canonicalBytes(value: unknown): Uint8Array {
  return encoder.encode(canonicalJson(value));
}

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** @throws TypeError where the bytes are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Texts that need no escapes and hold no surrogates: nearly all keys and most values. */
const plainText = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** Where in the value the writer is: only read when something is refused. */
type Path = (string | number)[];

function write(value: unknown, path: Path): string {
  switch (typeof value) {
    case "string":
      if (plainText.test(value)) return `"${value}"`;
      if (!value.isWellFormed()) throw refused(path, "a lone surrogate");
      return JSON.stringify(value);
    case "number":
      if (!Number.isFinite(value)) throw refused(path, "a number that JSON cannot write");
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? writeArray(value, path) : writeObject(value as Record<string, unknown>, path);
    default:
      throw refused(path, `a ${typeof value}`);
  }
}

function writeArray(items: readonly unknown[], path: Path): string {
  let text = "[";
  for (let index = 0; index < items.length; index++) {
    path.push(index);
    text += (index === 0 ? "" : ",") + write(items[index], path);
    path.pop();
  }
  return `${text}]`;
}

function writeObject(value: Record<string, unknown>, path: Path): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw refused(path, "an object that is not plain data");
  let text = "{";
  // The default sort compares UTF-16 code units, which is what RFC 8785 asks for.
  for (const key of Object.keys(value).sort()) {
    if (value[key] === undefined) continue;
    path.push(key);
    text += `${text === "{" ? "" : ","}${write(key, path)}:${write(value[key], path)}`;
    path.pop();
  }
  return `${text}}`;
}

function refused(path: Path, what: string): AppError {
  const at = path.reduce<string>((text, step) => text + (typeof step === "number" ? `[${step}]` : `.${step}`), "$");
  return new AppError("INPUT_INVALID", `There is ${what} at ${at}; signed data must be plain JSON.`, { at });
}
