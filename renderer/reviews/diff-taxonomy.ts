import { type Body } from "#shared/assets/parts.ts";
import { tagsOf } from "#shared/assets/tags.ts";
import type { NamingBody, NamingPart } from "#shared/taxonomy/naming.ts";
import type { VocabularyBody } from "#shared/taxonomy/vocabulary.ts";
import { kindWords } from "#renderer/assets/strings.ts";
import { tierName } from "#renderer/ui/index.ts";
import { type DiffNames, type Line, named, several } from "./diff-text.ts";

/** The tags of a body of any kind, a line per vocabulary. */
export function tagLines(body: Body, names: DiffNames): Line[] {
  return [...Map.groupBy(tagsOf(body), (tag) => tag.vocabulary)].map(([vocabulary, tags]) => ({
    key: `settings.tags.${vocabulary}`,
    part: "settings",
    label: `Tags of ${named(vocabulary, names)}`,
    text: tags.map(({ key }) => key).join(", "),
  }));
}

const line = (key: string, label: string, text: string): Line => ({
  key: `settings.${key}`,
  part: "settings",
  label,
  text,
});

/** A tag vocabulary: its tags one by one, then who carries them. */
export function vocabularyLines({ settings }: VocabularyBody): Line[] {
  const { label, description, terms, carry, kinds, required } = settings;
  return [
    line("label", "Label", label),
    ...(description ? [line("description", "Description", description)] : []),
    ...terms.map((tag) =>
      line(
        `terms.${tag.key}`,
        `Tag ${tag.key}`,
        [tag.label, ...(tag.description ? [tag.description] : []), ...(tag.retired ? ["retired"] : [])].join(" · "),
      ),
    ),
    line("carry", "An asset carries", carry === "one" ? "one of them" : "any number of them"),
    line("kinds", "For", several(kinds.map((kind) => kindWords[kind].many))),
    ...required.map(({ kind, tiers }) =>
      line(
        `required.${kind}`,
        `Required of ${kindWords[kind].many}`,
        several(tiers.map((tier) => tierName[tier].toLowerCase())),
      ),
    ),
  ];
}

/** A naming convention: its pattern, where each part comes from, and whose names it governs. */
export function namingLines({ settings }: NamingBody, names: DiffNames): Line[] {
  const { label, description, pattern, parts, kinds, tiers } = settings;
  return [
    line("label", "Label", label),
    ...(description ? [line("description", "Description", description)] : []),
    line("pattern", "Names are written", pattern),
    ...parts.map((part) => line(`parts.${part.key}`, `Part ${part.key}`, partText(part, names))),
    line("kinds", "For", several(kinds.map((kind) => kindWords[kind].many))),
    line("tiers", "In tiers", several(tiers.map((tier) => tierName[tier].toLowerCase()))),
  ];
}

function partText(part: NamingPart, names: DiffNames): string {
  switch (part.from) {
    case "scope":
      return `the ${part.of} where it applies`;
    case "type":
      return "the name of the block type";
    case "vocabulary":
      return `a tag of ${named(part.vocabulary, names)}`;
    case "words":
      return `one of ${part.words.join(", ")}`;
    case "free":
      return "any word";
  }
}
