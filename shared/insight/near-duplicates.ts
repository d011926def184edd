import { murmur3 } from "../decision/bucket.ts";
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
  /** How much of both is the same, from 0 to 1: Jaccard's measure over runs of five characters. */
  readonly likeness: number;
}

const run = 5;
const bands = 16;
const rows = 4;
/** Shorter texts are alike by chance. */
const shortest = 24;
/** How many of a bucket a text is compared with: what is alike in hundreds is found by its first few. */
const mostCompared = 4;

/**
 * Texts that say nearly the same, each with the first that is like it. Never compares all pairs: texts are sorted into
 * buckets by MinHash (16 bands of 4), so that those that share half of their runs meet with a chance of two in three, and
 * those that share four fifths of them in practice always. The work grows with the number of texts.
 */
export function nearDuplicates<Key>(texts: Iterable<Text<Key>>, least = 0.8): NearDuplicate<Key>[] {
  const buckets = new Map<string, Prepared<Key>[]>();
  const found: NearDuplicate<Key>[] = [];
  for (const { key, locale, text } of texts) {
    const folded = fold(text);
    if (folded.length < shortest) continue;
    const near = nearest({ key, folded }, locale, buckets, least);
    if (near) found.push({ one: near.to, other: key, locale, likeness: near.likeness });
  }
  return found;
}

interface Prepared<Key> {
  readonly key: Key;
  readonly folded: string;
}

function nearest<Key>(
  mine: Prepared<Key>,
  locale: string,
  buckets: Map<string, Prepared<Key>[]>,
  least: number,
): { to: Key; likeness: number } | undefined {
  const runs = runsOf(mine.folded);
  const compared = new Set<Prepared<Key>>();
  let best: { to: Key; likeness: number } | undefined;
  for (const place of placesOf(runs, locale)) {
    const bucket = buckets.get(place) ?? [];
    if (bucket.length === 0) buckets.set(place, bucket);
    for (const other of bucket) {
      if (other.key === mine.key || compared.has(other)) continue;
      compared.add(other);
      const likeness = jaccard(runs, runsOf(other.folded));
      if (likeness >= least && likeness > (best?.likeness ?? 0)) best = { to: other.key, likeness };
    }
    if (bucket.length < mostCompared) bucket.push(mine);
  }
  return best;
}

/** Letters as they are read, however they are written, capitalized and spaced. */
const fold = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, " ").trim();

function runsOf(folded: string): Set<number> {
  const runs = new Set<number>();
  const bytes = utf8(folded);
  // Runs of bytes: five letters of Latin script, about two of Japanese, of which each says as much.
  for (let at = 0; at + run <= bytes.length; at++) runs.add(murmur3(bytes.subarray(at, at + run), 0));
  return runs;
}

function* placesOf(runs: ReadonlySet<number>, locale: string): Generator<string> {
  const least = new Uint32Array(bands * rows).fill(0xffff_ffff);
  for (const hash of runs) {
    for (let turn = 0; turn < least.length; turn++) {
      const mixed = mix(hash ^ Math.imul(turn + 1, 0x9e37_79b1));
      if (mixed < least[turn]!) least[turn] = mixed;
    }
  }
  for (let band = 0; band < bands; band++)
    yield `${locale} ${band} ${least.subarray(band * rows, (band + 1) * rows).join(" ")}`;
}

/** The finalizer of murmur3: every bit of the input moves every bit of the output. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0;
  for (const one of a) if (b.has(one)) shared += 1;
  return shared / (a.size + b.size - shared);
}
