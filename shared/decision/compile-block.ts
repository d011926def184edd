import { type BlockBody, baseVariant, type Variant } from "../content/model.ts";
import { blockValues } from "../content/policy.ts";
import { assetId, type AssetId } from "../kernel/ids.ts";
import type { Condition } from "../rules/cel/compilation.ts";
import type { BlockTypeBody, Field, FieldValue, Localized } from "../taxonomy/model.ts";
import { tokensOf } from "../taxonomy/text.ts";
import { type CompiledBlock, defaultLocaleOf, type FieldSource } from "./assemble.ts";
import { carriedBy } from "./carried.ts";
import { type Cause, type Linker, type Named, overlapOf, periodOf, type Shelf } from "./linker.ts";
import { withPictures } from "./pictures.ts";
import { type CompiledVariant, triedNowhere } from "./variants.ts";

/** Makes a block ready to be assembled, or reports why it cannot be. */
export function compileBlock(block: Named<BlockBody>, linker: Linker): CompiledBlock | null {
  const { settings } = block.body;
  const type = linker.types.get(settings.type);
  if (!type) {
    linker.report(block.name, "Its block type is not in the release.");
    return null;
  }
  const shown = shownOf(block, type.body, linker);
  if (!shown) return null;
  const { layout } = linker.conditions;
  const variants = settings.variants.map((variant) => compileVariant(variant, block.name, linker));
  return {
    name: block.name,
    type: type.name,
    ...overlapOf(shown.periods),
    aiLabel: settings.aiLabel ?? null,
    variants,
    tried: triedNowhere(variants),
    sources: shown.sources,
    defaultLocale: defaultLocaleOf(Array.from(blockValues(block.body), ({ locale }) => locale)),
    tokens: [...new Set(Array.from(blockValues(block.body)).flatMap(({ value }) => tokenKeys(value)))],
    tokenSlots: new Map(layout.attributes.map(({ key, slot }) => [key, slot])),
    templates: new Map(),
  };
}

/** Everything that a block shows, and the periods that must all hold for it to be shown. Null: it can never be shown. */
function shownOf(
  block: Named<BlockBody>,
  type: BlockTypeBody,
  shelf: Shelf,
): { readonly sources: readonly FieldSource[]; readonly periods: readonly Cause[] } | null {
  const carried = carriedBy(block, type, shelf);
  if (!carried) return null;
  const own = type.settings.fields.map((field) => sourceOf(field, block.body, type, shelf));
  const { sources, periods } = withPictures([...own, ...carried.sources], shelf);
  return { sources, periods: [{ ...periodOf(block.body.settings), of: null }, ...carried.periods, ...periods] };
}

/** When something ends, and the asset whose end it is; null: its own. */
export interface End {
  readonly until: number;
  readonly of: AssetId | null;
}

/**
 * When a block ends: the first end among its own and those of all that it carries and shows. Null where it never does. It
 * is read from what is compiled for decisions, so the moment that a screen says is the one from which it is not shown.
 */
export function endOf(block: Named<BlockBody>, shelf: Shelf): End | null {
  const { until } = periodOf(block.body.settings);
  const type = shelf.types.get(block.body.settings.type)?.body;
  const periods = (type && shownOf(block, type, shelf)?.periods) ?? [{ until, of: null }];
  const first = periods.reduce((a, b) => (b.until < a.until ? b : a));
  return Number.isFinite(first.until) ? { until: first.until, of: first.of } : null;
}

const tokenKeys = (value: FieldValue): string[] =>
  (typeof value === "string" ? [value] : Array.isArray(value) ? value : []).flatMap((text) =>
    tokensOf(text).map(({ key }) => key),
  );

function compileVariant({ id, audience, markets, channels }: Variant, block: string, linker: Linker): CompiledVariant {
  const name = audience && (linker.names.get(audience) ?? audience);
  return {
    id,
    audience: name === undefined ? null : { name, test: audienceTest(name, block, linker) },
    markets: markets ?? null,
    channels: channels ?? null,
  };
}

/** A variant whose audience cannot be read is never chosen. */
function audienceTest(name: string, block: string, { conditions, report }: Linker): Condition {
  try {
    return conditions.audience(name);
  } catch (error) {
    report(block, error instanceof Error ? error.message : `The audience ${name} cannot be read.`);
    return () => undefined;
  }
}

/**
 * The values of one field. They are taken from the part that the field belongs to and from nowhere else, so that nothing
 * takes effect that the approvers of that part have not seen; and for a fixed field from the block type alone.
 */
function sourceOf(field: Field, block: BlockBody, type: BlockTypeBody, linker: Shelf): FieldSource {
  const fixed = field.mode === "fixed";
  if (fixed) return { field, fixed, base: type[field.part]?.[field.name], variants: new Map() };
  // Pictures stay ids here: what an answer says of one depends on the locale.
  const said = (values: Localized | undefined) => (field.type === "image" ? values : resolved(values, linker));
  const variants = block.settings.variants.flatMap(({ id }) => {
    const values = said(block[field.part]?.[id]?.[field.name]);
    return values ? [[id, values] as const] : [];
  });
  return {
    field,
    fixed,
    base: said(block[field.part]?.[baseVariant]?.[field.name]),
    variants: new Map(variants),
  };
}

/** Ids mean nothing outside the workspace: a field that refers to a block says its name, or nothing where it is not in the release. */
function resolved(values: Localized | undefined, linker: Shelf): Localized | undefined {
  if (!values) return undefined;
  const known = Object.entries(values).flatMap(([locale, value]) => {
    const said = withNames(value, linker);
    return said === undefined ? [] : [[locale, said] as const];
  });
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

const isId = (text: string): text is AssetId => text.startsWith("ast_") && assetId.safeParse(text).success;

function withNames(value: FieldValue, { names }: Shelf): FieldValue | undefined {
  if (typeof value === "string") return isId(value) ? names.get(value) : value;
  if (!Array.isArray(value)) return value;
  return value.flatMap((item) => (isId(item) ? (names.get(item) ?? []) : [item]));
}
