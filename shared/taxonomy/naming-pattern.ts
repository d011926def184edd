/** A piece of a pattern: text alone, or a part with the text that stands before it where it stands. */
export interface Slot {
  readonly text: string;
  readonly part?: string;
  readonly optional: boolean;
}

const piece = /\{([^{}[\]]*)\}|\[([._-])\{([^{}[\]]*)\}\]|([a-z0-9._-]+)/y;

/** Reads a pattern such as `{type}.{campaign}[.{market}]`, or says in words what is wrong with it. */
export function parsePattern(pattern: string): { readonly slots: readonly Slot[] } | { readonly problem: string } {
  const slots: Slot[] = [];
  piece.lastIndex = 0;
  let at = 0;
  while (at < pattern.length) {
    piece.lastIndex = at;
    const match = piece.exec(pattern);
    if (!match)
      return {
        problem: `Mend “${pattern.slice(at, at + 12)}”: a pattern has parts in braces, lower-case letters, digits, and . _ - between them; brackets hold one joint and one part, as in [.{market}].`,
      };
    const [whole, part, joint, optionalPart, text] = match;
    if (text !== undefined) slots.push({ text, optional: false });
    else if (joint !== undefined) slots.push({ text: joint, part: optionalPart!, optional: true });
    else slots.push({ text: "", part: part!, optional: false });
    at += whole.length;
  }
  return { slots };
}
