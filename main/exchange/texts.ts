import type { Problem } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { BlockBody } from "#shared/content/model.ts";
import { changesOf } from "#shared/exchange/changes.ts";
import { type ExchangeRow, mostText } from "#shared/exchange/model.ts";
import {
  fixedUnitsOf,
  fixedVariant,
  fixedView,
  isFixedText,
  type Locales,
  placeUnit,
  type Placed,
  readKey,
  type ReturnedUnit,
  type TextUnit,
  textOf,
  unitsOf,
  warningFor,
  withFixedView,
} from "#shared/exchange/texts.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { type BlockTypeBody, locale } from "#shared/taxonomy/model.ts";
import { type AssetFilter, filterIds } from "../assets/list.ts";
import { reviseAsset } from "../assets/revise.ts";
import { type AssetRow, checkContext, getRevision, identityOf, listBodies } from "../assets/store.ts";
import type { ReadContext, WriteContext } from "../context.ts";
import type { ReadDb } from "../db/database.ts";
import { reasonOf, refuseUnlessAuthor } from "./apply.ts";
import { findAsset } from "./store.ts";

export interface TextExport extends Locales {
  readonly filter: AssetFilter;
  /** Only what says nothing in the target locale yet. */
  readonly missing: boolean;
}

/** The texts of the blocks that a filter finds. @throws INPUT_INVALID where it is more than one file can carry back */
export function exportUnits({ db, me, now }: ReadContext, { filter, missing, ...locales }: TextExport): TextUnit[] {
  const asked = { offset: 0, limit: 100_000, me: me.id, now: new Date(now()).toISOString() };
  const assets = filterIds(db, { ...filter, kinds: ["block"] }, "name", asked);
  const types = new Map(listBodies(db, { kinds: ["blockType"] }, "head").map(({ id, body }) => [id, body]));
  const units: TextUnit[] = [];
  const used = new Set<AssetId>();
  let size = 0;
  const take = (found: readonly TextUnit[]): void => {
    for (const unit of found) {
      if (missing && unit.target !== "") continue;
      units.push(unit);
      size += unit.source.length + unit.target.length;
    }
    if (size > mostText / 2)
      throw new AppError("INPUT_INVALID", "These are more texts than one file can carry back. Narrow the list first.");
  };
  for (const { id, name, body } of listBodies(db, { assets }, "head")) {
    const block = body as unknown as BlockBody;
    const type = types.get(block.settings.type) as BlockTypeBody | undefined;
    if (!type) continue;
    used.add(block.settings.type);
    take(unitsOf({ id, name, body: block, type }, locales));
  }
  for (const id of used) take(fixedTexts(db, id, types.get(id) as BlockTypeBody, locales));
  return units;
}

/** The texts that are fixed in a type go out once, after the blocks that carry them. */
const fixedTexts = (db: ReadDb, id: AssetId, body: BlockTypeBody, locales: Locales): TextUnit[] =>
  body.settings.fields.some(isFixedText) ? fixedUnitsOf({ id, name: findAsset(db, id)!.name, body }, locales) : [];

/** A unit with the row that tells what became of it. */
interface Pending {
  readonly unit: ReturnedUnit;
  readonly placed: Placed;
  readonly warning: string | undefined;
}

/**
 * Brings translations back, one revision a block. What breaks a limit or a lock rejects its own row alone; what is left of
 * the block is tried again without it.
 */
export function takeTexts(context: WriteContext, units: readonly ReturnedUnit[], source: string | null): ExchangeRow[] {
  const rows = new Map<ReturnedUnit, ExchangeRow>();
  for (const [asset, own] of Map.groupBy(units, ({ key }) => readKey(key)?.asset)) {
    if (asset) takeBlock(context, asset, own, source, rows);
    else
      for (const unit of own)
        rows.set(unit, rejected(unit, `“${unit.key}” names no text of a block. Keep the ids of the export.`));
  }
  return units.map((unit) => rows.get(unit)!);
}

const rejected = ({ place }: ReturnedUnit, reason: string, asset?: string): ExchangeRow => ({
  source: place,
  outcome: "rejected",
  ...(asset ? { asset } : {}),
  changes: [],
  reason,
});

function takeBlock(
  context: WriteContext,
  asset: AssetId,
  units: readonly ReturnedUnit[],
  source: string | null,
  rows: Map<ReturnedUnit, ExchangeRow>,
): void {
  const row = findAsset(context.db, asset);
  if ((row?.kind !== "block" && row?.kind !== "blockType") || row.retired_at || !row.head) {
    const why = row?.retired_at ? `${row.name} is retired.` : "There is no such block in this workspace.";
    for (const unit of units) rows.set(unit, rejected(unit, why, row?.name));
    return;
  }
  const { body, type, write } = opened(context, row, row.head);
  const pending: Pending[] = [];
  const seen = new Set<string>();
  for (const unit of units) {
    const settled = settle(unit, body, type, seen);
    if (typeof settled === "string") rows.set(unit, rejected(unit, settled, row.name));
    else if (settled === null)
      rows.set(unit, { source: unit.place, outcome: "unchanged", asset: row.name, changes: [] });
    else pending.push({ unit, placed: settled, warning: warningFor(unit, body, settled.place, source) });
  }
  reviseBlock(context, row, { body, write }, pending, rows);
}

/** What holds the texts of an asset, and how they go back into it. */
interface Opened {
  readonly body: BlockBody;
  readonly write: (body: BlockBody) => Body;
}

/** A block with its type; a block type as the block that its fixed texts would be. */
function opened(context: WriteContext, { id, kind }: AssetRow, head: Digest): Opened & { type: BlockTypeBody } {
  const stored = getRevision(context.db, head).body as unknown;
  if (kind === "blockType") {
    const type = stored as BlockTypeBody;
    return { body: fixedView(type, id), type, write: (view) => withFixedView(type, view) };
  }
  const body = stored as BlockBody;
  const type = checkContext(context.db).asset(body.settings.type)?.body as unknown as BlockTypeBody;
  return { body, type, write: (next) => next };
}

/** What a unit would set; null where it changes nothing; a sentence where it cannot be set. */
function settle(unit: ReturnedUnit, body: BlockBody, type: BlockTypeBody, seen: Set<string>): Placed | string | null {
  if (unit.fault) return unit.fault;
  if (unit.target === null) return null;
  if (!locale.safeParse(unit.locale).success) return `“${unit.locale}” is no locale. Write one such as de-DE.`;
  const placed = placeUnit(unit, body, type);
  if (typeof placed === "string") return placed;
  const at = `${unit.key}.${unit.locale}`;
  if (seen.has(at)) return "Another row of the file says this text already.";
  seen.add(at);
  const { part, variant, field } = placed.place;
  return textOf(body[part]?.[variant]?.[field]?.[unit.locale]) === unit.target ? null : placed;
}

/** Tries what is left until it holds. Each round rejects at least one row, so that it ends. */
function reviseBlock(
  context: WriteContext,
  row: AssetRow,
  { body, write }: Opened,
  pending: readonly Pending[],
  rows: Map<ReturnedUnit, ExchangeRow>,
): void {
  for (let left = pending; left.length > 0;) {
    const next = withTexts(body, left);
    try {
      context.attempt(() => {
        refuseUnlessAuthor(context, identityOf(row), row.owner);
        reviseAsset(context, { asset: row.id, base: row.head, body: write(next), note: "Translations imported" });
      });
      const changes = changesOf(body, next);
      for (const { unit, placed, warning } of left) {
        const whole = [placed.place.part, placed.place.variant, placed.place.field, unit.locale].join(".");
        const own = changes.filter(({ at }) => at === whole || whole.startsWith(`${at}.`));
        const set = own.map(() => ({
          at: pathOf(unit, placed),
          before: beforeOf(body, unit, placed),
          after: placed.value,
        }));
        rows.set(unit, {
          source: unit.place,
          outcome: "changed",
          asset: row.name,
          changes: set,
          ...(warning ? { warning } : {}),
        });
      }
      return;
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === null) throw error;
      left = rejectGuilty(left, error as AppError, reason, row.name, rows);
    }
  }
}

/** Rejects the rows that a refusal is about, or all where it is about none of them. @returns the rest. */
function rejectGuilty(
  left: readonly Pending[],
  { details }: AppError,
  reason: string,
  name: string,
  rows: Map<ReturnedUnit, ExchangeRow>,
): Pending[] {
  const problems = (Array.isArray(details["problems"]) ? details["problems"] : []) as Problem[];
  const about = ({ unit, placed }: Pending): string[] => {
    const at = pathOf(unit, placed);
    return problems
      .filter((one) => one.at === at || one.at.startsWith(`${at}.`) || at.startsWith(`${one.at}.`))
      .map(({ message }) => message);
  };
  const guilty = left.filter((one) => about(one).length > 0);
  const refused = guilty.length > 0 ? guilty : left;
  for (const one of refused) {
    const own = about(one);
    rows.set(one.unit, rejected(one.unit, own.length > 0 ? own.join(" ") : reason, name));
  }
  return left.filter((one) => !refused.includes(one));
}

/** Where a text stands in its asset. What is fixed in a type stands there without a variant. */
const pathOf = ({ locale: where }: ReturnedUnit, { place }: Placed): string =>
  [place.part, ...(place.variant === fixedVariant ? [] : [place.variant]), place.field, where].join(".");

const beforeOf = (body: BlockBody, { locale: where }: ReturnedUnit, { place }: Placed) =>
  body[place.part]?.[place.variant]?.[place.field]?.[where];

function withTexts(body: BlockBody, pending: readonly Pending[]): BlockBody {
  const next = structuredClone(body);
  for (const { unit, placed } of pending) {
    const { part, variant, field } = placed.place;
    const values = ((next[part] ??= {})[variant] ??= {});
    values[field] = { ...values[field], [unit.locale]: placed.value };
  }
  return next;
}
