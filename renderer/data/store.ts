import type { Tier } from "#shared/assets/model.ts";
import type { Proposal, SourceFormat } from "#shared/data/contract.ts";
import type { ExchangeReport } from "#shared/exchange/model.ts";
import type { Json } from "#shared/kernel/canonical.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { api } from "#renderer/bridge/client.ts";

/** What is asked before a source can be read. */
export interface SourceForm {
  readonly format: SourceFormat;
  readonly describes: "person" | "event";
  readonly file: File | undefined;
  readonly system: string;
  readonly brand: string;
  readonly market: string;
  readonly tier: Tier;
}

/** A proposal, and what somebody made of it. */
export interface ReviewRow extends Proposal {
  readonly id: string;
  readonly taken: boolean;
  /** Why the workspace refused it, since it was last changed. */
  readonly refused: string | undefined;
  /** It has been written, and can't be taken again. */
  readonly done: boolean;
}

/** New rows are taken, changes of what is there only when somebody says so; what is deprecated is asked about. */
const takenAtFirst = ({ state, notes }: Proposal): boolean =>
  state === "new" && !notes.some((note) => note.includes("deprecated"));

const order = ["unreadable", "differs", "new", "same"] as const;

/** Reads a source: every part of it a row, worst first. */
export async function readSource(form: SourceForm): Promise<{ rows: ReviewRow[]; notes: readonly string[] }> {
  const { format, describes, system } = form;
  const { rows, notes } = await api.data.propose({ format, describes, system, text: await form.file!.text() });
  const reviewed = rows.map((row, index) => ({
    ...row,
    id: String(index),
    taken: takenAtFirst(row),
    refused: undefined,
    done: false,
  }));
  return { rows: reviewed.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state)), notes };
}

/** Whether a row can be taken at all. */
export const canTake = ({ state, done }: ReviewRow): boolean => !done && (state === "new" || state === "differs");

/** A row with a setting changed: what was refused of it may hold now. */
export function withSetting(row: ReviewRow, key: string, value: Json | undefined): ReviewRow {
  const { [key]: _, ...rest } = row.settings;
  return { ...row, settings: value === undefined ? rest : { ...rest, [key]: value }, refused: undefined, taken: true };
}

export interface ImportAnswer {
  readonly rows: readonly ReviewRow[];
  readonly report: ExchangeReport;
}

/** Takes the rows that are to be taken. Where one is refused nothing is written, unless the others are asked for. */
export async function importRows(
  form: SourceForm,
  rows: readonly ReviewRow[],
  owner: MemberId,
  others: boolean,
): Promise<ImportAnswer> {
  const wanted = rows.filter((row) => row.taken && canTake(row));
  const report = await api.data.import({
    // The id tells rows apart whose sources are called the same.
    rows: wanted.map(({ id, kind, asset, base, settings }) => ({
      source: id,
      kind,
      asset,
      base,
      settings: { ...settings },
    })),
    tier: form.tier,
    scope: { brand: form.brand.trim() || "*", market: form.market.trim() || "*", channel: "*" },
    owner,
    apply: true,
    others,
  });
  const became = new Map(report.rows.map((one) => [one.source, one]));
  const after = rows.map((row): ReviewRow => {
    const one = became.get(row.id);
    if (!one) return row;
    return { ...row, refused: one.reason, done: report.applied && one.outcome !== "rejected" };
  });
  return { rows: after, report };
}
