import { z } from "zod";
import { scopeCovers } from "../access/policy.ts";
import { type KindName, kindName } from "../assets/kind.ts";
import { type Identity, origin, type Problem, type Scope, type Tier, tier } from "../assets/model.ts";
import type { Body } from "../assets/parts.ts";
import { assetTags, tagKey, tagsOf } from "../assets/tags.ts";
import type { AssetId } from "../kernel/ids.ts";

/** One tag of a vocabulary. A retired one stays where it is and is offered no more. */
export const vocabularyTag = z.strictObject({
  key: tagKey,
  label: z.string().min(1).max(120),
  description: z.string().max(500).optional(),
  retired: z.literal(true).optional(),
});
export type VocabularyTag = z.infer<typeof vocabularyTag>;

/** The body of a tag vocabulary: the tags, and who carries them. */
export const vocabularyBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1).max(120),
    description: z.string().max(500).optional(),
    /** The words of the vocabulary, in the order in which they are offered. */
    terms: z.array(vocabularyTag).max(2000),
    /** How many of its tags one asset may carry. */
    carry: z.enum(["one", "many"]),
    /** The kinds that may carry its tags. */
    kinds: z.array(kindName).min(1),
    /** Kinds that must carry one, in these tiers. */
    required: z.array(z.strictObject({ kind: kindName, tiers: z.array(tier).min(1) })),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
});
export type VocabularyBody = z.infer<typeof vocabularyBody>;

/** A vocabulary as checks, pickers and names read it. */
export interface Vocabulary {
  readonly id: AssetId;
  readonly identity: Identity;
  readonly settings: VocabularyBody["settings"];
  readonly byKey: ReadonlyMap<string, VocabularyTag>;
}

/** The vocabulary in a body of this kind; null where it does not have the form. */
export function readVocabulary(id: AssetId, identity: Identity, body: unknown): Vocabulary | null {
  const parsed = vocabularyBody.safeParse(body);
  if (!parsed.success) return null;
  const { settings } = parsed.data;
  return { id, identity, settings, byKey: new Map(settings.terms.map((tag) => [tag.key, tag])) };
}

/** Whether an asset may carry tags of this vocabulary: its kind is named, and it lies in the vocabulary's scope. */
export const mayCarry = (vocabulary: Vocabulary, { kind, scope }: Pick<Identity, "kind" | "scope">): boolean =>
  vocabulary.settings.kinds.includes(kind) && scopeCovers(vocabulary.identity.scope, scope);

/** Whether an asset must carry a tag of this vocabulary. */
export const mustCarry = (vocabulary: Vocabulary, asset: Pick<Identity, "kind" | "scope" | "tier">): boolean =>
  mayCarry(vocabulary, asset) &&
  vocabulary.settings.required.some(({ kind, tiers }) => kind === asset.kind && tiers.includes(asset.tier));

/** Tags that may be given anew. */
export const liveTags = ({ settings }: Vocabulary): VocabularyTag[] => settings.terms.filter((tag) => !tag.retired);

/** What is checked, as far as tags depend on it. Without tier and scope nothing is asked for. */
interface Carrier {
  readonly kind: KindName;
  readonly tier?: Tier | undefined;
  readonly scope?: Scope | undefined;
}

type Vocabularies = ReadonlyMap<AssetId, Vocabulary>;

/**
 * Holds the tags of an asset to the vocabularies of today. Called for every kind, and in authoring alone: what is published
 * stays valid however a vocabulary changes.
 */
export function checkTags(body: Body, carrier: Carrier, vocabularies: Vocabularies): Problem[] {
  const tags = tagsOf(body);
  if (tags.length === 0 && vocabularies.size === 0) return [];
  const counts = new Map<AssetId, number>();
  const problems: Problem[] = [];
  for (const [index, { vocabulary: id, key }] of tags.entries()) {
    const vocabulary = vocabularies.get(id);
    const say = (code: Problem["code"], message: string, severity: Problem["severity"] = "error") =>
      problems.push({ severity, at: `settings.tags.${index}`, code, message });
    if (!vocabulary) {
      say("reference", `Take off the tag ${key}: its vocabulary is not in this workspace.`);
      continue;
    }
    const { label } = vocabulary.settings;
    const tag = vocabulary.byKey.get(key);
    if (!tag) say("reference", `Choose another tag: ${label} has none called ${key}.`);
    else if (tag.retired) say("reference", `Choose another tag than ${tag.label}: ${label} has retired it.`, "warning");
    if (tags.findIndex((one) => one.vocabulary === id && one.key === key) !== index)
      say("form", `Take off ${key}: it is there twice.`);
    if (!vocabulary.settings.kinds.includes(carrier.kind))
      say("form", `Take off ${key}: tags of ${label} are not for this kind of asset.`);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  for (const [id, count] of counts) {
    const { label, carry } = vocabularies.get(id)!.settings;
    if (carry === "one" && count > 1)
      problems.push(atTags("form", `Keep one tag of ${label}: an asset carries one, and here are ${count}.`));
  }
  return [...problems, ...checkRequired(counts, carrier, vocabularies)];
}

function checkRequired(carried: ReadonlyMap<AssetId, number>, carrier: Carrier, vocabularies: Vocabularies): Problem[] {
  const { kind, scope } = carrier;
  if (!carrier.tier || !scope) return [];
  const asset = { kind, scope, tier: carrier.tier };
  return [...vocabularies.values()]
    .filter((vocabulary) => !carried.has(vocabulary.id) && mustCarry(vocabulary, asset))
    .map(({ settings: { label } }) => atTags("missing", `Choose a tag of ${label}: every asset of this tier has one.`));
}

const atTags = (code: Problem["code"], message: string): Problem => ({
  severity: "error",
  at: "settings.tags",
  code,
  message,
});
