import type { AssetId } from "#shared/kernel/ids.ts";

const foldedLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
};
const longestSlug = 60;

/**
 * A part of a name that follows the naming rule: lower-case letters and digits joined by hyphens.
 * @returns "" where nothing of the text can be written so, as with Japanese.
 */
export function slug(text: string): string {
  const folded = text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f'’]/g, "")
    .replaceAll(/[ßæœøđðþłı]/g, (letter) => foldedLetters[letter] ?? letter);
  const words = folded.split(/[^a-z0-9]+/).filter((word) => word !== "");
  let result = "";
  for (const word of words) {
    if (result !== "" && result.length + 1 + word.length > longestSlug) break;
    result = result === "" ? word.slice(0, longestSlug) : `${result}-${word}`;
  }
  return result;
}

/** A key of the data dictionary: a letter, then letters, digits and underscores. */
export function keyOf(text: string): string {
  const key = slug(text).replaceAll("-", "_") || "unnamed";
  return /^[a-z]/.test(key) ? key : `k_${key}`;
}

/** The name of a field of a block type: camel case, starting with a small letter. */
export function fieldName(id: string): string {
  const [first, ...rest] = id.split(/[^A-Za-z0-9_]+/).filter((word) => word !== "");
  if (first === undefined) return "field";
  const name =
    first[0]!.toLowerCase() + first.slice(1) + rest.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
  return /^[a-z]/.test(name) ? name : `f${name}`;
}

/** The first of `wanted`, `wanted<joint>2`, `wanted<joint>3` … that is not taken; it is taken from then on. */
export function claim(taken: Set<string>, wanted: string, joint = "-"): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}${joint}${count}`;
  taken.add(name);
  return name;
}

/** A label of at most so many characters; one that was cut ends in an ellipsis. */
export const shortLabel = (text: string, longest: number): string =>
  text.length <= longest ? text : `${[...text.slice(0, longest - 2)].filter((each) => each.isWellFormed()).join("")}…`;

/** What stands for one asset while a plan is made. */
export interface Named {
  readonly id: AssetId;
  readonly name: string;
}
