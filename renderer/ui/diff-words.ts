import { diffArrays } from "diff";

/** A run of words that stayed, went or came. */
export interface Piece {
  kind: "same" | "gone" | "new";
  text: string;
}

/** The two readings of a change: what is struck on the left, what is underlined on the right. */
export interface WordChange {
  before: Piece[];
  after: Piece[];
}

const segmenters = new Map<string, Intl.Segmenter>();

/** What a word is depends on the language: Japanese has no spaces, and “2.500” is one number. Made once a language. */
function segmenterFor(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: "word" });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}

/** A placeholder in braces stays whole, so that its chip never breaks. */
const placeholder = /(\{\{[^{}]*\}\})/;

function wordsOf(text: string, language: string): string[] {
  const segmenter = segmenterFor(language);
  return text
    .split(placeholder)
    .flatMap((piece, at) => (at % 2 === 1 ? [piece] : Array.from(segmenter.segment(piece), ({ segment }) => segment)));
}

/** Joins neighbours of one kind. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else if (piece.text) result.push({ ...piece });
  }
  return result;
}

/** A space between two struck words is struck with them: single words in a row read worse than one phrase. */
function phrased(pieces: readonly Piece[]): Piece[] {
  return joined(
    pieces.map((piece, at) => {
      const left = pieces[at - 1];
      const right = pieces[at + 1];
      const between = piece.kind === "same" && /^\s+$/.test(piece.text);
      return between && left && right && left.kind !== "same" && left.kind === right.kind
        ? { kind: left.kind, text: piece.text }
        : piece;
    }),
  );
}

/** A mark ends with its last word: the space around a phrase is shown as it is. */
function trimmed(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece) => {
    const [, lead = "", words = "", trail = ""] = /^(\s*)(.*?)(\s*)$/s.exec(piece.text) ?? [];
    if (piece.kind === "same" || words === "") return [piece];
    return [
      { kind: "same", text: lead },
      { kind: piece.kind, text: words },
      { kind: "same", text: trail },
    ];
  });
}

const readable = (pieces: readonly Piece[]): Piece[] => joined(trimmed(phrased(joined(pieces))));

/**
 * Compares two texts word by word, never character by character.
 * The texts of `before` joined are the old text, those of `after` the new one.
 */
export function diffWords(before: string, after: string, language = "en"): WordChange {
  const changes = diffArrays(wordsOf(before, language), wordsOf(after, language));
  const left: Piece[] = [];
  const right: Piece[] = [];
  for (const change of changes) {
    const text = change.value.join("");
    if (!change.added) left.push({ kind: change.removed ? "gone" : "same", text });
    if (!change.removed) right.push({ kind: change.added ? "new" : "same", text });
  }
  return { before: readable(left), after: readable(right) };
}

/**
 * The same in one reading: what is gone stands before what came in its place. Without the new words it is the old text,
 * without those that are gone the new one. A space between two replaced words is replaced with them, so that a phrase
 * reads as one.
 */
export function inlineWords(before: string, after: string, language = "en"): Piece[] {
  const changes = diffArrays(wordsOf(before, language), wordsOf(after, language));
  const pieces: Piece[] = [];
  let gone = "";
  let come = "";
  const flush = (): void => {
    // A space that both end with stays: a mark ends with its last word.
    const [trail = ""] = /\s*$/.exec(gone) ?? [];
    const kept = trail !== "" && come.endsWith(trail) ? trail : "";
    const cut = (text: string): string => text.slice(0, text.length - kept.length);
    pieces.push({ kind: "gone", text: cut(gone) }, { kind: "new", text: cut(come) }, { kind: "same", text: kept });
    gone = "";
    come = "";
  };
  for (const [at, change] of changes.entries()) {
    const text = change.value.join("");
    if (change.removed) gone += text;
    else if (change.added) come += text;
    else if (gone !== "" && come !== "" && /^[^\S\n]+$/.test(text) && at < changes.length - 1) {
      gone += text;
      come += text;
    } else {
      flush();
      pieces.push({ kind: "same", text });
    }
  }
  flush();
  return joined(pieces);
}
