import type { Problem } from "#shared/assets/model.ts";
import type { Field } from "../model.ts";
import type { Say } from "./say.ts";

/** Holds an amount, or a number of things, to `min` and `max`. */
export function checkRange(field: Field, amount: number, unit: string, say: Say): Problem[] {
  const { min, max } = field.limits;
  if (min !== undefined && amount < min)
    return [say("limit", `${field.label} needs at least ${min}${unit}; this is ${amount}.`)];
  if (max !== undefined && amount > max)
    return [say("limit", `${field.label} takes at most ${max}${unit}; this is ${amount}.`)];
  return [];
}

/** The digits behind the point of a number as people write it. */
function decimalsOf(number: number): number {
  const [, digits = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number)) ?? [];
  return Math.max(0, digits.length - Number(exponent));
}

export function checkNumber(field: Field, value: unknown, say: Say): Problem[] {
  if (typeof value !== "number" || !Number.isFinite(value)) return [say("form", `Enter a number for ${field.label}.`)];
  return [...checkRange(field, value, "", say), ...checkDecimals(field, decimalsOf(value), say)];
}

function checkDecimals({ label, limits: { decimals } }: Field, used: number, say: Say): Problem[] {
  if (decimals === undefined || used <= decimals) return [];
  const most = decimals === 0 ? "no digits" : `at most ${decimals}`;
  return [say("limit", `${label} takes ${most} behind the point; this has ${used}.`)];
}

/** A price: its currency (ISO 4217) and its amount, exact. */
export interface Price {
  readonly currency: string;
  readonly amount: string;
}

const pricePattern = /^([A-Z]{3}) (-?(?:0|[1-9]\d{0,14})(?:\.\d{1,4})?)$/;

/** Reads “EUR 49.90”. Null for anything else. */
export function readPrice(text: string): Price | null {
  const match = pricePattern.exec(text);
  return match ? { currency: match[1]!, amount: match[2]! } : null;
}

// ISO 4217: the currencies whose smallest unit is not a hundredth.
const minorUnits: ReadonlyMap<string, number> = new Map([
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ").map((code) => [code, 0] as const),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3] as const),
]);

export function checkPrice(field: Field, text: string, say: Say): Problem[] {
  const price = readPrice(text);
  if (!price) return [say("form", `Write ${field.label} as currency and amount, such as EUR 49.90.`)];
  const { currency, amount } = price;
  const { currencies } = field.limits;
  if (currencies !== undefined && !currencies.includes(currency))
    return [say("limit", `${field.label} may be in ${currencies.join(" or ")}; this is in ${currency}.`)];
  const used = amount.split(".")[1]?.length ?? 0;
  const most = minorUnits.get(currency) ?? 2;
  if (used > most) {
    const digits = most === 0 ? "no digits" : `${most} digits at most`;
    return [say("form", `${currency} has ${digits} behind the point: correct ${field.label}.`)];
  }
  return [...checkRange(field, Number(amount), ` ${currency}`, say), ...checkDecimals(field, used, say)];
}
