/**
 * Words for the full-text index. FTS5's tokenizer splits at spaces and punctuation, which Japanese does not use between words,
 * so text in those scripts is segmented before it is indexed, and again the same way when it is searched.
 */
const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
const withoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

export function segmented(text: string): string {
  if (!withoutSpaces.test(text)) return text;
  return Array.from(segmenter.segment(text), (part) => part.segment).join(" ");
}

/** An FTS5 query for what was typed: every word must occur, and the last one may be unfinished. Null when nothing can be searched for. */
export function matchQuery(typed: string): string | null {
  const words = segmented(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  if (words.length === 0) return null;
  return words.map((word, index) => (index === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(" ");
}
