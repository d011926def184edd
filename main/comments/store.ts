import type { Place, Thread, ThreadState, WaitingThread } from "#shared/comments/model.ts";
import { shortened } from "#shared/comments/policy.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, CommentId, Instant, MemberId, ThreadId } from "#shared/kernel/ids.ts";
import type { Projections } from "../audit/journal.ts";
import type { ReadDb, WriteDb } from "../db/database.ts";

export const tables = ["comment_thread", "comment", "comment_mention"] as const;

/** A comment as an act tells of it. */
interface Said {
  readonly thread: ThreadId;
  readonly comment: CommentId;
  readonly text: string;
  readonly mentions: readonly MemberId[];
}

export const projections: Projections = {
  "comment.started"(db, body, entry) {
    db.run(
      `INSERT INTO comment_thread (id, asset, number, part, field, variant, locale, purpose, asked_at, revision, quote, state, author, at, changed)
       VALUES (@thread, @asset, (SELECT COUNT(*) + 1 FROM comment_thread WHERE asset = @asset), @part, @field, @variant, @locale,
         @purpose, @from, @revision, @quote, 'open', @author, @at, @sequence)`,
      {
        thread: body.thread,
        asset: body.asset,
        part: body.place?.part ?? null,
        field: body.place?.field ?? null,
        variant: body.place?.variant ?? null,
        locale: body.place?.locale ?? null,
        purpose: body.purpose,
        from: body.from,
        revision: body.revision,
        quote: body.quote,
        author: entry.actor,
        at: entry.at,
        sequence: entry.sequence,
      },
    );
    insertComment(db, body, entry.actor!, entry.at);
  },
  "comment.replied"(db, body, entry) {
    insertComment(db, body, entry.actor!, entry.at);
    touch(db, body.thread, entry.sequence);
  },
  "comment.revised"(db, body, entry) {
    db.run("UPDATE comment SET text = @text, revised_at = @at WHERE id = @comment", {
      comment: body.comment,
      text: body.text,
      at: entry.at,
    });
    putMentions(db, body);
    touch(db, body.thread, entry.sequence);
  },
  "comment.withdrawn"(db, { thread, comment }, entry) {
    db.run("UPDATE comment SET text = '', withdrawn = 1 WHERE id = @comment", { comment });
    db.run("DELETE FROM comment_mention WHERE comment = @comment", { comment });
    db.run(
      `UPDATE comment_thread SET state = 'withdrawn', quote = ''
       WHERE id = @thread AND NOT EXISTS (SELECT 1 FROM comment WHERE thread = @thread AND withdrawn = 0)`,
      { thread },
    );
    touch(db, thread, entry.sequence);
  },
  "comment.resolved"(db, { thread }, entry) {
    db.run("UPDATE comment_thread SET state = 'resolved', resolver = @actor, resolved_at = @at WHERE id = @thread", {
      thread,
      actor: entry.actor,
      at: entry.at,
    });
    touch(db, thread, entry.sequence);
  },
  "comment.reopened"(db, { thread }, entry) {
    db.run("UPDATE comment_thread SET state = 'open', resolver = NULL, resolved_at = NULL WHERE id = @thread", {
      thread,
    });
    touch(db, thread, entry.sequence);
  },
};

function insertComment(db: WriteDb, said: Said, author: MemberId, at: Instant): void {
  db.run(
    `INSERT INTO comment (id, thread, number, author, at, text, withdrawn)
     VALUES (@comment, @thread, (SELECT COUNT(*) + 1 FROM comment WHERE thread = @thread), @author, @at, @text, 0)`,
    { comment: said.comment, thread: said.thread, author, at, text: said.text },
  );
  putMentions(db, said);
}

function putMentions(db: WriteDb, { comment, mentions }: Said): void {
  db.run("DELETE FROM comment_mention WHERE comment = @comment", { comment });
  for (const member of mentions)
    db.run("INSERT INTO comment_mention (comment, member) VALUES (@comment, @member) ON CONFLICT DO NOTHING", {
      comment,
      member,
    });
}

const touch = (db: WriteDb, thread: ThreadId, sequence: number): void => {
  db.run("UPDATE comment_thread SET changed = @sequence WHERE id = @thread", { thread, sequence });
};

interface ThreadRow {
  id: ThreadId;
  asset: AssetId;
  name: string;
  number: number;
  part: Place["part"] | null;
  field: string | null;
  variant: string | null;
  locale: string | null;
  purpose: Thread["purpose"];
  asked_at: AssetId | null;
  asked_name: string | null;
  revision: Digest | null;
  revision_number: number | null;
  quote: string;
  state: ThreadState | "withdrawn";
  author: MemberId;
  at: Instant;
  resolver: MemberId | null;
  resolved_at: Instant | null;
}

const threadColumns = `SELECT comment_thread.*, asset.name, asked.name AS asked_name, revision.number AS revision_number
  FROM comment_thread JOIN asset ON asset.id = comment_thread.asset
  LEFT JOIN asset AS asked ON asked.id = comment_thread.asked_at
  LEFT JOIN revision ON revision.asset = comment_thread.asset AND revision.digest = comment_thread.revision`;

export interface ThreadFilter {
  readonly assets?: readonly AssetId[] | undefined;
  readonly state?: ThreadState | undefined;
}

export type NamedThread = Thread & { readonly name: string };

/** Threads that fit, those that changed last first, and how many there are in all. */
export function listThreads(db: ReadDb, { assets, state }: ThreadFilter, limit: number) {
  const where = [
    state ? "comment_thread.state = @state" : "comment_thread.state IN ('open', 'resolved')",
    ...(assets ? ["comment_thread.asset IN (SELECT value FROM json_each(@assets))"] : []),
  ].join(" AND ");
  const parameters = { ...(state ? { state } : {}), ...(assets ? { assets: JSON.stringify(assets) } : {}) };
  const rows = db.all<ThreadRow>(
    `${threadColumns} WHERE ${where} ORDER BY comment_thread.changed DESC, comment_thread.id LIMIT @limit`,
    { ...parameters, limit },
  );
  const { total } = db.get<{ total: number }>(
    `SELECT COUNT(*) AS total FROM comment_thread WHERE ${where}`,
    parameters,
  )!;
  return { threads: withComments(db, rows), total };
}

/** @throws AppError NOT_FOUND, also where everything in it was withdrawn */
export function getThread(db: ReadDb, id: ThreadId): NamedThread {
  const row = db.get<ThreadRow>(`${threadColumns} WHERE comment_thread.id = @id`, { id });
  if (!row || row.state === "withdrawn")
    throw new AppError("NOT_FOUND", "There is no such thread of comments in this workspace.", { thread: id });
  return withComments(db, [row])[0]!;
}

/** The thread that a comment stands in. @throws AppError NOT_FOUND */
export function threadOf(db: ReadDb, comment: CommentId): NamedThread {
  const row = db.get<{ thread: ThreadId }>("SELECT thread FROM comment WHERE id = @comment", { comment });
  if (!row) throw new AppError("NOT_FOUND", "There is no such comment in this workspace.", { comment });
  return getThread(db, row.thread);
}

interface CommentRow {
  id: CommentId;
  thread: ThreadId;
  author: MemberId;
  at: Instant;
  text: string;
  revised_at: Instant | null;
  withdrawn: number;
  mentions: string;
}

function withComments(db: ReadDb, rows: readonly ThreadRow[]): NamedThread[] {
  const comments = db.all<CommentRow>(
    `SELECT id, thread, author, at, text, revised_at, withdrawn,
       (SELECT json_group_array(member) FROM (SELECT member FROM comment_mention WHERE comment = comment.id ORDER BY member)) AS mentions
     FROM comment WHERE thread IN (SELECT value FROM json_each(@threads)) ORDER BY thread, number`,
    { threads: JSON.stringify(rows.map(({ id }) => id)) },
  );
  const byThread = Map.groupBy(comments, (one) => one.thread);
  return rows.map((row) => ({
    id: row.id,
    asset: row.asset,
    name: row.name,
    number: row.number,
    place:
      row.part && row.field ? { part: row.part, field: row.field, variant: row.variant, locale: row.locale } : null,
    purpose: row.purpose,
    from: row.asked_at ? { asset: row.asked_at, name: row.asked_name! } : null,
    revision: row.revision && row.revision_number ? { digest: row.revision, number: row.revision_number } : null,
    quote: row.quote,
    state: row.state as ThreadState,
    by: row.author,
    at: row.at,
    resolved: row.resolver && row.resolved_at ? { by: row.resolver, at: row.resolved_at } : null,
    comments: (byThread.get(row.id) ?? []).map((one) => ({
      id: one.id,
      by: one.author,
      at: one.at,
      text: one.text,
      mentions: JSON.parse(one.mentions) as MemberId[],
      revised: one.revised_at,
      withdrawn: one.withdrawn === 1,
    })),
  }));
}

/** How many threads Home shows at once. */
const mostWaiting = 50;
const firstWords = 160;

/**
 * Open threads in which somebody else spoke last, and which wait for this person: they were mentioned since they last
 * spoke, they own the asset, or they began the thread. One that asks by name comes before what is asked of an owner.
 */
export function waitingFor(db: ReadDb, me: MemberId): WaitingThread[] {
  const rows = db.all<Omit<WaitingThread, "text"> & { text: string }>(
    `SELECT comment_thread.id AS thread, comment_thread.asset, asset.name, comment_thread.number, comment_thread.purpose,
       last.author AS by, last.at, last.text,
       CASE WHEN EXISTS (
           SELECT 1 FROM comment JOIN comment_mention ON comment_mention.comment = comment.id
           WHERE comment.thread = comment_thread.id AND comment_mention.member = @me AND comment.number > spoken.last
         ) THEN 'mentioned' WHEN asset.owner = @me THEN 'owned' WHEN comment_thread.author = @me THEN 'answered' END AS because
     FROM comment_thread JOIN asset ON asset.id = comment_thread.asset
     JOIN comment AS last ON last.thread = comment_thread.id AND last.number =
       (SELECT MAX(number) FROM comment WHERE thread = comment_thread.id AND withdrawn = 0)
     JOIN (SELECT id, COALESCE((SELECT MAX(number) FROM comment
         WHERE thread = open.id AND author = @me AND withdrawn = 0), 0) AS last
       FROM comment_thread AS open WHERE state = 'open') AS spoken ON spoken.id = comment_thread.id
     WHERE comment_thread.state = 'open' AND asset.retired_at IS NULL AND last.author <> @me AND because IS NOT NULL
     ORDER BY comment_thread.changed DESC LIMIT @limit`,
    { me, limit: mostWaiting },
  );
  return rows.map((row) => ({ ...row, text: shortened(row.text, firstWords) }));
}
