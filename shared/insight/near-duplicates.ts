import { utf8 } from "../kernel/canonical.ts";

/** A text that may say what another says. Only texts of one language are held against each other. */
export interface Text<Key> {
  readonly key: Key;
  readonly locale: string;
  readonly text: string;
}

export interface NearDuplicate<Key> {
  readonly one: Key;
  readonly other: Key;
  readonly locale: string;
  /** How much of both is the same, from 0 to 1: Jaccard's measure over runs of five bytes. */
  readonly likeness: number;
}

const run = 5;
const bands = 16;
const rows = 4;
/** Shorter texts are alike by chance. */
const shortest = 24;
/** With how many of a bucket a text is compared: what is alike in hundreds is found by its first few. */
const mostCompared = 4;
/** Places of texts stand beside 32 bits of hash in one number, which holds 53 without loss. */
const mostTexts = 2 ** 20;

interface Prepared<Key> {
  readonly key: Key;
  readonly locale: string;
  /** Hashes of its runs, each once, in order. */
  readonly runs: Uint32Array;
}

/**
 * Texts that say nearly the same, each with the earlier one that is most like it. Never compares all pairs: texts are sorted
 * into buckets by MinHash (Broder 1997; 16 bands of 4), so that those that share half of their runs meet with a chance of
 * two in three, and those that share four fifths of them in practice always. The work grows with the number of texts.
 *
 * @throws RangeError for more than a million texts
 */
export function nearDuplicates<Key>(texts: Iterable<Text<Key>>, least = 0.8): NearDuplicate<Key>[] {
  const prepared: Prepared<Key>[] = [];
  for (const { key, locale, text } of texts) {
    const folded = fold(text);
    if (folded.length >= shortest) prepared.push({ key, locale, runs: runsOf(folded) });
  }
  if (prepared.length >= mostTexts) throw new RangeError("These are more texts than can be compared.");
  const keys = bucketKeys(prepared);
  const best = new Map<number, { one: number; likeness: number }>();
  for (let band = 0; band < bands; band++) {
    eachMeeting(keys, band, prepared.length, (one, other) => {
      const [a, b] = [prepared[one]!, prepared[other]!];
      if (a.locale !== b.locale || a.key === b.key) return;
      const likeness = jaccard(a.runs, b.runs, least);
      const known = best.get(other);
      if (likeness < least || (known && better(known, { one, likeness }))) return;
      best.set(other, { one, likeness });
    });
  }
  return [...best]
    .toSorted(([a], [b]) => a - b)
    .map(([other, { one, likeness }]) => {
      const { key, locale } = prepared[other]!;
      return { one: prepared[one]!.key, other: key, locale, likeness };
    });
}

/** The more alike, and of two the earlier. */
const better = (known: { one: number; likeness: number }, found: { one: number; likeness: number }): boolean =>
  known.likeness > found.likeness || (known.likeness === found.likeness && known.one < found.one);

/** Letters as they are read, however they are written, capitalized and spaced. */
const fold = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, " ").trim();

/** Runs of bytes: five letters of Latin script, about two of Japanese, of which each says as much. */
function runsOf(folded: string): Uint32Array {
  const bytes = utf8(folded);
  const runs = new Set<number>();
  for (let at = 0; at + run <= bytes.length; at++) {
    const four = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    runs.add(mix(four ^ Math.imul(bytes[at + 4]!, 0x9e37_79b1)));
  }
  return Uint32Array.from(runs).sort();
}

/** One number for each text and band: texts whose least hashes agree in a band have the same. */
function bucketKeys<Key>(texts: readonly Prepared<Key>[]): Uint32Array {
  const keys = new Uint32Array(texts.length * bands);
  const least = new Uint32Array(bands * rows);
  const turns = Uint32Array.from(least, (_, turn) => Math.imul(turn + 1, 0x9e37_79b1));
  for (const [at, { runs, locale }] of texts.entries()) {
    least.fill(0xffff_ffff);
    for (const hash of runs) {
      for (let turn = 0; turn < least.length; turn++) {
        const mixed = mix(hash ^ turns[turn]!);
        if (mixed < least[turn]!) least[turn] = mixed;
      }
    }
    const language = hashOf(locale);
    for (let band = 0; band < bands; band++) {
      let key = language;
      for (let row = 0; row < rows; row++) key = mix(key ^ least[band * rows + row]!);
      keys[at * bands + band] = key;
    }
  }
  return keys;
}

/** Brings each text of a band together with the first few of its bucket that stand before it. */
function eachMeeting(keys: Uint32Array, band: number, count: number, meet: (one: number, other: number) => void): void {
  const order = Float64Array.from({ length: count }, (_, at) => keys[at * bands + band]! * mostTexts + at).sort();
  let start = 0;
  for (let at = 1; at < count; at++) {
    const [bucket, own] = [Math.floor(order[start]! / mostTexts), Math.floor(order[at]! / mostTexts)];
    if (own !== bucket) {
      start = at;
      continue;
    }
    for (let other = start; other < Math.min(at, start + mostCompared); other++)
      meet(order[other]! % mostTexts, order[at]! % mostTexts);
  }
}

const hashOf = (text: string): number => utf8(text).reduce((hash, byte) => mix(hash ^ byte), 0);

/** The finalizer of murmur3: every bit of the input moves every bit of the output. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** How much two have in common; 0 where their sizes alone say that it is less than `least`. */
function jaccard(a: Uint32Array, b: Uint32Array, least: number): number {
  if (Math.min(a.length, b.length) < least * Math.max(a.length, b.length)) return 0;
  let shared = 0;
  for (let left = 0, right = 0; left < a.length && right < b.length;) {
    const [one, other] = [a[left]!, b[right]!];
    if (one === other) shared += 1;
    if (one <= other) left += 1;
    if (other <= one) right += 1;
  }
  return shared / (a.length + b.length - shared);
}
