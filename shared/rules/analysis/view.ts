import type { KindName } from "#shared/assets/kind.ts";
import { blockBody } from "#shared/content/model.ts";
import { buildDictionary, type Dictionary } from "#shared/data/dictionary.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { mainSlot, type TemplateBody, templateBody } from "#shared/templates/model.ts";
import { type GuardrailLogic, isGuardrail } from "../effects.ts";
import { type PlacementBody, placementBody, type RuleBody, ruleBody } from "../model.ts";

/** A rule as the analysis sees it: nothing of it but whom it is for, where, when, and in which order. */
interface Common {
  readonly id: AssetId;
  readonly name: string;
  readonly when: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}
export interface GuardView extends Common {
  readonly acts: "guard";
  readonly effect: GuardrailLogic["effect"];
  /** Whom it keeps out: those of whom its condition is not false, or those of whom it is not true. */
  readonly blocks: "notFalse" | "notTrue";
  /** Whether it keeps all of these out at every time; a cap only those who had enough. */
  readonly steady: boolean;
  /** Null: every placement. */
  readonly placements: readonly AssetId[] | null;
  /** The blocks that it keeps back; null: everything personalized. */
  readonly blocksHeld: readonly AssetId[] | null;
}
export interface SelectionView extends Common {
  readonly acts: "select";
  readonly target: string;
  readonly block: AssetId;
  readonly priority: number;
}
export type RuleView = GuardView | SelectionView;

/** What selections fill: a placement, or a slot of its template. */
export interface TargetView {
  readonly key: string;
  readonly placement: AssetId;
  readonly name: string;
  /** The label of the slot; null in the main one. */
  readonly slot: string | null;
}

export interface RuleSet {
  readonly dictionary: Dictionary;
  readonly rules: readonly RuleView[];
  readonly targets: readonly TargetView[];
  /** What any condition or token names, by key. Null: what is used is not asked for. */
  readonly used: { readonly attributes: ReadonlySet<string>; readonly events: ReadonlySet<string> } | null;
}

/** An asset as the analysis reads it. */
export interface Material {
  readonly id: AssetId;
  readonly kind: KindName;
  readonly name: string;
  readonly body: unknown;
  /** When it ends with what it carries; its own end where this is left out. */
  readonly ends?: string | null;
}

/** Everything that the rules of a workspace stand on. Of blocks only those that rules show are needed. */
export function ruleSetOf(assets: readonly Material[], used: RuleSet["used"]): RuleSet {
  const byKind = Map.groupBy(assets, ({ kind }) => kind);
  const of = (kind: KindName): readonly Material[] => byKind.get(kind) ?? [];
  const templates = new Map(of("template").flatMap(({ id, body }) => parsed(id, templateBody, body)));
  const placements = of("placement").flatMap((asset) =>
    parsed(asset.id, placementBody, asset.body).map(([id, body]) => ({ id, name: asset.name, body })),
  );
  const blocks = new Map(of("block").map((asset) => [asset.id, asset]));
  const places = new Map(placements.map(({ id, body }) => [id, slotsOf(body, templates)]));
  const rules = of("rule").flatMap((asset) => {
    const [read] = parsed(asset.id, ruleBody, asset.body);
    const view = read && viewOf(asset, read[1], { placements, places, blocks });
    return view ? [view] : [];
  });
  return {
    dictionary: buildDictionary(assets),
    rules,
    targets: placements.flatMap((one) => targetsOf(one, places)),
    used,
  };
}

type Parser<B> = { safeParse(value: unknown): { success: boolean; data?: B } };

/** What was read of a body, as long as that is the same object: between two edits nearly all are. */
const readings = new WeakMap<object, unknown>();

function parsed<B>(id: AssetId, schema: Parser<B>, value: unknown): (readonly [AssetId, B])[] {
  const data = parse(schema, value);
  return data === null ? [] : [[id, data]];
}

function parse<B>(schema: Parser<B>, value: unknown): B | null {
  if (typeof value !== "object" || value === null) return null;
  const known = readings.get(value);
  // A body is of one kind, and read by the schema of that kind alone.
  if (known !== undefined) return known as B | null;
  const { success, data } = schema.safeParse(value);
  const read = success && data !== undefined ? data : null;
  readings.set(value, read);
  return read;
}

interface Slots {
  /** Keys of flexible slots by label; null where the placement shows one block. */
  readonly flexible: ReadonlyMap<string, string> | null;
  readonly main: string | null;
}

function slotsOf({ settings }: PlacementBody, templates: ReadonlyMap<AssetId, TemplateBody>): Slots {
  if (settings.template === undefined) return { flexible: null, main: null };
  const slots = templates.get(settings.template)?.settings.slots ?? [];
  const flexible = slots.filter(({ mode }) => mode === "flexible").map(({ key, label }) => [key, label] as const);
  return { flexible: new Map(flexible), main: mainSlot(slots)?.key ?? null };
}

interface World {
  readonly placements: readonly { readonly id: AssetId; readonly name: string; readonly body: PlacementBody }[];
  readonly places: ReadonlyMap<AssetId, Slots>;
  readonly blocks: ReadonlyMap<AssetId, Material>;
}

const time = (text: string | null | undefined, otherwise: number): number => (text ? Date.parse(text) : otherwise);
const always = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/** Null where a selection cannot take effect: it shows nothing, and hides nobody else's block. */
function viewOf({ id, name }: Material, { settings, logic }: RuleBody, world: World): RuleView | null {
  const own = { from: time(settings.from, always.from), until: time(settings.until, always.until) };
  const common = { id, name, when: logic.when, ...own };
  if (isGuardrail(logic)) return { ...common, ...guardOf(logic, world) };
  const slots = world.places.get(logic.placement);
  const block = world.blocks.get(logic.block);
  const shown = parse(blockBody, block?.body);
  if (!slots || !block || !shown) return null;
  const slot = logic.slot ?? slots.main;
  if (slots.flexible ? slot === null || !slots.flexible.has(slot) : logic.slot !== undefined) return null;
  const shownUntil = time(block.ends === undefined ? shown.settings.until : block.ends, always.until);
  return {
    ...common,
    // A rule shows its block, and nothing any more once that has ended.
    from: Math.max(own.from, time(shown.settings.from, always.from)),
    until: Math.min(own.until, shownUntil),
    acts: "select",
    target: targetKey(logic.placement, slot),
    block: logic.block,
    priority: logic.priority,
  };
}

const targetKey = (placement: AssetId, slot: string | null): string =>
  slot === null ? placement : `${placement} ${slot}`;

function guardOf(logic: GuardrailLogic, { placements, blocks }: World): Omit<GuardView, keyof Common> {
  const { effect, channels, content } = logic;
  const named = logic.placements.length > 0;
  const guarded = placements.filter(
    ({ id, body }) =>
      (!named || logic.placements.includes(id)) && (!channels || channels.includes(body.settings.channel)),
  );
  const steady = effect === "exclude" || effect === "require" || (effect === "suppress" && logic.windows.length === 0);
  return {
    acts: "guard",
    effect,
    blocks: effect === "require" ? "notTrue" : "notFalse",
    steady,
    placements: named || channels ? guarded.map(({ id }) => id) : null,
    blocksHeld: content ? heldBy(content, blocks) : null,
  };
}

function heldBy(content: NonNullable<GuardrailLogic["content"]>, blocks: ReadonlyMap<AssetId, Material>): AssetId[] {
  const ofTypes = [...blocks.values()].filter(({ body }) => {
    const type = parse(blockBody, body)?.settings.type;
    return type !== undefined && content.types.includes(type);
  });
  return [...new Set([...content.blocks, ...ofTypes.map(({ id }) => id)])];
}

function targetsOf({ id, name }: World["placements"][number], places: World["places"]): TargetView[] {
  const { flexible, main } = places.get(id)!;
  if (!flexible) return [{ key: targetKey(id, null), placement: id, name, slot: null }];
  return Array.from(flexible, ([key, label]) => ({
    key: targetKey(id, key),
    placement: id,
    name,
    slot: key === main ? null : label,
  }));
}
