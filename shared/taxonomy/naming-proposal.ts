import { assetName } from "../assets/model.ts";
import { tagsOf } from "../assets/tags.ts";
import type { AssetId } from "../kernel/ids.ts";
import { buildName, type Convention, conventionFor, type Named, type NamingPart, parseName } from "./naming.ts";
import { liveTags, type Vocabulary } from "./vocabulary.ts";

/** Words as a part of a name: lower case, joined by hyphens. */
export function asPart(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f'’]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
}

type Vocabularies = ReadonlyMap<AssetId, Vocabulary>;

/**
 * The name that a convention proposes: what follows from the asset and its tags, what can be found in its present name, and
 * its label for the first part that is free. It satisfies the convention, or there is none.
 * @param present its name now, or what somebody typed; "" where there is none.
 */
export function proposeFor(
  convention: Convention,
  named: Named,
  vocabularies: Vocabularies,
  present = "",
): string | null {
  const free = [...convention.parts.values()].find((part) => part.from === "free")?.key;
  const label = named.body.settings?.label;
  const words = `-${asPart(`${present} ${typeof label === "string" ? label : ""}`)}-`;
  const fill = (part: NamingPart): string => {
    if (part.from === "words") return pick(part.words, words);
    if (part.from === "vocabulary") return tagFor(part.vocabulary, named, vocabularies, words);
    return (part.key === free ? short(asPart(typeof label === "string" ? label : "")) : "") || asPart(part.key);
  };
  const values = Object.fromEntries([...convention.parts.values()].map((part) => [part.key, fill(part)]));
  const name = buildName(convention, values, named);
  if (!assetName.safeParse(name).success) return null;
  const parts = parseName(convention, name, named, vocabularies);
  return parts?.every(({ problem }) => problem === undefined) ? name : null;
}

/** The longest of some words that stands among others, else the first. */
const pick = (choices: readonly string[], among: string): string =>
  choices.filter((word) => among.includes(`-${word}-`)).toSorted((a, b) => b.length - a.length)[0] ?? choices[0] ?? "";

function tagFor(id: AssetId, { body }: Named, vocabularies: Vocabularies, words: string): string {
  const carried = tagsOf(body).find((tag) => tag.vocabulary === id);
  if (carried) return carried.key;
  const vocabulary = vocabularies.get(id);
  return vocabulary
    ? pick(
        liveTags(vocabulary).map(({ key }) => key),
        words,
      )
    : "";
}

/** Short enough that the other parts find room. */
const short = (part: string): string => part.slice(0, 50).replace(/-+$/, "");

/** Of many with the same words, the hundredth finds no name of its own. */
const mostTries = 100;

/**
 * A name for something new by the convention that governs it: `wanted` where it follows the convention, else one that does
 * and that nothing has yet. Undefined where there is no convention, or none can be proposed.
 */
export function nameByConvention(
  wanted: string,
  named: Named,
  { conventions, vocabularies }: { conventions: readonly Convention[]; vocabularies: Vocabularies },
  taken: (name: string) => boolean,
): string | undefined {
  const convention = conventionFor(conventions, named);
  if (!convention) return undefined;
  const parts = parseName(convention, wanted, named, vocabularies);
  if (parts?.every(({ problem }) => problem === undefined) && !taken(wanted)) return wanted;
  const label = typeof named.body.settings?.label === "string" ? named.body.settings.label : "";
  for (let number = 1; number <= mostTries; number++) {
    const settings = { ...named.body.settings, label: number === 1 ? label : `${label} ${number}` };
    const name = proposeFor(convention, { ...named, body: { ...named.body, settings } }, vocabularies);
    if (name === null) return undefined;
    if (!taken(name)) return name;
  }
  return undefined;
}
