/**
 * Writes shared/taxonomy/width/advances.ts from the bundled font: `node .ci/font-widths.mjs`.
 * A conformance test reads the fonts the same way, so that the table is never another font's.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inflateSync } from "node:zlib";
import { root } from "./setup/old/fetch.mjs";

/** The subsets of Noto Sans; where several have a character, the first one's advance counts. */
const subsets = [
  "noto-sans/files/noto-sans-latin",
  "noto-sans/files/noto-sans-latin-ext",
  "noto-sans/files/noto-sans-vietnamese",
  "noto-sans/files/noto-sans-greek",
  "noto-sans/files/noto-sans-greek-ext",
  "noto-sans/files/noto-sans-cyrillic",
  "noto-sans/files/noto-sans-cyrillic-ext",
  "noto-sans/files/noto-sans-devanagari",
  "noto-sans-arabic/files/noto-sans-arabic-arabic",
  "noto-sans-hebrew/files/noto-sans-hebrew-hebrew",
];

/**
 * The tables of a WOFF 1.0 file (https://www.w3.org/TR/WOFF/), inflated.
 * @param {Buffer} file @returns {Map<string, Buffer>}
 */
function readTables(file) {
  const tables = new Map();
  for (let index = 0; index < file.readUInt16BE(12); index += 1) {
    const at = 44 + index * 20;
    const [offset, packed, length] = [file.readUInt32BE(at + 4), file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)];
    const bytes = file.subarray(offset, offset + packed);
    tables.set(file.toString("latin1", at, at + 4), packed === length ? bytes : inflateSync(bytes));
  }
  return tables;
}

/**
 * Which glyph draws a character, by OpenType's `cmap` of format 4 or 12.
 * @param {Buffer} cmap @returns {Map<number, number>}
 */
function readGlyphs(cmap) {
  const glyphs = new Map();
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + index * 8));
    const format = table.readUInt16BE(0);
    if (format === 4) readSegments(table, glyphs);
    else if (format === 12) readGroups(table, glyphs);
  }
  return glyphs;
}

/** @param {Buffer} table @param {Map<number, number>} glyphs */
function readSegments(table, glyphs) {
  const size = table.readUInt16BE(6);
  for (let at = 0; at < size; at += 2) {
    const last = table.readUInt16BE(14 + at);
    const first = table.readUInt16BE(16 + size + at);
    const delta = table.readUInt16BE(16 + 2 * size + at);
    const rangeAt = 16 + 3 * size + at;
    const range = table.readUInt16BE(rangeAt);
    for (let character = first; character <= last && character !== 0xffff; character += 1) {
      const listed = range === 0 ? character : table.readUInt16BE(rangeAt + range + (character - first) * 2);
      if (listed !== 0) glyphs.set(character, (listed + delta) & 0xffff);
    }
  }
}

/** @param {Buffer} table @param {Map<number, number>} glyphs */
function readGroups(table, glyphs) {
  for (let group = 0; group < table.readUInt32BE(12); group += 1) {
    const at = 16 + group * 12;
    const first = table.readUInt32BE(at);
    for (let character = first; character <= table.readUInt32BE(at + 4); character += 1)
      glyphs.set(character, table.readUInt32BE(at + 8) + character - first);
  }
}

/** How far each character of a font moves the pen, in thousandths of an em. @param {Buffer} file @returns {Map<number, number>} */
function readAdvances(file) {
  const tables = readTables(file);
  /** @param {string} name */
  const table = (name) => {
    const found = tables.get(name);
    if (!found) throw new Error(`The font has no table ${name}.`);
    return found;
  };
  const em = table("head").readUInt16BE(18);
  const count = table("hhea").readUInt16BE(34);
  const metrics = table("hmtx");
  return new Map(
    [...readGlyphs(table("cmap"))].map(([character, glyph]) => {
      const advance = metrics.readUInt16BE(Math.min(glyph, count - 1) * 4);
      return [character, Math.round((advance * 1000) / em)];
    }),
  );
}

/**
 * The advances of the bundled font in both weights: runs of characters that follow one another, each as its first
 * character and the advances of all, in thousandths of an em.
 * @returns {Record<"regular" | "bold", [number, string][]>}
 */
export function fontAdvances() {
  return { regular: weightAdvances(400), bold: weightAdvances(700) };
}

/** @param {number} weight @returns {[number, string][]} */
function weightAdvances(weight) {
  const advances = new Map();
  for (const subset of subsets) {
    const file = readFileSync(join(root, "node_modules", "@fontsource", `${subset}-${weight}-normal.woff`));
    for (const [character, advance] of readAdvances(file)) {
      if (!advances.has(character)) advances.set(character, advance);
    }
  }
  return runsOf(advances);
}

/** @param {Map<number, number>} advances @returns {[number, string][]} */
function runsOf(advances) {
  /** @type {[number, number[]][]} */
  const runs = [];
  for (const [character, advance] of [...advances].toSorted(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last && last[0] + last[1].length === character) last[1].push(advance);
    else runs.push([character, [advance]]);
  }
  return runs.map(([first, widths]) => [first, widths.join(" ")]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const written = Object.entries(fontAdvances()).map(([weight, runs]) => {
    const lines = runs.map(([first, widths]) => `  [0x${first.toString(16)}, "${widths}"],`);
    return `/** ${weight === "bold" ? "Noto Sans Bold." : "Noto Sans Regular."} */\nexport const ${weight}: readonly Run[] = [\n${lines.join("\n")}\n];\n`;
  });
  const head = `/**
 * How far each character of the bundled font moves the pen, in thousandths of an em. Written by .ci/font-widths.mjs from
 * Noto Sans (SIL Open Font License 1.1); never by hand.
 */

/** Characters that follow one another: the first, and the advances of all. */
type Run = readonly [first: number, advances: string];

`;
  writeFileSync(join(root, "shared", "taxonomy", "width", "advances.ts"), head + written.join("\n"));
}
