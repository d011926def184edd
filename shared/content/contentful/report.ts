import type { KindName } from "#shared/assets/kind.ts";
import type { ImportReport, ImportRow } from "../model.ts";

type Outcome = ImportRow["outcome"];
type Does = NonNullable<ImportRow["does"]>;

/** One row of the source while its fate is open. The worst thing that is said of it decides. */
interface OpenRow {
  readonly collection: string;
  readonly source: string;
  readonly key: string;
  asset?: string;
  does?: Does;
  leftOut: boolean;
  settled: boolean;
  readonly reasons: Set<string>;
}

/**
 * Keeps count of the source: every row is entered once and must be settled, so that nothing is dropped in silence.
 */
export class Ledger {
  readonly #rows = new Map<string, OpenRow>();
  readonly #made: ImportReport["made"] = [];

  /** Enters a row of the source. `key` is unique in its collection. */
  enter(collection: string, key: string, source: string): void {
    const at = `${collection}/${key}`;
    if (this.#rows.has(at)) throw new Error(`The row ${at} was entered twice.`);
    this.#rows.set(at, { collection, source, key, leftOut: false, settled: false, reasons: new Set() });
  }

  /** The row became this asset, or part of it (`name#part`). `does` says what that changes, where it is not the asset's own. */
  imported(collection: string, key: string, asset: string, does?: Does): void {
    const row = this.#row(collection, key);
    row.asset = asset;
    if (does) row.does = does;
    row.settled = true;
  }

  /** Some of the row could not be taken as it is; the row is still imported. */
  adapted(collection: string, key: string, reason: string): void {
    this.#row(collection, key).reasons.add(reason);
  }

  /** The row has no effect here. This is final, whatever else is said of it. */
  leftOut(collection: string, key: string, reason: string): void {
    const row = this.#row(collection, key);
    row.leftOut = true;
    row.settled = true;
    row.reasons.clear();
    row.reasons.add(reason);
  }

  isLeftOut(collection: string, key: string): boolean {
    return this.#row(collection, key).leftOut;
  }

  /** An asset that no single row stands for. */
  made(asset: string, kind: KindName, reason: string): void {
    this.#made.push({ asset, kind, reason });
  }

  /** @returns the rows with their counts, in the order of entry. */
  close(): Pick<ImportReport, "rows" | "made" | "counts"> {
    const rows = [...this.#rows.values()].map(closeRow);
    const counts: ImportReport["counts"] = {};
    for (const { sourceKind, outcome } of rows) {
      const count = (counts[sourceKind] ??= { total: 0, imported: 0, adapted: 0, leftOut: 0 });
      count.total += 1;
      count[outcome] += 1;
    }
    return { rows, made: this.#made, counts };
  }

  #row(collection: string, key: string): OpenRow {
    const row = this.#rows.get(`${collection}/${key}`);
    if (!row) throw new Error(`The row ${collection}/${key} was never entered.`);
    return row;
  }
}

function closeRow(row: OpenRow): ImportRow {
  if (!row.settled) throw new Error(`Nobody said what became of ${row.collection}/${row.key}.`);
  const outcome: Outcome = row.leftOut ? "leftOut" : row.reasons.size > 0 ? "adapted" : "imported";
  return {
    source: row.source,
    sourceKind: row.collection,
    outcome,
    ...(row.leftOut || row.asset === undefined ? {} : { asset: row.asset }),
    ...(row.leftOut || row.does === undefined ? {} : { does: row.does }),
    ...(row.reasons.size > 0 ? { reason: [...row.reasons].join(" ") } : {}),
  };
}
