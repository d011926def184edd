import { replaceTokens, tokensOf } from "../taxonomy/text.ts";
import { type DictionaryName, longestWord, type Span, type TextFormat } from "./model.ts";

/** Regions whose spelling is not that of their language's main dictionary. */
const regional: Readonly<Record<string, DictionaryName>> = {
  "en-CA": "en-ca",
  "pt-PT": "pt-pt",
  "pt-AO": "pt-pt",
  "pt-CV": "pt-pt",
  "pt-GW": "pt-pt",
  "pt-MZ": "pt-pt",
  "pt-ST": "pt-pt",
  "pt-TL": "pt-pt",
};

/** English is spelt the American way in these regions, and in a text that names none; the British way elsewhere. */
const american: ReadonlySet<string> = new Set(["US", "AS", "GU", "MP", "PH", "PR", "UM", "VI"]);

/** What a language without regions of its own is checked by. Norwegian without a form is Bokmål; Nynorsk is not it. */
const byLanguage: Readonly<Record<string, DictionaryName>> = {
  da: "da",
  de: "de",
  en: "en",
  es: "es",
  fr: "fr",
  it: "it",
  nb: "nb",
  no: "nb",
  nl: "nl",
  pl: "pl",
  pt: "pt",
  sv: "sv",
};

/**
 * The dictionary that a locale is checked by: that of its region where the region spells otherwise, else that of its
 * language. Null where none ships, and for another script than the Latin one.
 */
export function dictionaryFor(locale: string): DictionaryName | null {
  const [language = "", ...rest] = locale.split("-");
  const script = rest.find((part) => /^[A-Z][a-z]{3}$/.test(part));
  if (script !== undefined && script !== "Latn") return null;
  const region = rest.find((part) => /^([A-Z]{2}|\d{3})$/.test(part));
  if (region !== undefined) {
    const own = regional[`${language}-${region}`];
    if (own) return own;
    if (language === "en") return american.has(region) ? "en" : "en-gb";
  }
  return Object.hasOwn(byLanguage, language) ? byLanguage[language]! : null;
}

/** Words that hold a hyphen or an apostrophe, and the parts that they are made of. */
export interface Word extends Span {
  readonly word: string;
  /** The parts between hyphens and apostrophes; the word alone where there are none. */
  readonly parts: readonly Span[];
}

const hyphen = /^[-‐‑]$/;
const joint = /[-‐‑'’:]/;
const latinWord = /^[\p{Script=Latin}\p{Script=Inherited}\p{M}\p{Cf}'’‐‑:-]+$/u;
/** Digits, abbreviations and addresses (a dot within), code (an underscore): none is a word of a dictionary. */
const neverWord = /[\p{N}._@]/u;
const innerCapital = /\p{Ll}\p{M}*\p{Lu}/u;
const acronym = /^\p{Lu}{1,4}$/u;

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(locale: string): Intl.Segmenter {
  const known = segmenters.get(locale);
  if (known) return known;
  const made = new Intl.Segmenter(locale, { granularity: "word" });
  segmenters.set(locale, made);
  return made;
}

/**
 * The words of a text that a dictionary can judge, in order. Left out are tokens and what touches them, addresses, markup,
 * what holds digits, acronyms, names with a capital inside, single letters, and words of other scripts than the Latin one.
 */
export function wordsOf(text: string, locale: string, format: TextFormat = "plain"): Word[] {
  const { visible, tokens } = withoutMarkup(text, format);
  const words: Word[] = [];
  let at = 0;
  for (const found of joined(visible, locale)) {
    while (at < tokens.length && tokens[at]!.to < found.from) at += 1;
    if (at < tokens.length && tokens[at]!.from <= found.to) continue;
    const word = text.slice(found.from, found.to);
    if (isJudged(word)) words.push({ ...found, word, parts: partsOf(word, found.from) });
  }
  return words;
}

/** Stretches that are words, those with hyphens as one. */
function* joined(text: string, locale: string): Generator<Span> {
  let open: Span | undefined;
  let hyphenated = false;
  for (const { segment, index, isWordLike } of segmenterFor(locale).segment(text)) {
    if (isWordLike) {
      const from: number = open && hyphenated ? open.from : index;
      if (open && !hyphenated) yield open;
      open = { from, to: index + segment.length };
      hyphenated = false;
    } else if (open && !hyphenated && open.to === index && hyphen.test(segment)) hyphenated = true;
    else {
      if (open) yield open;
      open = undefined;
      hyphenated = false;
    }
  }
  if (open) yield open;
}

function isJudged(word: string): boolean {
  if (word.length > longestWord || neverWord.test(word) || !latinWord.test(word)) return false;
  if (innerCapital.test(word) || acronym.test(word)) return false;
  return plainLetters(word).length > 1;
}

const plainLetters = (word: string): string => word.replaceAll(/[^\p{L}]/gu, "");

function partsOf(word: string, from: number): Span[] {
  const parts: Span[] = [];
  let start = 0;
  for (let at = 0; at <= word.length; at++) {
    if (at < word.length && !joint.test(word[at]!)) continue;
    if (at > start) parts.push({ from: from + start, to: from + at });
    start = at + 1;
  }
  return parts;
}

// Every pattern begins where a run of its characters begins, so that none is tried twice over the same long run.
const address =
  /(?:https?:\/\/|www\.)[^\s<>()]+|(?<![^\s<>()@])[^\s<>()@]+@[^\s<>()@]+|(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}\/[^\s<>()]*|[#@][\p{L}\p{N}_]+/gu;
/** Character references, which any text may hold. */
const reference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,31}\d{0,2});/giu;
/** Code, the target of a link, a definition of one, HTML and addresses in angles: the markup of formatted text. */
const markup =
  /(?<!`)(`{3,})[\s\S]*?(?:\1|(?![\s\S]))|(?<!`)(`{1,2})(?!`)[\s\S]*?[^`]\2(?!`)|(?<=\])\([^()\s]*(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\)|(?<=\])\[[^\]\n]*\]|^ {0,3}\[[^\]\n]+\]:.*$|<[^<>\n]*>/gmu;

/** The text with everything that is no word blanked out, place by place, and where its tokens stood. */
function withoutMarkup(text: string, format: TextFormat): { visible: string; tokens: readonly Span[] } {
  const blank = (found: string): string => found.replaceAll(/\S/g, " ");
  let visible = replaceTokens(text, ({ from, to }) => " ".repeat(to - from));
  if (format === "rich") visible = visible.replaceAll(markup, blank);
  return { visible: visible.replaceAll(address, blank).replaceAll(reference, blank), tokens: tokensOf(text) };
}

/** The form in which a dictionary knows a word: composed, without invisible characters, with the typewriter's apostrophe. */
export const dictionaryForm = (word: string): string =>
  word
    .normalize("NFC")
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll("’", "'")
    .replaceAll(/[‐‑]/g, "-");

/**
 * The stretches of a text that a dictionary does not know. A word with hyphens or apostrophes holds when the dictionary
 * knows it whole or knows every part, with or without the apostrophe behind it; else those parts are misspelt that it does
 * not know.
 */
export function misspeltIn(words: readonly Word[], text: string, knows: (word: string) => boolean): Span[] {
  const known = (span: Span): boolean => {
    const word = dictionaryForm(text.slice(span.from, span.to));
    return plainLetters(word).length < 2 || acronym.test(word) || knows(word);
  };
  return words.flatMap(({ from, to, parts }) => {
    if (known({ from, to })) return [];
    if (parts.length < 2) return [{ from, to }];
    return parts.filter((part) => !known(part) && !known({ from: part.from, to: Math.min(part.to + 1, to) }));
  });
}

/** Where German is written without ß. The German dictionary serves there too, with ss for it. */
export const writesNoSharpS = (locale: string): boolean => /^de(-Latn)?-(CH|LI)$/.test(locale);

/** How a word without ß may be written with it: `Strasse` as `Straße`. Words with many ss are not tried in every way. */
export function withSharpS(word: string): string[] {
  const parts = word.split("ss");
  if (parts.length > 4) return [word.replaceAll("ss", "ß")];
  let forms = [parts[0]!];
  for (const part of parts.slice(1)) forms = forms.flatMap((form) => [`${form}ss${part}`, `${form}ß${part}`]);
  return forms.slice(1);
}

/** A set of words that are let be. */
export class KnownWords {
  readonly #words: ReadonlySet<string>;
  readonly #capitals: ReadonlySet<string>;

  constructor(words: Iterable<string>) {
    this.#words = new Set(Array.from(words, dictionaryForm));
    this.#capitals = new Set(Array.from(this.#words, (word) => word.toUpperCase()));
  }

  /**
   * Whether a word is one of them. A small word may begin with a capital, and any may stand in capitals; a capital that the
   * word was taught with stays one. A possessive s may follow.
   */
  has(word: string): boolean {
    const form = dictionaryForm(word);
    return this.#hasForm(form) || this.#hasForm(form.replace(/'?s$|'$/i, ""));
  }

  #hasForm(form: string): boolean {
    if (form === "") return false;
    if (this.#words.has(form)) return true;
    if (form === form.toUpperCase() && this.#capitals.has(form)) return true;
    const [first = ""] = form;
    return this.#words.has(first.toLowerCase() + form.slice(first.length));
  }
}

/** The words of a name or a label, each of which is let be wherever the name is. */
export const wordsInName = (name: string): string[] =>
  name.split(/[^\p{L}\p{M}'’]+/u).filter((word) => word.length > 1);
