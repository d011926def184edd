import { z } from "zod";
import { assetId, type AssetId } from "../kernel/ids.ts";
import { audienceBody } from "../audiences/model.ts";
import { attributeBody, consentPurposeBody, eventBody, identifierBody } from "./model.ts";

const source = { id: assetId, name: z.string() };

/**
 * Everything that conditions and tokens may name: the data dictionary and the audiences. Plain data, so that it can cross
 * any door; `dictionaryIndex` gives the lookups.
 */
export const dictionary = z.object({
  attributes: z.array(z.object({ ...source, ...attributeBody.shape.settings.shape })),
  events: z.array(z.object({ ...source, ...eventBody.shape.settings.shape })),
  identifiers: z.array(z.object({ ...source, ...identifierBody.shape.settings.shape })),
  purposes: z.array(z.object({ ...source, ...consentPurposeBody.shape.settings.shape })),
  audiences: z.array(z.object({ ...source, label: z.string(), when: z.string() })),
});
export type Dictionary = z.infer<typeof dictionary>;
export type DictionaryAttribute = Dictionary["attributes"][number];
export type DictionaryEvent = Dictionary["events"][number];
export type DictionaryIdentifier = Dictionary["identifiers"][number];
export type DictionaryPurpose = Dictionary["purposes"][number];
export type DictionaryAudience = Dictionary["audiences"][number];

export const emptyDictionary: Dictionary = { attributes: [], events: [], identifiers: [], purposes: [], audiences: [] };

interface Source {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly body: unknown;
}

/**
 * Gathers the dictionary from assets of any kinds. Assets whose body does not parse are left out: the check of their own
 * kind reports them.
 */
export function buildDictionary(assets: Iterable<Source>): Dictionary {
  const built: Dictionary = { attributes: [], events: [], identifiers: [], purposes: [], audiences: [] };
  for (const { id: rawId, kind, name, body } of assets) {
    const id = rawId as AssetId;
    if (kind === "attribute") {
      const parsed = attributeBody.safeParse(body);
      if (parsed.success) built.attributes.push({ id, name, ...parsed.data.settings });
    } else if (kind === "event") {
      const parsed = eventBody.safeParse(body);
      if (parsed.success) built.events.push({ id, name, ...parsed.data.settings });
    } else if (kind === "identifier") {
      const parsed = identifierBody.safeParse(body);
      if (parsed.success) built.identifiers.push({ id, name, ...parsed.data.settings });
    } else if (kind === "consentPurpose") {
      const parsed = consentPurposeBody.safeParse(body);
      if (parsed.success) built.purposes.push({ id, name, ...parsed.data.settings });
    } else if (kind === "audience") {
      const parsed = audienceBody.safeParse(body);
      if (parsed.success)
        built.audiences.push({ id, name, label: parsed.data.settings.label, when: parsed.data.logic.when });
    }
  }
  return built;
}

export interface DictionaryIndex {
  readonly attributes: ReadonlyMap<string, DictionaryAttribute>;
  readonly events: ReadonlyMap<string, DictionaryEvent>;
  readonly purposes: ReadonlyMap<AssetId, DictionaryPurpose>;
  readonly audiences: ReadonlyMap<string, DictionaryAudience>;
  /** Former names of attributes and events, to what they are called today. */
  readonly attributeAliases: ReadonlyMap<string, DictionaryAttribute>;
  readonly eventAliases: ReadonlyMap<string, DictionaryEvent>;
}

const indexes = new WeakMap<Dictionary, DictionaryIndex>();

/** The lookups over a dictionary, built once per dictionary value. A dictionary must not change after this. */
export function dictionaryIndex(of: Dictionary): DictionaryIndex {
  const known = indexes.get(of);
  if (known) return known;
  const index: DictionaryIndex = {
    attributes: new Map(of.attributes.map((attribute) => [attribute.key, attribute])),
    events: new Map(of.events.map((event) => [event.key, event])),
    purposes: new Map(of.purposes.map((purpose) => [purpose.id, purpose])),
    audiences: new Map(of.audiences.map((audience) => [audience.name, audience])),
    attributeAliases: new Map(of.attributes.flatMap((each) => each.aliases.map((alias) => [alias, each] as const))),
    eventAliases: new Map(of.events.flatMap((each) => each.aliases.map((alias) => [alias, each] as const))),
  };
  indexes.set(of, index);
  return index;
}
