import { type CheckContext, problem, type Reference } from "../assets/define-kind.ts";
import type { Problem } from "../assets/model.ts";
import { isWide, type NamingBody, type NamingPart } from "./naming.ts";
import { parsePattern, type Slot } from "./naming-pattern.ts";

type Settings = NamingBody["settings"];

/** What must hold of a convention: that names can be made by it, and read in one way only. */
export function checkConvention({ settings }: NamingBody, context: CheckContext): Problem[] {
  const pattern = parsePattern(settings.pattern);
  return [
    ...("problem" in pattern
      ? [problem("settings.pattern", "form", pattern.problem)]
      : [...checkSlots(pattern.slots, settings), ...checkOneReading(pattern.slots, settings)]),
    ...settings.parts.flatMap((part, index) => checkPart(part, index, settings)),
    ...checkAlone(settings, context),
  ];
}

export const conventionReferences = ({ settings }: NamingBody): Reference[] =>
  settings.parts.flatMap((part, index) =>
    part.from === "vocabulary"
      ? [{ at: `settings.parts.${index}.vocabulary`, asset: part.vocabulary, kinds: ["tagVocabulary" as const] }]
      : [],
  );

const atPattern = (message: string): Problem => problem("settings.pattern", "form", message);

function checkSlots(slots: readonly Slot[], { parts }: Settings): Problem[] {
  const used = slots.flatMap(({ part }) => part ?? []);
  const twice = used.find((key, index) => used.indexOf(key) !== index);
  return [
    ...(used.length === 0 ? [atPattern("Put at least one part into the pattern, such as {campaign}.")] : []),
    ...(twice !== undefined ? [atPattern(`Use {${twice}} once in the pattern.`)] : []),
    ...used
      .filter((key) => !parts.some((part) => part.key === key))
      .map((key) => atPattern(`Say where {${key}} comes from, or take it out of the pattern.`)),
    ...slots
      .filter(({ part, optional }) => optional && parts.some(({ key, from }) => key === part && from !== "scope"))
      .map(({ part }) => atPattern(`Take {${part}} out of the brackets: only a part of the scope can be left out.`)),
  ];
}

function checkPart(part: NamingPart, index: number, { parts, pattern, kinds }: Settings): Problem[] {
  const at = `settings.parts.${index}`;
  const same = parts.findIndex(({ key }) => key === part.key) !== index;
  return [
    ...(same ? [problem(`${at}.key`, "form", `Choose another key: ${part.key} is there twice.`)] : []),
    ...(pattern.includes(`{${part.key}}`)
      ? []
      : [problem(at, "form", `Put {${part.key}} into the pattern, or take this part away.`)]),
    ...(part.from === "type" && kinds.some((kind) => kind !== "block")
      ? [
          problem(
            at,
            "form",
            "Let this convention be for blocks alone, or take this part away: nothing else has a type.",
          ),
        ]
      : []),
  ];
}

/**
 * Two parts that people choose must never run into each other. A dot or underscore never stands inside a value; between two
 * of them, hyphens tell parts apart as long as one part at most has hyphens of its own. What may be left out separates nothing.
 */
function checkOneReading(slots: readonly Slot[], { parts }: Settings): Problem[] {
  const always = slots.filter(({ optional }) => !optional);
  const touching = touchingParts(slots) ?? touchingParts(always);
  if (touching)
    return [atPattern(`Put a dot, hyphen or underscore between ${touching}: nobody could tell them apart.`)];
  let wide: string | undefined;
  for (const { text, part: key } of always) {
    if (/[._]/.test(text)) wide = undefined;
    const part = parts.find((one) => one.key === key);
    if (!part || !isWide(part)) continue;
    if (wide !== undefined)
      return [
        atPattern(
          `Put a dot or underscore between {${wide}} and {${key}}: both may have hyphens, and a name could be read in two ways.`,
        ),
      ];
    wide = key;
  }
  return [];
}

/** The first two parts between which no joint stands. */
function touchingParts(slots: readonly Slot[]): string | undefined {
  let last: string | undefined;
  let between = "";
  for (const { text, part } of slots) {
    between += text;
    if (part === undefined) continue;
    if (last !== undefined && !(/^[._-]/.test(between) && /[._-]$/.test(between))) return `{${last}} and {${part}}`;
    last = part;
    between = "";
  }
  return undefined;
}

/** One convention for one sort of asset in one scope. */
function checkAlone({ kinds, tiers }: Settings, { taxonomy, self }: CheckContext): Problem[] {
  const scope = self?.scope;
  if (!scope) return [];
  const other = taxonomy?.conventions.find(
    ({ id, identity, settings }) =>
      id !== self.id &&
      (["brand", "market", "channel"] as const).every((axis) => identity.scope[axis] === scope[axis]) &&
      settings.kinds.some((kind) => kinds.includes(kind)) &&
      settings.tiers.some((tier) => tiers.includes(tier)),
  );
  return other
    ? [
        problem(
          "settings.kinds",
          "form",
          `Choose other kinds, tiers or another scope: ${other.identity.name} governs some of these names already.`,
        ),
      ]
    : [];
}
