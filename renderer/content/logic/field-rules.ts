import type { Field, FieldValue } from "#shared/taxonomy/model.ts";
import { containsWord, fold } from "#shared/taxonomy/text.ts";
import { listed } from "#renderer/app/words.ts";
import { markWords, pictureWords } from "#renderer/reviews/strings.ts";

const grouped = (count: number): string => count.toLocaleString("en");

/** What a field takes, in a few words for the line above it: “8 to 48 characters, may insert first_name”. */
export function ruleWords({ type, limits, required }: Field): string {
  const { minLength, maxLength, min, max, values, tokens, linkHosts, pattern, width, picture } = limits;
  const parts = [
    lengthWords(minLength, maxLength),
    rangeWords(min, max, type === "list" ? "items" : ""),
    width && `${width.pixels} px wide`,
    limits.decimals !== undefined && `${limits.decimals} decimals at most`,
    limits.currencies && `in ${listed(limits.currencies, { last: "or" })}`,
    dayWords(limits.earliest, limits.latest),
    limits.marks &&
      (limits.marks.length === 0
        ? "no marks"
        : listed(
            limits.marks.map((one) => markWords[one]),
            { last: "or" },
          )),
    limits.allowedWords && `${grouped(limits.allowedWords.length)} allowed words`,
    ...(picture ? pictureWords(picture).map((words) => words.charAt(0).toLowerCase() + words.slice(1)) : []),
    values && (type === "choice" ? `one of ${grouped(values.length)} wordings` : `one of ${values.length}`),
    tokens && tokens.length > 0 && `may insert ${listed(tokens, { last: "or" })}`,
    linkHosts && (linkHosts.length === 0 ? "own site only" : `to ${listed(linkHosts, { most: 2, last: "or" })}`),
    pattern && `in the form ${pattern}`,
    !required && "optional",
  ];
  return parts.filter(Boolean).join(", ");
}

function lengthWords(min: number | undefined, max: number | undefined): string | undefined {
  if (max === undefined) return min ? `${grouped(min)} characters or more` : undefined;
  return min ? `${grouped(min)} to ${grouped(max)} characters` : `up to ${grouped(max)} characters`;
}

function dayWords(earliest: string | undefined, latest: string | undefined): string | undefined {
  if (earliest === undefined) return latest && `until ${latest}`;
  return latest === undefined ? `from ${earliest}` : `${earliest} to ${latest}`;
}

function rangeWords(min: number | undefined, max: number | undefined, unit: string): string | undefined {
  if (min === undefined && max === undefined) return undefined;
  const words = min === undefined ? `at most ${max}` : max === undefined ? `at least ${min}` : `${min} to ${max}`;
  return `${words} ${unit}`.trim();
}

export interface ForbiddenHit {
  readonly word: string;
  readonly reason: string;
  readonly suggestions: readonly string[];
}

/** The forbidden words that stand in a text, with what to say instead. */
export function forbiddenIn({ limits }: Field, value: FieldValue | undefined, locale: string): ForbiddenHit[] {
  if (!limits.forbidden?.length || typeof value !== "string" || value === "") return [];
  const folded = fold(value, locale);
  return limits.forbidden.filter(({ word }) => containsWord(folded, fold(word, locale)));
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Where a word stands in a text as a whole word, whatever its case. Offsets are in UTF-16 units. */
export function placesOfWord(text: string, word: string): { from: number; to: number }[] {
  const edge = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word);
  const around = edge ? ["", ""] : [String.raw`(?<![\p{L}\p{N}\p{M}_])`, String.raw`(?![\p{L}\p{N}\p{M}_])`];
  const pattern = new RegExp(`${around[0]}${escaped(word)}${around[1]}`, "giu");
  return Array.from(text.matchAll(pattern), (match) => ({ from: match.index, to: match.index + match[0].length }));
}

/** The text with a word replaced wherever it stands; a capital at its start stays one. */
export function replaceWord(text: string, word: string, by: string): string {
  let result = "";
  let end = 0;
  for (const { from, to } of placesOfWord(text, word)) {
    const first = text.charAt(from);
    const capital = first !== first.toLowerCase();
    result += text.slice(end, from) + (capital ? by.charAt(0).toUpperCase() + by.slice(1) : by);
    end = to;
  }
  return result + text.slice(end);
}
