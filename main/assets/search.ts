/**
 * Words for the full-text index. FTS5's tokenizer splits at spaces and punctuation, which Japanese does not use between words,
 * so text in those scripts is segmented before it is indexed, and again the same way when it is searched.
 */
const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
const withoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

// Vowel points that careful writers set and others leave out (Arabic, Hebrew), the stretching line, and what has no width.
const optionalMarks =
  /[\u0591-\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED\p{Default_Ignorable_Code_Point}]/gu;
const beyondAscii = /\P{ASCII}/u;

/** The form in which text is indexed and searched: one spelling for what readers take for the same word. */
export function searchForm(text: string): string {
  if (!beyondAscii.test(text)) return text;
  // Half-width and full-width forms become one; Arabic alef, ya and ta marbuta are often written without their marks.
  const folded = text
    .normalize("NFKC")
    .replaceAll(optionalMarks, "")
    .replaceAll(/[ßẞ]/g, "ss")
    .replaceAll(/[أإآٱ]/g, "ا")
    .replaceAll("ى", "ي")
    .replaceAll("ة", "ه");
  return withoutSpaces.test(folded) ? segmented(folded) : folded;
}

function segmented(text: string): string {
  return Array.from(segmenter.segment(text), (part) => part.segment).join(" ");
}

const umlauts: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  Ä: "Ae",
  Ö: "Oe",
  Ü: "Ue",
  ø: "oe",
  æ: "ae",
  å: "aa",
};
const wordWithUmlaut = /[\p{L}\p{N}]*[äöüÄÖÜøæå][\p{L}\p{N}]*/gu;

/** What is written into the index: the text, and beside it every word with umlauts as it is typed where there are none. */
export function indexText(text: string): string {
  const form = searchForm(text);
  if (!beyondAscii.test(form)) return form;
  const spelled = form.match(wordWithUmlaut) ?? [];
  return [form, ...spelled.map((word) => word.replaceAll(/[äöüÄÖÜøæå]/g, (letter) => umlauts[letter]!))].join(" ");
}

/** An FTS5 query for what was typed: every word must occur, and the last one may be unfinished. Null when nothing can be searched for. */
export function matchQuery(typed: string): string | null {
  const words = searchForm(typed)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return null;
  return words.map((word, index) => (index === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(" ");
}
