import type { JsonObject } from "#shared/kernel/canonical.ts";
import { createHash } from "node:crypto";
import type { KindName } from "#shared/assets/kind.ts";
import type { Scope, Tier } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { toDigest } from "#shared/kernel/crypto.ts";
import type { AssetId, Instant } from "#shared/kernel/ids.ts";
import { withTags } from "#shared/assets/tags.ts";
import type { Field, FieldValues } from "#shared/taxonomy/model.ts";
import type { Variant } from "#shared/content/model.ts";
import { measure } from "../images/measure.ts";
import { pictures } from "./data/pictures.ts";
import { carriedWords } from "./data/words.ts";
import type {
  AttributeData,
  AudienceData,
  BlockData,
  BlockTypeData,
  ConventionData,
  EventData,
  IdentifierData,
  PictureData,
  PlacementData,
  PurposeData,
  GuardrailData,
  RuleData,
  VariantData,
  TemplateData,
  VocabularyData,
} from "./shapes.ts";

/** An asset of the sample, ready to be created. */
export interface SampleAsset {
  readonly kind: KindName;
  readonly name: string;
  readonly tier: Tier;
  readonly scope: Scope;
  readonly owner: string;
  readonly body: Body;
  /** Of a picture: its file, which comes into the workspace with it. */
  readonly file?: Uint8Array;
}

/** What bodies need besides the data: the ids behind names, the fields of block types, and the day from which days count. */
export interface Surroundings {
  readonly idOf: (name: string) => AssetId;
  readonly fieldsOf: (typeName: string) => readonly Field[];
  /** Milliseconds since 1970. */
  readonly today: number;
}

const company: Scope = { brand: "halden", market: "*", channel: "*" };
const dayMs = 24 * 3600 * 1000;

function instantOn(today: number, day: number): Instant {
  const date = new Date(today + day * dayMs);
  date.setUTCHours(22, 0, 0, 0);
  return date.toISOString();
}

const dayOn = (today: number, day: number): string => instantOn(today, day).slice(0, 10);

const period = (
  { fromDay, untilDay }: { fromDay?: number | undefined; untilDay?: number | undefined },
  today: number,
) => ({
  ...(fromDay === undefined ? {} : { from: instantOn(today, fromDay) }),
  ...(untilDay === undefined ? {} : { until: instantOn(today, untilDay) }),
});

export const purposeAsset = ({ name, owner, label, settings, text }: PurposeData): SampleAsset => ({
  kind: "consentPurpose",
  name,
  tier: "foundation",
  scope: company,
  owner,
  body: { settings: { label, ...settings }, disclosure: { text } },
});

export const dictionaryAsset = (
  kind: "attribute" | "event" | "identifier",
  { name, owner, label, settings, purposes }: AttributeData | EventData | IdentifierData,
  { idOf }: Surroundings,
): SampleAsset => ({
  kind,
  name,
  tier: "campaign",
  scope: company,
  owner,
  body: { settings: { label, ...settings, purposes: purposes.map(idOf) } },
});

const governing = { tier: "foundation", scope: company } as const;

export const vocabularyAsset = ({ name, owner, ...settings }: VocabularyData): SampleAsset => ({
  kind: "tagVocabulary",
  name,
  ...governing,
  owner,
  body: { settings },
});

export const conventionAsset = ({ name, owner, ...settings }: ConventionData): SampleAsset => ({
  kind: "namingConvention",
  name,
  ...governing,
  owner,
  body: { settings },
});

export function blockTypeAsset(type: BlockTypeData, { idOf }: Pick<Surroundings, "idOf">): SampleAsset {
  const { name, owner, label, description, fields, fixed, role, disclosures, leadsTo = {} } = type;
  const settings = {
    label,
    description,
    fields: fields.map((field) => {
      const types = leadsTo[field.name];
      return types ? { ...field, limits: { ...field.limits, types: types.map(idOf) } } : field;
    }),
    ...(role ? { role } : {}),
    ...(disclosures ? { disclosures: disclosures.map((block) => ({ block: idOf(block) })) } : {}),
  };
  return {
    kind: "blockType",
    name,
    tier: "foundation",
    scope: company,
    owner,
    body: { settings, ...byPart(fixed, fields) },
  };
}

/** Its body is what the studio makes of the file. */
export function pictureAsset({ name, owner, label, alt, svg }: PictureData): SampleAsset {
  const file = Buffer.from(svg);
  const digest = toDigest(createHash("sha256").update(file).digest());
  return {
    kind: "image",
    name,
    tier: "campaign",
    scope: company,
    owner,
    body: { settings: { label }, visual: { file: { digest, ...measure(file) } }, copy: { alt: { ...alt } } },
    file,
  };
}

/** Blocks call a picture by an address and a claim by its name; in their bodies stands what is called. */
function linked(values: BlockData["values"], idOf: Surroundings["idOf"]): BlockData["values"] {
  const known = new Map([
    ...pictures.map(({ address, name }) => [address, name] as const),
    ...carriedWords.map(({ name }) => [name, name] as const),
  ]);
  const idFor = <V>(value: V): V | AssetId => {
    const name = typeof value === "string" ? known.get(value) : undefined;
    return name === undefined ? value : idOf(name);
  };
  return Object.fromEntries(
    Object.entries(values).map(([field, byLocale]) => [
      field,
      Object.fromEntries(Object.entries(byLocale).map(([locale, value]) => [locale, idFor(value)])),
    ]),
  );
}

const variantOf = ({ id, label, audience, markets }: VariantData, idOf: Surroundings["idOf"]): Variant => ({
  id,
  label,
  ...(audience ? { audience: idOf(audience) } : {}),
  ...(markets ? { markets: [...markets] } : {}),
});

export function blockAsset(block: BlockData, { idOf, fieldsOf, today }: Surroundings): SampleAsset {
  const { name, owner, label, tier, scope, type, variants, aiLabel, sources, jurisdictions, tags = {} } = block;
  const fields = fieldsOf(type);
  const parts: Record<string, Record<string, FieldValues>> = {};
  for (const { id, values } of [{ id: "base", values: block.values }, ...variants]) {
    for (const [part, own] of Object.entries(byPart(linked(values, idOf), fields))) (parts[part] ??= {})[id] = own;
  }
  const settings = {
    label,
    type: idOf(type),
    variants: variants.map((variant) => variantOf(variant, idOf)),
    ...(aiLabel === undefined ? {} : { aiLabel }),
    ...period(block, today),
    ...(sources
      ? { sources: sources.map(({ checkedDay, ...source }) => ({ ...source, checked: dayOn(today, checkedDay) })) }
      : {}),
    ...(jurisdictions ? { jurisdictions: [...jurisdictions] } : {}),
  };
  const body = Object.entries(tags).reduce<Body>(
    (tagged, [vocabulary, keys]) => withTags(tagged, idOf(vocabulary), keys),
    {
      settings,
      ...parts,
    },
  );
  return { kind: "block", name, tier, scope, owner, body };
}

/** Sorts values into the parts of their fields. @throws Error for a field that the type does not have. */
function byPart(values: BlockData["values"], fields: readonly Field[]): Record<string, FieldValues> {
  const parts = new Map<string, FieldValues>();
  for (const [name, value] of Object.entries(values)) {
    const field = fields.find((each) => each.name === name);
    if (!field) throw new Error(`The sample speaks of a field ${name} that the block type does not have.`);
    parts.set(field.part, { ...parts.get(field.part), [name]: value });
  }
  return Object.fromEntries(parts);
}

export const audienceAsset = ({ name, owner, label, description, when }: AudienceData): SampleAsset => ({
  kind: "audience",
  name,
  tier: "variable",
  scope: company,
  owner,
  body: { settings: { label, description }, logic: { when } },
});

export const templateAsset = (
  { name, owner, label, channel, slots }: TemplateData,
  { idOf }: Pick<Surroundings, "idOf">,
): SampleAsset => ({
  kind: "template",
  name,
  tier: "foundation",
  scope: { ...company, channel },
  owner,
  body: {
    settings: {
      label,
      channel,
      slots: slots.map(({ types, block, ...slot }) => ({
        ...slot,
        types: types.map(idOf),
        ...(block === undefined ? {} : { block: idOf(block) }),
      })),
    },
  },
});

export const placementAsset = (
  { name, owner, label, channel, template, types, purpose, fallback }: PlacementData,
  { idOf }: Surroundings,
): SampleAsset => ({
  kind: "placement",
  name,
  tier: "campaign",
  scope: { ...company, channel },
  owner,
  body: {
    settings: {
      label,
      channel,
      ...(template === undefined ? {} : { template: idOf(template) }),
      types: types.map(idOf),
      purpose: idOf(purpose),
      fallback: idOf(fallback),
    },
  },
});

export function guardrailAsset(guardrail: GuardrailData, { idOf }: Surroundings): SampleAsset {
  const { name, owner, label, types = [], logic } = guardrail;
  const content: JsonObject = types.length > 0 ? { content: { types: types.map(idOf), blocks: [] } } : {};
  return {
    kind: "rule",
    name,
    owner,
    tier: "campaign",
    scope: company,
    body: { settings: { label }, logic: { ...logic, placements: [], ...content } },
  };
}

export function ruleAsset(rule: RuleData, { idOf, today }: Surroundings): SampleAsset {
  const { name, owner, label } = rule;
  const shared = { kind: "rule", name, owner } as const;
  const settings = { label, ...period(rule, today) };
  if (rule.effect === "exclude") {
    const { effect, placements, when, reason } = rule;
    return {
      ...shared,
      tier: "campaign",
      scope: company,
      body: { settings, logic: { effect, placements: placements.map(idOf), when, reason } },
    };
  }
  const { effect, market, placement, slot, block, when, priority } = rule;
  return {
    ...shared,
    tier: "variable",
    scope: { ...company, market },
    body: {
      settings,
      logic: {
        effect,
        placement: idOf(placement),
        ...(slot === undefined ? {} : { slot }),
        block: idOf(block),
        when,
        priority,
      },
    },
  };
}
