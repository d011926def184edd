import { z } from "zod";
import { scopeCovers } from "../access/policy.ts";
import { type KindName, kindName } from "../assets/kind.ts";
import { type Identity, origin, type Problem, type Scope, type Tier, tier } from "../assets/model.ts";
import type { Body } from "../assets/parts.ts";
import { assetTags, tagKey, tagsOf } from "../assets/tags.ts";
import { assetId, type AssetId } from "../kernel/ids.ts";
import { parsePattern, type Slot } from "./naming-pattern.ts";
import type { Vocabulary } from "./vocabulary.ts";

const partKey = z
  .string()
  .max(40)
  .regex(/^[a-z][a-zA-Z0-9]*$/, "letters and digits, the first a lower-case letter");

/** Where a part of a name comes from. Scope and type follow from the asset; the others are chosen. */
export const namingPart = z.discriminatedUnion("from", [
  z.strictObject({ key: partKey, from: z.literal("scope"), of: z.enum(["brand", "market", "channel"]) }),
  z.strictObject({ key: partKey, from: z.literal("type") }),
  z.strictObject({ key: partKey, from: z.literal("vocabulary"), vocabulary: assetId }),
  z.strictObject({ key: partKey, from: z.literal("words"), words: z.array(tagKey).min(1).max(500) }),
  z.strictObject({ key: partKey, from: z.literal("free") }),
]);
export type NamingPart = z.infer<typeof namingPart>;

/** The body of a naming convention: how names are written, and whose. */
export const namingBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1).max(120),
    description: z.string().max(500).optional(),
    /** Parts in braces; in brackets with what joins it, a part of the scope that is left out where it is everywhere. */
    pattern: z.string().min(1).max(200),
    parts: z.array(namingPart).max(12),
    kinds: z.array(kindName).min(1),
    tiers: z.array(tier).min(1),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
});
export type NamingBody = z.infer<typeof namingBody>;

/** A convention as checks and dialogs read it, its pattern read once. */
export interface Convention {
  readonly id: AssetId;
  readonly identity: Identity;
  readonly settings: NamingBody["settings"];
  readonly slots: readonly Slot[];
  readonly parts: ReadonlyMap<string, NamingPart>;
}

/** The convention in a body of this kind; null where it cannot be applied. */
export function readConvention(id: AssetId, identity: Identity, body: unknown): Convention | null {
  const parsed = namingBody.safeParse(body);
  if (!parsed.success) return null;
  const { settings } = parsed.data;
  const pattern = parsePattern(settings.pattern);
  const parts = new Map(settings.parts.map((part) => [part.key, part]));
  if ("problem" in pattern || pattern.slots.some((slot) => slot.part !== undefined && !parts.has(slot.part)))
    return null;
  return { id, identity, settings, slots: pattern.slots, parts };
}

/** What a name is about, as far as conventions depend on it. */
export interface Named {
  readonly kind: KindName;
  readonly tier: Tier;
  readonly scope: Scope;
  readonly body: Body;
  /** The name of a block's type. */
  readonly type?: string | undefined;
}

type Vocabularies = ReadonlyMap<AssetId, Vocabulary>;

/** The convention that governs an asset: of those that reach it, the one with the narrowest scope. */
export function conventionFor(
  conventions: readonly Convention[],
  { kind, tier: its, scope }: Pick<Named, "kind" | "tier" | "scope">,
): Convention | undefined {
  return conventions
    .filter(
      ({ settings, identity }) =>
        settings.kinds.includes(kind) && settings.tiers.includes(its) && scopeCovers(identity.scope, scope),
    )
    .toSorted((a, b) => narrowness(b) - narrowness(a) || (a.identity.name < b.identity.name ? -1 : 1))[0];
}

const narrowness = ({ identity: { scope } }: Convention): number =>
  Object.values(scope).filter((value) => value !== "*").length;

/** What a part says where it follows from the asset; "" where it is left out, undefined where people choose it. */
function given(part: NamingPart, optional: boolean, { scope, type }: Named): string | undefined {
  if (part.from === "scope") return scope[part.of] === "*" ? (optional ? "" : "all") : scope[part.of];
  // The last part of the type's name: `type.hero` makes heroes. Its hyphens stay, dots never get in.
  if (part.from === "type") return type?.split(/[._]/).at(-1);
  return undefined;
}

/** A part of a name, read: what stands there, and what is wrong with it. */
export interface ReadPart {
  readonly key: string;
  readonly value: string;
  readonly problem?: string;
}

/** The parts of a name under a convention; null where the name is not written this way. */
export function parseName(
  convention: Convention,
  name: string,
  named: Named,
  vocabularies: Vocabularies,
): ReadPart[] | null {
  const keys: string[] = [];
  const source = convention.slots.map((slot) => {
    if (slot.part === undefined) return literal(slot.text);
    const part = convention.parts.get(slot.part)!;
    const known = given(part, slot.optional, named);
    if (known === "") return "";
    keys.push(part.key);
    if (known !== undefined) return `${literal(slot.text)}(${literal(known)})`;
    return `${literal(slot.text)}(${isWide(part) || part.from === "type" ? "[a-z0-9]+(?:-[a-z0-9]+)*" : "[a-z0-9]+"})`;
  });
  const match = new RegExp(`^${source.join("")}$`).exec(name);
  if (!match) return null;
  return keys.map((key, index) => {
    const value = match[index + 1]!;
    const problem = wrongValue(convention.parts.get(key)!, value, named, vocabularies);
    return { key, value, ...(problem === undefined ? {} : { problem }) };
  });
}

const literal = (text: string): string => text.replaceAll(/[^a-z0-9]/g, (sign) => `\\${sign}`);

/** Whether values of a part may contain hyphens, now or when its vocabulary grows. */
export const isWide = (part: NamingPart): boolean =>
  part.from === "free" || part.from === "vocabulary" || (part.from === "words" && part.words.some(hyphened));
const hyphened = (word: string): boolean => word.includes("-");

function wrongValue(part: NamingPart, value: string, { body }: Named, vocabularies: Vocabularies): string | undefined {
  if (part.from === "words" && !part.words.includes(value))
    return `${value} is not one of ${part.words.slice(0, 6).join(", ")}`;
  if (part.from !== "vocabulary") return undefined;
  const vocabulary = vocabularies.get(part.vocabulary);
  // A vocabulary that is gone governs nothing; the convention's own check reports it.
  if (!vocabulary) return undefined;
  const { label } = vocabulary.settings;
  if (!vocabulary.byKey.has(value)) return `${label} has no tag ${value}`;
  const carried = tagsOf(body).filter((tag) => tag.vocabulary === part.vocabulary);
  if (carried.length > 0 && !carried.some(({ key }) => key === value))
    return `it is tagged ${carried.map(({ key }) => key).join(", ")} in ${label}, not ${value}`;
  return undefined;
}

/** A name of these parts. What follows from the asset is put in whatever they say. */
export function buildName(convention: Convention, values: Readonly<Record<string, string>>, named: Named): string {
  return convention.slots
    .map((slot) => {
      if (slot.part === undefined) return slot.text;
      const known = given(convention.parts.get(slot.part)!, slot.optional, named);
      return known === "" ? "" : slot.text + (known ?? values[slot.part] ?? "");
    })
    .join("");
}

/** Holds a name to the convention that governs it. A name that is older than its convention is only warned of. */
export function checkName(
  name: string,
  named: Named,
  { conventions, vocabularies }: { conventions: readonly Convention[]; vocabularies: Vocabularies },
  propose: (convention: Convention) => string | null,
  anew: boolean,
): Problem[] {
  const convention = conventionFor(conventions, named);
  if (!convention) return [];
  const parts = parseName(convention, name, named, vocabularies);
  const wrong = parts?.find(({ problem }) => problem !== undefined);
  if (parts && !wrong) return [];
  const { label, pattern } = convention.settings;
  const proposed = propose(convention);
  const why = wrong ? `in {${wrong.key}}, ${wrong.problem}` : `names here are written ${pattern}`;
  const message = `${proposed ? `Name it ${proposed}` : "Choose another name"}: ${why} (${label}).`;
  return [{ severity: anew ? "error" : "warning", at: "name", code: "form", message }];
}
