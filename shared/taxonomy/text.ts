/** How text is measured and compared: by what a reader sees, not by how it is encoded. */

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
// In these texts every code unit is one grapheme. CR is left out: CR LF is a single grapheme.
const plainText = /^[\n\t\x20-\x7e]*$/;

/** The number of graphemes: what a reader sees as one character (Unicode UAX #29). */
export function countGraphemes(text: string): number {
  if (plainText.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** One `{{key|fallback}}` in a text. `fallback` is null where the token has none. */
export interface Token {
  readonly key: string;
  readonly fallback: string | null;
  readonly from: number;
  readonly to: number;
}

const tokenPattern = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;

/** The tokens of a text, in order. Braces that do not close as a token are plain text; `hasStrayBraces` finds them. */
export function tokensOf(text: string): Token[] {
  if (!text.includes("{{")) return [];
  return Array.from(text.matchAll(tokenPattern), (match) => ({
    key: match[1]!.trim(),
    fallback: match[2]?.trim() ? match[2].trim() : null,
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** The text with each token replaced by what `value` says for it. */
export function replaceTokens(text: string, value: (token: Token) => string): string {
  let result = "";
  let end = 0;
  for (const token of tokensOf(text)) {
    result += text.slice(end, token.from) + value(token);
    end = token.to;
  }
  return result + text.slice(end);
}

/** What a reader sees where nothing is known of them: every token as its fallback. */
export const withFallbacks = (text: string): string =>
  text.includes("{{") ? replaceTokens(text, (token) => token.fallback ?? "") : text;

/** Whether there are double braces that are not part of a token. */
export const hasStrayBraces = (text: string): boolean => /\{\{|\}\}/.test(replaceTokens(text, () => ""));

/**
 * The form in which words are compared: compatibility-normalised, without invisible characters and in one case of the
 * locale, so that `STRASSE` and `straße`, and in Turkish `I` and `ı`, are the same.
 */
export function fold(text: string, locale: string): string {
  const visible = text.normalize("NFKC").replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "");
  const language = locale === "*" ? "en" : locale;
  return visible.toLocaleUpperCase(language).toLocaleLowerCase(language);
}

const wordCharacter = /[\p{L}\p{N}\p{M}_]/u;
// Scripts that put no space between words: there a word is found wherever its characters stand.
const unspacedScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const continues = (inside: string | undefined, outside: string | undefined): boolean =>
  inside !== undefined &&
  outside !== undefined &&
  wordCharacter.test(inside) &&
  wordCharacter.test(outside) &&
  !unspacedScript.test(inside) &&
  !unspacedScript.test(outside);

/** Whether what stands between two places of a text is not the middle of a longer word. */
export function standsAlone(text: string, from: number, to: number): boolean {
  const before = [...text.slice(Math.max(0, from - 2), from)].at(-1);
  const [after] = text.slice(to, to + 2);
  const inside = text.slice(from, to);
  const [first] = inside;
  return !continues(first, before) && !continues([...inside].at(-1), after);
}

/** Whether a folded text contains a folded word as a whole word. */
export function containsWord(text: string, word: string): boolean {
  if (word === "") return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (standsAlone(text, at, at + word.length)) return true;
  }
  return false;
}
