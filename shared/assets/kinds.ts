import { audienceKind } from "../audiences/policy.ts";
import { imageKind } from "../images/policy.ts";
import { blockKind } from "../content/policy.ts";
import { type Dictionary, dictionaryIndex } from "../data/dictionary.ts";
import { attributeKind, consentPurposeKind, eventKind, identifierKind } from "../data/policy.ts";
import type { AssetId } from "../kernel/ids.ts";
import { placementKind, ruleKind } from "../rules/policy.ts";
import { namingKind, vocabularyKind } from "../taxonomy/governance.ts";
import { blockTypeKind } from "../taxonomy/policy.ts";
import { templateKind } from "../templates/policy.ts";
import type { CheckContext, Kind, Mention, NeededPurpose } from "./define-kind.ts";
import { type KindName, kindNames } from "./kind.ts";
import type { Body } from "./parts.ts";

export type { CheckContext, Kind, KnownAsset, Mention, NeededPurpose, Reference, Self } from "./define-kind.ts";

/** Every kind of this workspace format. When adding a kind: docs/ADDING-A-KIND.md. */
const byName: Readonly<Record<KindName, Kind>> = {
  blockType: blockTypeKind,
  block: blockKind,
  image: imageKind,
  template: templateKind,
  audience: audienceKind,
  placement: placementKind,
  rule: ruleKind,
  attribute: attributeKind,
  event: eventKind,
  identifier: identifierKind,
  consentPurpose: consentPurposeKind,
  tagVocabulary: vocabularyKind,
  namingConvention: namingKind,
};

/** The kinds in the order in which lists show them. */
export const kinds: readonly Kind[] = kindNames.map((name) => byName[name]);

export const kindOf = (name: KindName): Kind => byName[name];

/**
 * The consents that a rule, block or other asset needs to take its full effect, computed from the attributes and events
 * that its conditions and tokens read, also through the audiences that it names.
 */
export const neededPurposes = (kind: KindName, body: Body, context: CheckContext): NeededPurpose[] =>
  kindOf(kind).needs(body, context);

/** The assets behind mentions, each once. Mentions of things that do not exist are left out; `check` reports them. */
export function resolveMentions(mentions: readonly Mention[], dictionary: Dictionary): AssetId[] {
  const { attributes, events, audiences } = dictionaryIndex(dictionary);
  const lookups = { attribute: attributes, event: events, audience: audiences };
  return [...new Set(mentions.flatMap(({ kind, key }) => lookups[kind].get(key)?.id ?? []))];
}
