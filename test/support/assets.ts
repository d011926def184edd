import type { KindName } from "#shared/assets/kind.ts";
import type { CheckContext, KnownAsset } from "#shared/assets/kinds.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { BundleAsset } from "#shared/bundle/model.ts";
import { buildDictionary } from "#shared/data/dictionary.ts";
import { murmur3 } from "#shared/decision/bucket.ts";
import { utf8 } from "#shared/kernel/canonical.ts";
import type { AttributeBody, ConsentPurposeBody, EventBody } from "#shared/data/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Scope } from "#shared/assets/model.ts";
import type { GuardrailEffect, GuardrailLogic } from "#shared/rules/effects.ts";
import type { Channel, PlacementBody, RuleBody } from "#shared/rules/model.ts";
import type { Field } from "#shared/taxonomy/model.ts";
import type { Slot, TemplateBody } from "#shared/templates/model.ts";

/** Small governed material for tests: ids come from names, so that fixtures can refer to each other by name. */

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** The id of the fixture with this name: the same name always has the same id. */
export function idOf(name: string): AssetId {
  const bytes = utf8(name);
  const letters = Array.from({ length: 26 }, (_, seed) => alphabet[murmur3(bytes, seed) % 32]);
  return `ast_${letters.join("")}` as AssetId;
}

export function asset(kind: KindName, name: string, body: Body): BundleAsset {
  const scope = { brand: "*", market: "*", channel: "*" };
  return { id: idOf(name), kind, name, tier: "campaign", scope, body };
}

export const purpose = (name: string, settings: Partial<ConsentPurposeBody["settings"]> = {}): BundleAsset =>
  asset("consentPurpose", name, {
    settings: { label: name, key: name, basis: "consent", jurisdictions: [], ...settings },
    disclosure: { text: { "*": `We use this for ${name}.` } },
  });

type Purposes = { purposes?: readonly string[] };

export const attribute = (
  key: string,
  { purposes = [], ...settings }: Partial<Omit<AttributeBody["settings"], "purposes">> & Purposes = {},
): BundleAsset =>
  asset("attribute", `attribute-${key}`.toLowerCase().replaceAll("_", "-"), {
    settings: {
      label: key,
      key,
      type: "string",
      personalData: "none",
      source: "test",
      aliases: [],
      ...settings,
      purposes: purposes.map(idOf),
    },
  });

export const event = (
  key: string,
  { purposes = [], ...settings }: Partial<Omit<EventBody["settings"], "purposes">> & Purposes = {},
): BundleAsset =>
  asset("event", `event-${key}`.toLowerCase().replaceAll("_", "-"), {
    settings: { label: key, key, properties: [], aliases: [], ...settings, purposes: purposes.map(idOf) },
  });

export const audience = (name: string, when: string): BundleAsset =>
  asset("audience", name, { settings: { label: name }, logic: { when } });

export const field = (name: string, rest: Partial<Field> = {}): Field => ({
  name,
  label: name,
  type: "text",
  part: "copy",
  mode: "flexible",
  required: false,
  localized: true,
  limits: {},
  ...rest,
});

export const blockType = (name: string, fields: readonly Field[], parts: object = {}): BundleAsset =>
  asset("blockType", name, { settings: { label: name, fields }, ...parts });

export const block = (name: string, type: string, parts: object = {}, settings: object = {}): BundleAsset =>
  asset("block", name, { settings: { label: name, type: idOf(type), variants: [], ...settings }, ...parts });

export const placement = (
  name: string,
  {
    types,
    purpose: needs,
    fallback,
    channel = "web",
    template: of,
  }: {
    types: readonly string[];
    purpose: string;
    fallback: string;
    channel?: Channel;
    template?: string;
  },
): BundleAsset =>
  asset("placement", name, {
    settings: {
      label: name,
      channel,
      types: types.map(idOf),
      purpose: idOf(needs),
      fallback: idOf(fallback),
      ...(of === undefined ? {} : { template: idOf(of) }),
    },
  } satisfies PlacementBody);

/** A slot whose types and block are named; its label is its key. */
export const slot = (
  key: string,
  mode: Slot["mode"],
  types: readonly string[],
  { block: shown, ...rest }: { block?: string; required?: boolean; label?: string } = {},
): Slot => ({
  key,
  label: key,
  mode,
  types: types.map(idOf),
  ...(shown === undefined ? {} : { block: idOf(shown) }),
  ...rest,
});

export const template = (name: string, slots: readonly Slot[], channel: Channel = "web"): BundleAsset =>
  asset("template", name, { settings: { label: name, channel, slots: [...slots] } } satisfies TemplateBody);

export const select = (
  name: string,
  {
    placement: place,
    block: shown,
    when,
    priority = 0,
    slot: where,
    ...period
  }: {
    placement: string;
    slot?: string;
    block: string;
    when: string;
    priority?: number;
    from?: string;
    until?: string;
  },
): BundleAsset =>
  asset("rule", name, {
    settings: { label: name, ...period },
    logic: {
      effect: "select",
      placement: idOf(place),
      block: idOf(shown),
      when,
      priority,
      ...(where === undefined ? {} : { slot: where }),
    },
  } satisfies RuleBody);

export const exclude = (
  name: string,
  when: string,
  {
    placements = [],
    reason = "They asked for it",
    ...period
  }: {
    placements?: readonly string[];
    reason?: string;
    from?: string;
    until?: string;
  } = {},
): BundleAsset =>
  asset("rule", name, {
    settings: { label: name, ...period },
    logic: { effect: "exclude", placements: placements.map(idOf), when, reason },
  } satisfies RuleBody);

type GuardLogic<E extends GuardrailEffect> = Extract<GuardrailLogic, { effect: E }>;

/** A guardrail of any effect. What every guardrail has need not be said; placements and content are named. */
export const guard = <E extends GuardrailEffect>(
  name: string,
  {
    placements = [],
    types = [],
    blocks = [],
    when = "true",
    reason = "It is so.",
    ...own
  }: { effect: E; placements?: readonly string[]; types?: readonly string[]; blocks?: readonly string[] } & Partial<
    Pick<GuardrailLogic, "when" | "reason" | "channels">
  > &
    Omit<GuardLogic<E>, "effect" | "placements" | "content" | "when" | "reason" | "channels">,
  { scope, ...period }: { scope?: Partial<Scope>; from?: string; until?: string } = {},
): BundleAsset => {
  const content =
    types.length + blocks.length > 0 ? { content: { types: types.map(idOf), blocks: blocks.map(idOf) } } : {};
  const logic = { ...own, placements: placements.map(idOf), ...content, when, reason } as unknown as GuardLogic<E>;
  const made = asset("rule", name, { settings: { label: name, ...period }, logic } satisfies RuleBody);
  return scope ? { ...made, scope: { ...made.scope, ...scope } } : made;
};

/** What the checks of kinds may look at, over the given assets. */
export function checkContext(assets: readonly BundleAsset[], self?: BundleAsset): CheckContext {
  const known = new Map<AssetId, KnownAsset>(assets.map(({ id, body, ...identity }) => [id, { identity, body }]));
  return {
    asset: (id) => known.get(id),
    dictionary: buildDictionary(assets),
    ...(self ? { self: { id: self.id, name: self.name } } : undefined),
  };
}
