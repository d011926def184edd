import { bold, regular } from "./advances.ts";

/** How text is set: its size in pixels, and its weight. */
export interface Setting {
  readonly size: number;
  readonly weight?: "regular" | "bold" | undefined;
}

const runs = { regular, bold };
type Weight = keyof typeof runs;
/** Read when the first width is measured: no start waits for them. */
const tables = new Map<Weight, ReadonlyMap<number, number>>();

function tableOf(weight: Weight): ReadonlyMap<number, number> {
  const known = tables.get(weight);
  if (known) return known;
  const table = new Map<number, number>();
  tables.set(weight, table);
  for (const [first, advances] of runs[weight]) {
    for (const [index, advance] of advances.split(" ").entries()) table.set(first + index, Number(advance));
  }
  return table;
}

// What takes no room of its own: marks on the letter before, and what is never seen.
const roomless = /^[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]$/u;
// The scripts that are set in squares, and what stands between them (Unicode's East Asian Width W and F, by its blocks).
const square =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]$/u;
const halfSquare = /^[\uff61-\uffdc]$/u;
const emoji = /\p{Emoji_Presentation}|\ufe0f/u;

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const plain = /^[\x20-\x7e]*$/;

/**
 * How wide a text is when it is set in one line, in pixels: the advances of Noto Sans, without kerning, so that every
 * door agrees. Han, Kana and Hangul are squares, an emoji a square and a quarter, and letters of other scripts as wide as
 * an “x”. Of several lines the widest counts.
 */
export function widthOf(text: string, { size, weight = "regular" }: Setting): number {
  const table = tableOf(weight);
  return (Math.max(...text.split(/\r?\n/).map((line) => lineWidth(line, table))) * size) / 1000;
}

function lineWidth(line: string, table: ReadonlyMap<number, number>): number {
  let width = 0;
  if (plain.test(line)) {
    for (let at = 0; at < line.length; at += 1) width += table.get(line.charCodeAt(at))!;
    return width;
  }
  for (const { segment } of segmenter.segment(line)) width += emoji.test(segment) ? 1250 : lettersWidth(segment, table);
  return width;
}

function lettersWidth(segment: string, table: ReadonlyMap<number, number>): number {
  let width = 0;
  for (const letter of segment) width += letterWidth(letter, table);
  return width;
}

function letterWidth(letter: string, table: ReadonlyMap<number, number>): number {
  if (roomless.test(letter)) return 0;
  const known = table.get(letter.codePointAt(0)!);
  if (known !== undefined) return known;
  if (halfSquare.test(letter)) return 500;
  return square.test(letter) ? 1000 : table.get(0x78)!;
}
