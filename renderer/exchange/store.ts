import { everywhere } from "#shared/assets/model.ts";
import type { ImportReport } from "#shared/content/model.ts";
import { countOutcomes, type ExchangeChange, type ExchangeFile, type ExchangeReport } from "#shared/exchange/model.ts";
import { companionOf } from "#shared/exchange/folder.ts";
import { fromBase64, toBase64 } from "#shared/kernel/crypto.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { api } from "#renderer/bridge/client.ts";
import { type ImportForm, readExportFile, unzip } from "./logic/incoming.ts";
import type { TableShape } from "./logic/mapping.ts";

/** Worst first: what a person should look at before what went well. */
export const rowOutcomes = ["rejected", "leftOut", "adapted", "changed", "created", "imported", "unchanged"] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

/** What becomes of one row, whichever format it came in. */
export interface Row {
  readonly key: string;
  readonly source: string;
  readonly outcome: RowOutcome;
  readonly asset: string;
  /** Why, and what to look at. */
  readonly say: string;
  readonly changes: readonly ExchangeChange[];
}

export interface Outcome {
  readonly rows: readonly Row[];
  readonly counts: ReadonlyMap<RowOutcome, number>;
  readonly notes: readonly string[];
  readonly applied: boolean;
  /** Whether applying it would write anything. */
  readonly does: boolean;
  /** Rejected rows of a table, as the text of a file to mend. */
  readonly rejected?: string | undefined;
  /** Rows that were not reached, because somebody stopped it. */
  readonly left?: number;
  /** What the tags of an export say of tiers. */
  readonly tiers?: ImportReport["tiers"];
}

/** Told while a long import runs; asked whether to go on. */
export interface Watch {
  readonly progress: (done: number, total: number) => void;
  readonly stopped: () => boolean;
}

/** Reads the file and imports it, or only tells what would happen. */
export async function runImport(form: ImportForm, owner: MemberId, apply: boolean, watch?: Watch): Promise<Outcome> {
  const { format, brand, market, tiers, tier } = form;
  const file = form.file!;
  switch (format) {
    case "contentful": {
      const scope = { brand: brand.trim(), market: market.trim() || "*" };
      const asked = { format, ...(await readExportFile(file)), owner, ...scope, tiers, otherwise: tier, apply };
      return ofContentful(await api.content.importExport(asked), apply);
    }
    case "json":
      return ofExchange(await api.exchange.importFolder({ files: await unzip(file), owner, apply }));
    case "table":
      return importTable(form, owner, apply, watch);
    default:
      return ofExchange(await api.exchange.importTexts({ format, text: await file.text(), apply }));
  }
}

const readTableFile = async (file: File) => {
  const xlsx = /\.xlsx$/i.test(file.name);
  const content = xlsx ? toBase64(new Uint8Array(await file.arrayBuffer())) : await file.text();
  return { format: xlsx ? "xlsx" : "csv", content } as const;
};

/** The columns of a table with their first values. */
export const readTable = async (file: File): Promise<TableShape> => api.exchange.readTable(await readTableFile(file));

const stretch = 2000;

/**
 * A preview is one call. Applying goes in stretches, each written when it is answered: what is imported stays where a
 * person or a failure stops it, and applying again goes on, because rows that are there are the same.
 */
async function importTable(form: ImportForm, owner: MemberId, apply: boolean, watch?: Watch): Promise<Outcome> {
  const { brand, market, type, columns, tier } = form;
  const scope = { ...everywhere, brand: brand.trim() || "*", market: market.trim() || "*" };
  const own = columns ? [...columns] : undefined;
  const given = await readTableFile(form.file!);
  const asked = { ...given, type: type!, columns: own, tier, scope, owner, apply };
  // How columns are read is in sight already, where it can be changed.
  if (!apply) return { ...ofExchange(await api.exchange.importTable(asked)), notes: [] };
  const { rows: total } = await api.exchange.readTable(given);
  const reports: ExchangeReport[] = [];
  for (let from = 0; from < total && !watch?.stopped(); from += stretch) {
    watch?.progress(from, total);
    try {
      reports.push(await api.exchange.importTable({ ...asked, rows: { from, count: stretch } }));
    } catch (error) {
      if (from === 0 || !(error instanceof Error)) throw error;
      throw new Error(
        `${from.toLocaleString("en")} of ${total.toLocaleString("en")} rows are imported and stay. Then: ${error.message} Import it again to go on.`,
        { cause: error },
      );
    }
  }
  const done = reports.flatMap(({ rows }) => rows);
  const left = total - done.length;
  return {
    ...ofExchange({ rows: done, counts: countOutcomes(done), notes: [], applied: true }),
    rejected: await joinRejected(reports),
    left,
    does: left > 0,
  };
}

/** One file of the rejected rows of all stretches. */
async function joinRejected(reports: readonly ExchangeReport[]): Promise<string | undefined> {
  const files = reports.flatMap(({ rejected }) => rejected?.text ?? []);
  if (files.length < 2) return files[0];
  const { default: papa } = await import("papaparse");
  const tables = files.map((text) => papa.parse<string[]>(text.replace(/^\uFEFF/, ""), { skipEmptyLines: true }).data);
  const lines = [...tables[0]!, ...tables.slice(1).flatMap((table) => table.slice(1))];
  return `\uFEFF${papa.unparse(lines, { newline: "\r\n" })}\r\n`;
}

function ofExchange({ rows, notes, applied, rejected }: ExchangeReport): Outcome {
  const made = outcomeOf(
    rows.map(({ source, outcome, asset = "", changes, reason, warning }, index) => ({
      key: String(index),
      source,
      outcome,
      asset,
      changes,
      say: [reason, warning].filter((words) => words !== undefined).join(" "),
    })),
    notes,
    applied,
  );
  return rejected ? { ...made, rejected: rejected.text } : made;
}

/** What a row that is taken as it is does to its asset. */
const doneTo = { created: "created", changed: "changed", same: "unchanged" } as const;

function ofContentful({ rows, made, tiers }: ImportReport, applied: boolean): Outcome {
  const taken = rows.map(({ source, sourceKind, outcome, does, asset = "", reason = "", changes = [] }, index) => ({
    key: String(index),
    source: `${sourceKind}: ${source}`,
    outcome: outcome === "imported" && does ? doneTo[does] : outcome,
    asset,
    changes,
    say: reason,
  }));
  const besides = made.map(({ asset, reason }) => ({
    key: `made ${asset}`,
    source: "made for it",
    outcome: "created" as const,
    asset,
    changes: [],
    say: reason,
  }));
  const writes = besides.length > 0 || rows.some(({ does }) => does === "created" || does === "changed");
  return { ...outcomeOf([...taken, ...besides], [], applied), does: writes, tiers };
}

function outcomeOf(rows: readonly Row[], notes: readonly string[], applied: boolean): Outcome {
  const counts = new Map<RowOutcome, number>();
  for (const { outcome } of rows) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const does = (["created", "changed", "imported", "adapted"] as const).some((one) => counts.has(one));
  return { rows: rows.toSorted(worstFirst), counts, notes, applied, does };
}

const worstFirst = (a: Row, b: Row): number => rowOutcomes.indexOf(a.outcome) - rowOutcomes.indexOf(b.outcome);

/** The workspace as a zipped folder. @throws where others write so often that no whole copy can be read. */
export async function exportZip(): Promise<Blob> {
  const { strToU8, zipSync } = await import("fflate");
  for (let attempt = 0; attempt < 3; attempt++) {
    const files = await readWhole();
    if (!files) continue;
    // The zip's own dates are always the same, so that the same content gives the same zip.
    const entries = files.flatMap((file): [string, Uint8Array][] => {
      const companion = file.bytes === undefined ? null : companionOf(file);
      const text: [string, Uint8Array] = [file.path, strToU8(file.text)];
      return companion === null ? [text] : [text, [companion, fromBase64(file.bytes!)]];
    });
    const packed = zipSync(Object.fromEntries(entries), { mtime: new Date(2000, 0, 1) });
    return new Blob([packed], { type: "application/zip" });
  }
  throw new Error("Others are changing the workspace as it is read. Try it again in a moment.");
}

/** Every page of the export, or null where something was written between two of them. */
async function readWhole(): Promise<ExchangeFile[] | null> {
  const files: ExchangeFile[] = [];
  const limit = 2000;
  let state: number | undefined;
  for (let offset = 0; ; offset += limit) {
    const page = await api.exchange.exportFolder({ offset, limit });
    if (state !== undefined && page.state !== state) return null;
    state = page.state;
    files.push(...page.files);
    if (offset + limit >= page.total) return files;
  }
}

/** The report as a table that any spreadsheet opens; nothing in it is taken for a formula. */
export async function reportCsv({ rows }: Outcome): Promise<Blob> {
  const { default: papa } = await import("papaparse");
  const lines = rows.map(({ source, outcome, asset, say }) => ({ row: source, outcome, asset, reason: say }));
  return new Blob(["\uFEFF", papa.unparse(lines, { escapeFormulae: true })], { type: "text/csv" });
}

/** Hands a file to the person, who chooses where it goes. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
