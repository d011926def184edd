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
