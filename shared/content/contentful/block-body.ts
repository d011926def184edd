import { baseVariant, type BlockBody, type Variant } from "../model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { FieldValues } from "#shared/taxonomy/model.ts";
import { valueParts } from "#shared/taxonomy/policy.ts";
import type { ImportedType } from "./block-types.ts";
import { covers } from "../variants.ts";
import { claim, shortLabel, slug } from "./names.ts";
import { originMark } from "./workspace.ts";

/** A variant before it has its place in a block. */
export interface NewVariant {
  readonly audience: AssetId;
  readonly label: string;
  /** The fields in which it differs from everyone's values. */
  readonly values: FieldValues;
  /** All values of its entry. */
  readonly own: FieldValues;
}

export interface NewBlock {
  readonly origin: string;
  readonly label: string;
  readonly type: ImportedType;
  readonly base: FieldValues;
  readonly variants: readonly NewVariant[];
}

/**
 * The body of a block. Where the block exists, the export's values are laid over it: what the export does not mention
 * stays, because absence from an export is not deletion.
 */
export function composeBlock(block: NewBlock, before: BlockBody | null): BlockBody {
  const variants = placeVariants(block.variants, before?.settings.variants ?? []);
  const label = shortLabel(block.label, 160);
  const body: BlockBody = {
    ...(before ? structuredClone(before) : {}),
    settings: { ...before?.settings, label, type: block.type.id, variants, origin: originMark(block.origin) },
  };
  layOver(body, block.type, baseVariant, block.base);
  for (const variant of block.variants) {
    const { id } = variants.find((each) => isImports(each, variant.audience))!;
    // A field that the variant had of its own is brought up to date even where it equals everyone's now.
    const kept = Object.entries(variant.own).filter(([name]) =>
      valueParts.some((part) => before?.[part]?.[id]?.[name]),
    );
    layOver(body, block.type, id, { ...Object.fromEntries(kept), ...variant.values });
  }
  return body;
}

/**
 * A block without values for fields that were made fixed since it was written: they have their value in the block type, and
 * a new revision can no longer hold one. @returns the block, and the labels of the fields that lost their values.
 */
export function withoutFixed(block: BlockBody, type: ImportedType): { body: BlockBody; cleared: string[] } {
  const body = structuredClone(block);
  const cleared = new Set<string>();
  for (const { name, label, part, mode } of type.body.settings.fields) {
    for (const values of mode === "fixed" ? Object.values(body[part] ?? {}) : []) {
      if (values[name]) cleared.add(label);
      delete values[name];
    }
  }
  return { body, cleared: [...cleared] };
}

/**
 * The export's variants come first, in its order; those that it does not have stay behind them, but for one that would
 * never be seen there: it stands before the variant that applies wherever it does.
 */
function placeVariants(wanted: readonly NewVariant[], before: readonly Variant[]): Variant[] {
  const taken = new Set<string>([baseVariant, ...before.map(({ id }) => id)]);
  const placed = wanted.map(({ audience, label }) => {
    const known = before.find((each) => isImports(each, audience));
    return known ?? { id: claim(taken, variantId(label)), label, audience };
  });
  const ids = new Set(placed.map(({ id }) => id));
  const all = [...placed];
  for (const own of before.filter(({ id }) => !ids.has(id))) {
    const wider = all.findIndex((each) => covers(each, own));
    all.splice(wider < 0 ? all.length : wider, 0, own);
  }
  return all;
}

/** The export knows audiences alone: a variant that somebody made for a market or channel as well is not its own. */
export const isImports = (variant: Variant, audience: AssetId): boolean =>
  variant.audience === audience && variant.markets === undefined && variant.channels === undefined;

const variantId = (label: string): string => {
  const id = slug(label);
  return /^[a-z]/.test(id) ? id : `v-${id}`.replace(/-$/, "");
};

/** Lays values over those of one variant, each in the part whose approvers cover it. */
function layOver(body: BlockBody, type: ImportedType, variant: string, values: FieldValues): void {
  const parts = new Map(type.body.settings.fields.map(({ name, part }) => [name, part]));
  for (const part of valueParts) {
    const own = Object.entries(values).filter(([name]) => parts.get(name) === part);
    if (own.length === 0) continue;
    const inPart = (body[part] ??= {});
    const inVariant = (inPart[variant] ??= {});
    for (const [name, byLocale] of own) inVariant[name] = { ...inVariant[name], ...byLocale };
  }
}

/** The block without its variants, under a name of its own: what is shown where nothing personalized may be. */
export function genericCopy(body: BlockBody, origin: string): BlockBody {
  const { label, type } = body.settings;
  const copy: BlockBody = {
    settings: { label: shortLabel(`${label} (generic)`, 160), type, variants: [], origin: originMark(origin) },
  };
  for (const part of valueParts) {
    const values = body[part]?.[baseVariant];
    if (values) copy[part] = { [baseVariant]: structuredClone(values) };
  }
  return copy;
}
