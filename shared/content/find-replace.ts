import { z } from "zod";
import { standsAlone } from "../taxonomy/text.ts";

export const findReplace = z.strictObject({
  find: z.string().min(1).max(500),
  replace: z.string().max(2000),
  matchCase: z.boolean(),
  /** Only where no letter or digit stands before or after; scripts without spaces between words have no such places. */
  wholeWord: z.boolean(),
});
export type FindReplace = z.infer<typeof findReplace>;

/** What is no text to read: tokens, tags, and where a link leads. Nothing is found there and nothing changed. */
const machinery = /\{\{[^{}]*\}\}|<[^<>]*>|\]\([^()\s]*\)/g;

/** Accents and joiners that belong to the character before them. */
const continuesCharacter = /^(?:\p{M}|\u200d|\ufe0e|\ufe0f)/u;

/** The places, from and to, where a text says what is looked for. They do not overlap. */
export function placesOf(text: string, { find, matchCase, wholeWord }: FindReplace): [number, number][] {
  const pattern = new RegExp(escaped(find), matchCase ? "gu" : "giu");
  const closed = Array.from(text.matchAll(machinery), (match) => [match.index, match.index + match[0].length] as const);
  return Array.from(text.matchAll(pattern), (match): [number, number] => [match.index, match.index + match[0].length])
    .filter(([from, to]) => closed.every(([begin, end]) => to <= begin || from >= end))
    .filter(([, to]) => !continuesCharacter.test(text.slice(to, to + 2)))
    .filter(([from, to]) => !wholeWord || standsAlone(text, from, to));
}

/** The text with everything that was looked for replaced. The replacement is taken as it is: `$1` is `$1`. */
export function replaceIn(text: string, wanted: FindReplace): string {
  let result = "";
  let end = 0;
  for (const [from, to] of placesOf(text, wanted)) {
    result += text.slice(end, from) + wanted.replace;
    end = to;
  }
  return result + text.slice(end);
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, (sign) => `\\${sign}`);
