import type { StepId } from "#shared/access/model.ts";
import type { CoveredPart } from "#shared/assets/parts.ts";
import type { RequestStatus } from "#shared/approvals/model.ts";
import type { GivenApproval } from "#shared/approvals/policy.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, Instant, MemberId, RequestId } from "#shared/kernel/ids.ts";
import { getAssetRow, setApproved, setRequest } from "../assets/store.ts";
import type { Projections } from "../audit/journal.ts";
import type { ReadDb, WriteDb } from "../db/database.ts";

export const tables = ["request", "request_item", "approval"] as const;

export interface RequestRow {
  id: RequestId;
  number: number;
  title: string;
  note: string;
  author: MemberId;
  status: RequestStatus;
  opened_at: Instant;
}

export interface ItemRow {
  request: RequestId;
  asset: AssetId;
  revision: Digest;
  before: Digest | null;
}

type Items = readonly { readonly asset: AssetId; readonly revision: string }[];

export const projections: Projections = {
  "request.opened"(db, body, entry) {
    db.run(
      "INSERT INTO request (id, number, title, note, author, status, opened_at) VALUES (@request, @number, @title, @note, @author, 'open', @at)",
      {
        request: body.request,
        number: body.number,
        title: body.title,
        note: body.note,
        author: entry.actor,
        at: entry.at,
      },
    );
    for (const { asset, revision } of body.items) {
      db.run(
        "INSERT INTO request_item (request, asset, revision, before) VALUES (@request, @asset, @revision, @before)",
        {
          request: body.request,
          asset,
          revision,
          before: getAssetRow(db, asset).approved,
        },
      );
      setRequest(db, asset, body.request);
    }
    approveRevisions(db, body.request, body.approved);
  },
  "request.followed"(db, body) {
    for (const { asset, revision } of body.items) {
      db.run("UPDATE request_item SET revision = @revision WHERE request = @request AND asset = @asset", {
        request: body.request,
        asset,
        revision,
      });
    }
    approveRevisions(db, body.request, body.approved);
  },
  "request.closed"(db, body) {
    closeRequest(db, body.request, body.status);
  },
  "approval.given"(db, body, entry) {
    for (const part of body.parts) {
      db.run(
        `INSERT INTO approval (asset, part, digest, step, member, at, envelope, request)
         VALUES (@asset, @part, @digest, @step, @member, @at, @envelope, @request) ON CONFLICT DO NOTHING`,
        { ...part, step: body.step, member: entry.actor, at: entry.at, envelope: body.envelope, request: body.request },
      );
    }
    approveRevisions(db, body.request, body.approved);
  },
};

/** Takes note of revisions whose path is complete; a request with nothing left to approve closes. */
function approveRevisions(db: WriteDb, request: RequestId, approved: Items): void {
  for (const { asset, revision } of approved) setApproved(db, asset, revision as Digest);
  const waiting = db.get(
    "SELECT 1 AS one FROM request_item JOIN asset ON asset.id = request_item.asset WHERE request_item.request = @request AND asset.approved IS NOT request_item.revision",
    { request },
  );
  if (!waiting) closeRequest(db, request, "approved");
}

function closeRequest(db: WriteDb, request: RequestId, status: RequestStatus): void {
  db.run("UPDATE request SET status = @status WHERE id = @request", { request, status });
  for (const { asset } of listItems(db, request)) setRequest(db, asset, null);
}

/** @throws AppError NOT_FOUND */
export function getRequestRow(db: ReadDb, key: RequestId | number): RequestRow {
  const row =
    typeof key === "number"
      ? db.get<RequestRow>("SELECT * FROM request WHERE number = @key", { key })
      : db.get<RequestRow>("SELECT * FROM request WHERE id = @key", { key });
  if (!row) throw new AppError("NOT_FOUND", `There is no change request ${key} in this workspace.`, { request: key });
  return row;
}

export const listRequestRows = (
  db: ReadDb,
  status: readonly RequestStatus[] | undefined,
  limit: number,
): RequestRow[] =>
  db.all<RequestRow>(
    "SELECT * FROM request WHERE @status IS NULL OR status IN (SELECT value FROM json_each(@status)) ORDER BY number DESC LIMIT @limit",
    { status: status ? JSON.stringify(status) : null, limit },
  );

export const nextRequestNumber = (db: ReadDb): number =>
  db.get<{ next: number }>("SELECT COALESCE(MAX(number), 0) + 1 AS next FROM request")!.next;

export const listItems = (db: ReadDb, request: RequestId): ItemRow[] =>
  db.all<ItemRow>(
    "SELECT request_item.* FROM request_item JOIN asset ON asset.id = request_item.asset WHERE request_item.request = @request ORDER BY asset.name",
    { request },
  );

export interface ApprovalRow {
  asset: AssetId;
  part: CoveredPart;
  digest: Digest;
  step: StepId;
  member: MemberId;
  at: Instant;
  envelope: Digest;
  request: RequestId;
}

/** Every approval ever given for an asset, oldest first. */
export const listApprovals = (db: ReadDb, asset: AssetId): ApprovalRow[] =>
  db.all<ApprovalRow>("SELECT * FROM approval WHERE asset = @asset ORDER BY at", { asset });

/** The rows in the form that the shared gates take: one approval per row. */
export const asGiven = (rows: readonly ApprovalRow[]): GivenApproval[] =>
  rows.map((row) => ({ step: row.step, parts: { [row.part]: row.digest } }));
