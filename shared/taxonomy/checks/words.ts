import type { Problem } from "#shared/assets/model.ts";
import { dictionaryIndex } from "#shared/data/dictionary.ts";
import { compilePattern } from "#shared/kernel/pattern.ts";
import type { Field } from "../model.ts";
import { containsWord, countGraphemes, fold, hasStrayBraces, tokensOf } from "../text.ts";
import { widthOf } from "../width/width.ts";
import { counted, listed, type Say, type ValueContext } from "./say.ts";

const bearsTokens = (field: Field): boolean => ["text", "richText", "list", "token"].includes(field.type);

/** Holds the tokens of a text to those that the field allows, each with a fallback. */
export function checkTokens(field: Field, text: string, context: ValueContext, say: Say): Problem[] {
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

/** A field that is one personal value holds that alone. */
export function checkTokenAlone(field: Field, text: string, say: Say): Problem[] {
  const tokens = tokensOf(text);
  if (tokens.length === 1 && tokens[0]!.from === 0 && tokens[0]!.to === text.length) return [];
  return [say("form", `Choose one personal value for ${field.label}, with its fallback: {{first_name|there}}.`)];
}

/** Holds what a reader sees to its length in graphemes. */
export function checkLength(field: Field, visible: string, say: Say): Problem[] {
  const { minLength, maxLength } = field.limits;
  if (minLength === undefined && maxLength === undefined) return [];
  const used = countGraphemes(visible);
  if (maxLength !== undefined && used > maxLength) {
    return [
      say(
        "limit",
        `Shorten ${field.label} by ${counted(used - maxLength, "character")}: it has ${used} of at most ${maxLength}.`,
      ),
    ];
  }
  if (minLength !== undefined && used < minLength && (field.required || used > 0)) {
    return [
      say(
        "limit",
        `Lengthen ${field.label} by ${counted(minLength - used, "character")}: it has ${used} of at least ${minLength}.`,
      ),
    ];
  }
  return [];
}

/** Holds what a reader sees to the room that it has when it is set. */
export function checkWidth({ label, limits: { width } }: Field, visible: string, say: Say): Problem[] {
  if (width === undefined) return [];
  const used = Math.ceil(widthOf(visible, width));
  if (used <= width.pixels) return [];
  const set = `${width.size} px${width.weight === "bold" ? ", bold" : ""}`;
  return [say("limit", `Shorten ${label}: at ${set} it is ${used} px wide, and there is room for ${width.pixels} px.`)];
}

/** Holds a value to the allowed ones and to the field's pattern. */
export function checkAllowed(field: Field, visible: string, say: Say): Problem[] {
  const { values, pattern } = field.limits;
  if (visible === "" && !field.required) return [];
  if (values !== undefined && !values.includes(visible)) {
    return [say("limit", `Choose one of ${listed(values)} for ${field.label}.`)];
  }
  const compiled = pattern === undefined ? null : compilePattern(pattern);
  if (compiled && !compiled.testExact(visible)) return [say("limit", `${field.label} must have the form ${pattern}.`)];
  return [];
}

/** Finds the words that may not be used, and says what to say instead. */
export function checkForbidden(field: Field, visible: string, locale: string, say: Say): Problem[] {
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

/** Holds a text to a controlled language: every word of it must be one of those that are allowed. */
export function checkVocabulary(field: Field, visible: string, locale: string, say: Say): Problem[] {
  const { allowedWords } = field.limits;
  if (!allowedWords) return [];
  const allowed = new Set(allowedWords.map((word) => fold(word, locale)));
  const strange = [...new Set(wordsIn(visible, locale))].filter((word) => !allowed.has(fold(word, locale)));
  if (strange.length === 0) return [];
  return [
    say("rule", `Say ${field.label} in its allowed words: ${listed(strange)} ${are(strange.length)} not among them.`),
  ];
}

const are = (count: number): string => (count === 1 ? "is" : "are");

const segmenters = new Map<string, Intl.Segmenter>();

/** The words of a text as its language parts them (Unicode UAX #29, with dictionaries where words have no spaces). */
function wordsIn(text: string, locale: string): string[] {
  const language = locale === "*" ? "en" : locale;
  let segmenter = segmenters.get(language);
  if (!segmenter) segmenters.set(language, (segmenter = new Intl.Segmenter(language, { granularity: "word" })));
  return Array.from(segmenter.segment(text))
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}
