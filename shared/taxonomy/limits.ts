import { RE2JS } from "@bufbuild/re2";
import { problem, type CheckContext } from "../assets/define-kind.ts";
import type { Problem } from "../assets/model.ts";
import { dictionaryIndex } from "../data/dictionary.ts";
import { assetId } from "../kernel/ids.ts";
import type { Field, FieldValue } from "./model.ts";
import { containsWord, countGraphemes, fold, hasStrayBraces, tokensOf, withFallbacks } from "./text.ts";

/** What the check of a value needs besides the field: where to report, and, for tokens, the dictionary. */
export interface ValueContext {
  readonly dictionary?: CheckContext["dictionary"];
  /** The path under which problems are reported; the field's name where absent. */
  readonly at?: string;
}

export interface Meter {
  readonly used: number;
  /** Null where nothing limits the length. */
  readonly max: number | null;
  /** used ÷ max; 0 where nothing limits the length. Above 1 the value is too long. */
  readonly ratio: number;
}

/** How much of its room a value uses, counted in graphemes with every token as its fallback. A list counts its longest item. */
export function meter(field: Field, value: FieldValue | undefined): Meter {
  const used = Math.max(0, ...textsOf(value).map((text) => countGraphemes(withFallbacks(text))));
  const max = field.limits.maxLength ?? null;
  return { used, max, ratio: max === null ? 0 : max === 0 ? (used === 0 ? 0 : Infinity) : used / max };
}

const textsOf = (value: FieldValue | undefined): readonly string[] =>
  typeof value === "string" ? [value] : Array.isArray(value) ? value : [];

/**
 * Holds one value of one field to the field's type and limits. For lists, `min` and `max` limit the number of items and
 * every other limit holds for each item. Cheap enough for every keystroke.
 */
export function checkValue(field: Field, value: FieldValue, locale: string, context: ValueContext = {}): Problem[] {
  const at = context.at ?? field.name;
  const say = (code: Problem["code"], message: string) => problem(at, code, message);
  switch (field.type) {
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value))
        return [say("form", `Enter a number for ${field.label}.`)];
      return checkRange(field, value, "", say);
    case "boolean":
      return typeof value === "boolean" ? [] : [say("form", `Choose yes or no for ${field.label}.`)];
    case "list":
      if (!Array.isArray(value)) return [say("form", `${field.label} is a list; enter its items one by one.`)];
      return [
        ...checkRange(field, value.length, " items", say),
        ...value.flatMap((item, index) => checkText(field, item, locale, { ...context, at: `${at}.${index}` })),
      ];
    default:
      if (typeof value !== "string") return [say("form", `Enter text for ${field.label}.`)];
      return checkText(field, value, locale, { ...context, at });
  }
}

type Say = (code: Problem["code"], message: string) => Problem;

function checkRange(field: Field, amount: number, unit: string, say: Say): Problem[] {
  const { min, max } = field.limits;
  if (min !== undefined && amount < min)
    return [say("limit", `${field.label} needs at least ${min}${unit}; this is ${amount}.`)];
  if (max !== undefined && amount > max)
    return [say("limit", `${field.label} takes at most ${max}${unit}; this is ${amount}.`)];
  return [];
}

function checkText(field: Field, text: string, locale: string, context: ValueContext): Problem[] {
  const say: Say = (code, message) => problem(context.at ?? field.name, code, message);
  if (field.required && text.trim() === "") return [say("missing", `Fill in ${field.label}.`)];
  const visible = withFallbacks(text);
  return [
    ...checkTokens(field, text, context, say),
    ...checkLength(field, visible, say),
    ...checkAllowed(field, visible, say),
    ...checkForbidden(field, visible, locale, say),
    ...(field.type === "link" || field.type === "image" ? checkLink(field, text, say) : []),
    ...(field.type === "reference" && !assetId.safeParse(text).success
      ? [say("reference", `Choose a block for ${field.label}.`)]
      : []),
  ];
}

const bearsTokens = (field: Field): boolean => ["text", "richText", "list"].includes(field.type);

function checkTokens(field: Field, text: string, context: ValueContext, say: Say): Problem[] {
  if (!text.includes("{{") && !text.includes("}}")) return [];
  if (!bearsTokens(field)) return [say("rule", `Remove the braces: ${field.label} takes no tokens.`)];
  const problems = hasStrayBraces(text)
    ? [say("form", "Close the token, as in {{first_name|there}}, or remove the braces.")]
    : [];
  for (const { key, fallback } of tokensOf(text)) {
    const allowed = field.limits.tokens ?? [];
    if (!allowed.includes(key)) {
      const offer = allowed.length === 0 ? "it takes no tokens" : `it takes ${allowed.join(", ")}`;
      problems.push(say("rule", `Remove {{${key}}}: ${field.label} may not use it; ${offer}.`));
    } else if (context.dictionary && !dictionaryIndex(context.dictionary).attributes.has(key)) {
      problems.push(
        say("reference", `${key} is not in the data dictionary. Declare it as an attribute or remove the token.`),
      );
    }
    if (fallback === null) {
      problems.push(say("missing", `Say what {{${key}}} becomes for people of whom it is not known: {{${key}|…}}.`));
    }
  }
  return problems;
}

function checkLength(field: Field, visible: string, say: Say): Problem[] {
  const { minLength, maxLength } = field.limits;
  if (minLength === undefined && maxLength === undefined) return [];
  const used = countGraphemes(visible);
  if (maxLength !== undefined && used > maxLength) {
    return [
      say("limit", `Shorten ${field.label} by ${plural(used - maxLength)}: it has ${used} of at most ${maxLength}.`),
    ];
  }
  if (minLength !== undefined && used < minLength && (field.required || used > 0)) {
    return [
      say("limit", `Lengthen ${field.label} by ${plural(minLength - used)}: it has ${used} of at least ${minLength}.`),
    ];
  }
  return [];
}

/** Values in a sentence; a long list is cut, since the screen shows it whole elsewhere. */
const listed = (values: readonly string[]): string =>
  values
    .slice(0, 8)
    .map((each) => `“${each}”`)
    .join(", ") + (values.length > 8 ? " and others" : "");

const plural = (count: number): string => `${count} character${count === 1 ? "" : "s"}`;

function checkAllowed(field: Field, visible: string, say: Say): Problem[] {
  const { values, pattern } = field.limits;
  if (visible === "" && !field.required) return [];
  if (values !== undefined && !values.includes(visible)) {
    return [say("limit", `Choose one of ${listed(values)} for ${field.label}.`)];
  }
  const compiled = pattern === undefined ? null : compilePattern(pattern);
  if (compiled && !compiled.testExact(visible)) return [say("limit", `${field.label} must have the form ${pattern}.`)];
  return [];
}

const patterns = new Map<string, RE2JS | null>();

/** The pattern, compiled for RE2 (which runs in linear time), or null where it is not one. */
export function compilePattern(pattern: string): RE2JS | null {
  let compiled = patterns.get(pattern);
  if (compiled !== undefined) return compiled;
  try {
    compiled = new RE2JS(pattern);
  } catch {
    compiled = null;
  }
  // Patterns come from block types, of which there are few; the bound only guards against a pattern typed letter by letter.
  if (patterns.size > 500) patterns.clear();
  patterns.set(pattern, compiled);
  return compiled;
}

function checkForbidden(field: Field, visible: string, locale: string, say: Say): Problem[] {
  const { forbidden } = field.limits;
  if (!forbidden || forbidden.length === 0) return [];
  const folded = fold(visible, locale);
  return forbidden
    .filter(({ word }) => containsWord(folded, fold(word, locale)))
    .map(({ word, reason, suggestions }) => {
      const offer =
        suggestions.length === 0 ? "" : ` Say ${suggestions.map((each) => `“${each}”`).join(" or ")} instead.`;
      return say("rule", `“${word}” may not be used here: ${reason.replace(/\.$/, "")}.${offer}`);
    });
}

// Not `//host` and not `/\host`, which browsers read as another site.
const ownPath = /^(?:\/(?![/\\])[^\s\\]*|#[^\s\\]*)?$/;
const relativePath = /^[\w~][\w~.-]*(?:\/[\w~.%-]+)*(?:\?[^\s\\]*)?$/;

function checkLink(field: Field, text: string, say: Say): Problem[] {
  if (ownPath.test(text) || (field.type === "image" && relativePath.test(text))) return [];
  const url = parseUrl(text);
  if (url === null || url.protocol !== "https:") {
    return [say("rule", `${field.label} must be a path of your own site, such as /offers, or start with https://.`)];
  }
  const hosts = field.limits.linkHosts;
  if (hosts === undefined || hosts.some((host) => host.toLowerCase() === url.hostname)) return [];
  const offer = hosts.length === 0 ? "only paths of your own site are" : `allowed are ${hosts.join(", ")}`;
  return [say("rule", `${field.label} may not lead to ${url.hostname}; ${offer}.`)];
}

function parseUrl(text: string): URL | null {
  // The URL parser forgives white space and backslashes, which other readers of the link may not. A user name before the
  // host makes a link look as if it led elsewhere.
  if (/[\s\\]/.test(text) || !/^https?:\/\/[^@/?#]+(?:[/?#]|$)/i.test(text)) return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
