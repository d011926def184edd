import type { Normalisation } from "./model.ts";

/**
 * One writing of an identifier for all that mean the same. Null where the value cannot be one: it is then no identifier
 * of anybody, and never a shorter or emptier one that many would share.
 */
export function normalise(value: string, how: Normalisation): string | null {
  const text = value.normalize("NFC").trim();
  if (text === "" || text.length > 320) return null;
  switch (how) {
    case "opaque":
      return text;
    case "lowercase":
      return text.toLowerCase();
    case "email":
      return normalEmail(text);
    default:
      return normalPhone(text);
  }
}

/** Capitals do not tell addresses apart in practice; dots and tags do with most providers, so they stay. */
const normalEmail = (text: string): string | null => {
  const parts = /^([^\s@"]+)@([^\s@"]+\.[^\s@".]+)$/.exec(text);
  return parts ? text.toLowerCase() : null;
};

/** E.164. A number without its country is nobody's: it would be another person's elsewhere. */
function normalPhone(text: string): string | null {
  const digits = text.replaceAll(/[\s().\-/]/g, "").replace(/^00/, "+");
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : null;
}
