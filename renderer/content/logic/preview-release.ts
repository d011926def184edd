import type { BundleAsset } from "#shared/bundle/model.ts";
import type { KindName } from "#shared/assets/kind.ts";
import type { Identity } from "#shared/assets/model.ts";
import { everywhere } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import type { ConsentRecord, Decision, DecisionRequest } from "#shared/decision/model.ts";
import type { CompiledRelease } from "#shared/decision/release.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Variant } from "#shared/content/model.ts";
import { mainSlot, type Slot, type TemplateBody, templateBody } from "#shared/templates/model.ts";
import { type Channel, placementBody } from "#shared/rules/model.ts";
import type { RequiredDisclosure } from "#shared/taxonomy/model.ts";
import type { Library, LibraryAsset } from "#renderer/assets/logic/library.ts";
import { asRequest, type SamplePerson } from "#renderer/audiences/logic/sample-person.ts";

/** Ids of what a preview adds to the workspace's own assets. They never leave this window. */
const own = {
  purpose: "ast_00000000000000000000000001" as AssetId,
  placement: "ast_00000000000000000000000002" as AssetId,
  rule: "ast_00000000000000000000000003" as AssetId,
};

const previewPlacement = "preview.placement";

export interface PreviewBlock extends Identity {
  readonly id: AssetId;
  /** As it stands in the editor. */
  readonly body: Body;
  readonly type: AssetId;
}

/** Where a block would be shown in a channel, and what is shown there instead. */
export interface PreviewPlace {
  readonly name: string;
  readonly purpose: AssetId;
  /** The generic block of the placement; absent where the workspace has no placement that takes the block. */
  readonly fallback: AssetId | undefined;
}

/** The workspace's placement in a channel that takes blocks of this type: the first by name. */
export function placeFor(library: Library, channel: Channel, type: AssetId): PreviewPlace | undefined {
  for (const asset of library.ofKind("placement")) {
    const parsed = placementBody.safeParse(asset.body);
    if (!parsed.success) continue;
    const { settings } = parsed.data;
    if (settings.channel === channel && settings.types.includes(type))
      return { name: asset.name, purpose: settings.purpose, fallback: settings.fallback };
  }
  return undefined;
}

/** A placement of the workspace that shows what is previewed in a template, and the slot that it stands in. */
export interface TemplatePlace {
  readonly placement: LibraryAsset;
  readonly template: LibraryAsset;
  readonly settings: TemplateBody["settings"];
  /** Null where the template holds the block itself. */
  readonly slot: Slot | null;
}

/** The first placement of a channel with a template in which a block could stand. */
export function templatePlaceFor(
  library: Library,
  channel: Channel,
  block: Pick<PreviewBlock, "id" | "type">,
): TemplatePlace | undefined {
  for (const placement of library.ofKind("placement")) {
    const place = placementBody.safeParse(placement.body);
    const template = place.success && library.assets.get(place.data.settings.template as AssetId);
    const body = template ? templateBody.safeParse(template.body) : undefined;
    if (!place.success || !template || !body?.success || place.data.settings.channel !== channel) continue;
    const { slots } = body.data.settings;
    const main = mainSlot(slots);
    const found = { placement, template, settings: body.data.settings };
    if (slots.some((slot) => slot.mode === "fixed" && slot.block === block.id)) return { ...found, slot: null };
    const takes = ({ mode, types }: Slot): boolean => mode === "flexible" && types.includes(block.type);
    if (main && takes(main) && place.data.settings.types.includes(block.type)) return { ...found, slot: main };
    const slot = slots.find((one) => one !== main && takes(one));
    if (slot) return { ...found, slot };
  }
  return undefined;
}

/** The disclosures that any block type demands: without them no block of it can be shown. */
export const demandedIn = (library: Library): AssetId[] =>
  library.ofKind("blockType").flatMap(({ body }) => {
    const demanded = body.settings?.["disclosures"];
    return Array.isArray(demanded) ? (demanded as unknown as RequiredDisclosure[]).map(({ block }) => block) : [];
  });

/** A library with what only another one holds. */
export function withMore(library: Library, other: Library): Library {
  const more = [...other.assets.values()].filter((asset) => !library.assets.has(asset.id));
  if (more.length === 0) return library;
  return { ...library, assets: new Map([...library.assets, ...more.map((asset) => [asset.id, asset] as const)]) };
}

/** The blocks that a template shows by itself. */
export const blocksIn = ({ slots }: Pick<TemplateBody["settings"], "slots">): AssetId[] =>
  slots.flatMap(({ block }) => (block === undefined ? [] : [block]));

/** What of the workspace a block needs to be assembled: words, types and conditions, but no rules of others. */
const needed: readonly KindName[] = ["blockType", "audience", "attribute", "event", "consentPurpose"];

/**
 * A release of one block in one channel: one rule shows it to everybody, and the workspace's own placement says what is
 * shown without consent. Compiled by the engine that decides for customers, so the preview cannot promise more.
 */
export function previewRelease(
  block: PreviewBlock,
  library: Library,
  channel: Channel,
  within?: TemplatePlace,
): CompiledRelease {
  const place = within ? placeIn(within) : placeFor(library, channel, block.type);
  const generic = place?.fallback ? library.assets.get(place.fallback) : undefined;
  const fallback = generic?.id ?? block.id;
  const others = needed.flatMap((kind) => library.ofKind(kind));
  const named = [...library.assets.values()].filter(
    (asset) => (asset.kind === "block" || asset.kind === "image") && asset.id !== block.id,
  );
  return compile({
    environment: "preview",
    number: 1,
    assets: [
      ...[...others, ...named].map(asAsset),
      asAsset(block),
      ...(within ? [asAsset(within.template)] : []),
      ...(place ? [] : [made("consentPurpose", own.purpose, "preview.purpose", purposeBody)]),
      made("placement", own.placement, previewPlacement, {
        settings: {
          label: place?.name ?? "Preview",
          channel,
          types: [...new Set([block.type, typeOf(generic) ?? block.type])],
          purpose: place?.purpose ?? own.purpose,
          fallback,
          ...(within ? { template: within.template.id } : {}),
        },
      }),
      // What the template holds itself is there without any rule.
      ...(within?.slot === null ? [] : [ruleFor(block.id, within?.slot)]),
    ],
  });
}

/** Everybody gets the block, in the slot that takes it. */
const ruleFor = (block: AssetId, slot: Slot | undefined): BundleAsset =>
  made("rule", own.rule, "preview.rule", {
    settings: { label: "Preview" },
    logic: {
      effect: "select",
      placement: own.placement,
      ...(slot ? { slot: slot.key } : {}),
      block,
      when: "true",
      priority: 0,
    },
  });

function placeIn({ placement }: TemplatePlace): PreviewPlace | undefined {
  const parsed = placementBody.safeParse(placement.body);
  if (!parsed.success) return undefined;
  const { purpose, fallback } = parsed.data.settings;
  return { name: placement.name, purpose, fallback };
}

const asAsset = ({ id, kind, name, tier, scope, body }: LibraryAsset | PreviewBlock): BundleAsset => ({
  id,
  kind,
  name,
  tier,
  scope,
  body,
});

const typeOf = (asset: LibraryAsset | undefined): AssetId | undefined =>
  asset?.body.settings?.["type"] as AssetId | undefined;

const made = (kind: KindName, id: AssetId, name: string, body: Body): LibraryAsset => ({
  id,
  kind,
  name,
  tier: "variable",
  scope: everywhere,
  body,
});

const purposeBody: Body = {
  settings: { label: "Personalized content", key: "preview", basis: "consent", jurisdictions: [] },
  disclosure: { text: { "*": "Shown in the preview alone" } },
};

/** A template as it stands in the editor, and where it is seen. */
export interface PreviewedTemplate extends Identity {
  readonly id: AssetId;
  readonly body: Body;
}

/** The placements of the workspace that use a template, by name. */
export const placementsOf = (library: Library, template: AssetId): LibraryAsset[] =>
  library.ofKind("placement").filter(({ body }) => body.settings?.["template"] === template);

/**
 * A release of one template: in a placement that uses it, with the rules that fill its slots; or, where none uses it yet,
 * in one of its own, where everybody gets an example in the main slot.
 */
export function templateRelease(
  template: PreviewedTemplate,
  library: Library,
  where: { readonly placement: LibraryAsset | undefined; readonly example: AssetId | undefined },
): CompiledRelease {
  const placement = where.placement ?? (where.example && exampleAsset(template, library, where.example));
  const kinds = new Set<KindName>([...needed, "block", "image", "rule"]);
  const others = [...library.assets.values()].filter(({ kind, id }) => kinds.has(kind) && id !== template.id);
  return compile({
    environment: "preview",
    number: 1,
    assets: [
      ...others.map(asAsset),
      asAsset(template),
      made("consentPurpose", own.purpose, "preview.purpose", purposeBody),
      ...(placement ? [{ ...asAsset(placement), name: previewPlacement }] : []),
      ...(where.placement || !where.example ? [] : [ruleFor(where.example, undefined)]),
    ],
  });
}

function exampleAsset(template: PreviewedTemplate, library: Library, example: AssetId): LibraryAsset {
  const channel = template.body.settings?.["channel"] ?? "web";
  const type = typeOf(library.assets.get(example));
  return made("placement", own.placement, previewPlacement, {
    settings: {
      label: "Preview",
      channel,
      template: template.id,
      types: type ? [type] : [],
      purpose: own.purpose,
      fallback: example,
    },
  });
}

export interface PreviewQuestion {
  readonly locale: string;
  /** Undefined: not known, as in a request that does not name one. */
  readonly market?: string | undefined;
  readonly person: SamplePerson;
  readonly consent: "given" | "none";
  readonly now: number;
}

/** Every consent that the release knows, given just now. */
export const allConsents = (release: CompiledRelease, now: number): ConsentRecord[] =>
  release.ledger.purposes.map(({ key }) => ({ purpose: key, granted: true, at: new Date(now).toISOString() }));

/** What the person would see. */
export function previewDecision(release: CompiledRelease, question: PreviewQuestion): Decision {
  const { locale, market, person, consent, now } = question;
  const request: DecisionRequest = {
    placement: previewPlacement,
    locale: locale === "*" ? "en" : locale,
    ...(market === undefined ? {} : { market }),
    ...asRequest(person),
    consents: consent === "given" ? allConsents(release, now) : [],
    trace: false,
  };
  return decide(release, request, { now });
}

/** A variant as far as finding somebody who sees it goes: the name of its audience, and where it is tried. */
export interface SeenVariant extends Pick<Variant, "markets" | "channels"> {
  readonly audience: string | undefined;
}

/** Whether a variant is tried in a place: what it names of channel and market holds there. */
export const isTried = (
  { markets, channels }: Pick<Variant, "markets" | "channels">,
  place: { channel: Channel; market: string | undefined },
): boolean =>
  (channels === undefined || channels.includes(place.channel)) &&
  (markets === undefined || (place.market !== undefined && markets.includes(place.market)));

/**
 * The condition of somebody who sees a variant in a place: in its audience, and in none of those that are tried before it.
 * One before it that asks for no audience is seen by everybody there; no person can be found who is not.
 */
export function conditionFor(
  variants: readonly SeenVariant[],
  at: number,
  place: { channel: Channel; market: string | undefined },
): string {
  const quoted = (name: string | undefined) => (name === undefined ? [] : [`audience(${JSON.stringify(name)})`]);
  const before = (at < 0 ? variants : variants.slice(0, at)).filter((one) => isTried(one, place));
  const without = before.flatMap(({ audience }) => quoted(audience).map((each) => `!${each}`));
  const wanted = at < 0 ? [] : quoted(variants[at]!.audience);
  return [...wanted, ...without].join(" && ") || "true";
}
