import type { AssetHistory, JournalEntry, JournalRow, ActName } from "#shared/audit/model.ts";
import { type Digest, toDigest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, Instant, MemberId, RequestId } from "#shared/kernel/ids.ts";
import type { ReadDb } from "../db/database.ts";
import { type Projections, readEntry } from "./journal.ts";

export const tables = [] as const;

export const projections: Projections = {
  "workspace.created"(db, body) {
    db.run(
      "INSERT INTO meta (key, value) VALUES ('workspace', @workspace), ('device', @device) ON CONFLICT (key) DO NOTHING",
      {
        workspace: body.workspace,
        device: body.device,
      },
    );
  },
};

export interface JournalFilter {
  readonly asset?: AssetId | undefined;
  readonly actor?: MemberId | undefined;
  readonly act?: ActName | undefined;
  readonly before?: number | undefined;
}

interface StoredEntry {
  entry: Uint8Array;
  leaf: Uint8Array;
}

/** Entries that fit the filter, newest first. */
export function listEntries(db: ReadDb, filter: JournalFilter, limit: number): JournalRow[] {
  const { from, where, parameters } = selection(filter);
  const page = [...where, ...(filter.before === undefined ? [] : ["journal.sequence < @before"])];
  const sql = `SELECT journal.entry, journal.leaf FROM ${from} ${clause(page)} ORDER BY journal.sequence DESC LIMIT @limit`;
  return db
    .all<StoredEntry>(sql, { ...parameters, ...(filter.before === undefined ? {} : { before: filter.before }), limit })
    .map((row) => toRow(db, row));
}

export function countEntries(db: ReadDb, filter: JournalFilter): number {
  const { from, where, parameters } = selection(filter);
  return db.get<{ total: number }>(`SELECT COUNT(*) AS total FROM ${from} ${clause(where)}`, parameters)!.total;
}

const clause = (where: readonly string[]): string => (where.length > 0 ? `WHERE ${where.join(" AND ")}` : "");

function selection({ asset, actor, act }: JournalFilter): {
  from: string;
  where: string[];
  parameters: Record<string, string>;
} {
  const where: string[] = [];
  const parameters: Record<string, string> = {};
  if (asset) {
    where.push("journal_subject.asset = @asset");
    parameters["asset"] = asset;
  }
  if (actor) {
    where.push("journal.actor = @actor");
    parameters["actor"] = actor;
  }
  if (act) {
    where.push("journal.act = @act");
    parameters["act"] = act;
  }
  const from = asset ? "journal_subject JOIN journal ON journal.sequence = journal_subject.sequence" : "journal";
  return { from, where, parameters };
}

/** @throws AppError NOT_FOUND */
export function getEntry(db: ReadDb, sequence: number): JournalRow {
  const row = db.get<StoredEntry>("SELECT entry, leaf FROM journal WHERE sequence = @sequence", { sequence });
  if (!row) throw new AppError("NOT_FOUND", `The journal has no entry ${sequence}.`, { sequence });
  return toRow(db, row);
}

function toRow(db: ReadDb, { entry, leaf }: StoredEntry): JournalRow {
  const parsed = readEntry(entry);
  const subjects = db.all<{ asset: AssetId; name: string }>(
    "SELECT asset.id AS asset, asset.name FROM journal_subject JOIN asset ON asset.id = journal_subject.asset WHERE journal_subject.sequence = @sequence ORDER BY asset.name LIMIT 50",
    { sequence: parsed.sequence },
  );
  return { ...parsed, leaf: toDigest(leaf), subjects };
}

/** What happened to one change request, oldest first. */
export function entriesOfRequest(db: ReadDb, request: RequestId): JournalEntry[] {
  const rows = db.all<StoredEntry>(
    `SELECT DISTINCT journal.sequence, journal.entry, journal.leaf FROM journal
     JOIN journal_subject ON journal_subject.sequence = journal.sequence
     WHERE journal_subject.asset IN (SELECT asset FROM request_item WHERE request = @request)
       AND journal.act IN ('request.opened', 'request.followed', 'request.closed', 'approval.given')
     UNION
     SELECT journal.sequence, journal.entry, journal.leaf FROM journal WHERE journal.act = 'request.closed'
     ORDER BY 1`,
    { request },
  );
  return rows.map((row) => readEntry(row.entry)).filter((entry) => entry.body["request"] === request);
}

interface Mark {
  at: Instant;
  by: MemberId | null;
  revision: Digest | null;
  label: string;
}

/** The lanes of one asset: who owned it when, and every revision, approval, signature and release. */
export function assetHistory(db: ReadDb, asset: AssetId): AssetHistory {
  const lane = (name: AssetHistory["marks"][number]["lane"], marks: readonly Mark[]): AssetHistory["marks"] =>
    marks.map((mark) => ({ lane: name, void: false, ...mark }));
  const key = { asset };
  return {
    tenures: tenuresOf(db, asset),
    marks: [
      ...lane(
        "revision",
        db.all<Mark>(
          "SELECT at, author AS by, digest AS revision, 'Revision ' || number AS label FROM revision WHERE asset = @asset ORDER BY number",
          key,
        ),
      ),
      ...approvalMarks(db, asset),
      ...lane(
        "own",
        db.all<Mark>(
          "SELECT at, member AS by, revision, 'Signed as owner' AS label FROM own_signature WHERE asset = @asset ORDER BY at",
          key,
        ),
      ),
      ...lane(
        "release",
        db.all<Mark>(
          `SELECT release.at, release.by, release_item.revision, 'Release ' || release.number || ', ' || release.environment AS label
           FROM release_item JOIN release USING (environment, number) WHERE release_item.asset = @asset ORDER BY release.at`,
          key,
        ),
      ),
    ],
  };
}

/** One mark per approval; void when no revision since then carries the digests that it covered. */
function approvalMarks(db: ReadDb, asset: AssetId): AssetHistory["marks"] {
  const rows = db.all<Mark & { step: "brand" | "legal"; standing: number }>(
    `SELECT approval.step, MIN(approval.at) AS at, approval.member AS by, NULL AS revision, 'Approved: ' || approval.step AS label,
       MIN(EXISTS (SELECT 1 FROM asset JOIN revision ON revision.asset = asset.id AND revision.number = asset.head_number
         WHERE asset.id = approval.asset AND json_extract(revision.parts, '$.' || approval.part) = approval.digest)) AS standing
     FROM approval WHERE approval.asset = @asset GROUP BY approval.envelope, approval.step ORDER BY at, approval.step`,
    { asset },
  );
  return rows.map(({ step, standing, ...mark }) => ({ lane: step, ...mark, void: standing === 0 }));
}

function tenuresOf(db: ReadDb, asset: AssetId): AssetHistory["tenures"] {
  const links = db.all<{ owner: MemberId; at: Instant }>(
    "SELECT owner, at FROM owner_link WHERE asset = @asset ORDER BY sequence",
    { asset },
  );
  const created = db.get<{ owner: MemberId; created_at: Instant }>(
    "SELECT owner, created_at FROM asset WHERE id = @asset",
    { asset },
  )!;
  if (links.length === 0) return [{ owner: created.owner, from: created.created_at, until: null, accepted: false }];
  return links.map((link, index) => ({
    owner: link.owner,
    // There is never a time without an owner: the first one is named from the asset's creation on.
    from: index === 0 ? created.created_at : link.at,
    until: links[index + 1]?.at ?? null,
    accepted: true,
  }));
}
