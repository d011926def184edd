import type { Subject } from "#shared/access/policy.ts";
import type { Body } from "#shared/assets/parts.ts";
import { comments } from "#shared/comments/contract.ts";
import type { Place } from "#shared/comments/model.ts";
import { type Ground, knowsPlace, lastStanding, wordsAt } from "#shared/comments/policy.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { type AssetId, assetId, type CommentId, type MemberId, type ThreadId } from "#shared/kernel/ids.ts";
import { everywhere } from "#shared/assets/model.ts";
import { blockTypeBody } from "#shared/taxonomy/model.ts";
import { getDraft } from "../assets/drafts.ts";
import { assetSubject } from "../assets/handlers.ts";
import { refuseRetired } from "../assets/revise.ts";
import { type AssetRow, getAssetRow, getRevision } from "../assets/store.ts";
import { implement, type ReadContext } from "../context.ts";
import type { ReadDb } from "../db/database.ts";
import { getThread, listThreads, type NamedThread, threadOf, waitingFor } from "./store.ts";

export const commentHandlers = implement(comments, {
  list: { run: ({ db }, { limit, ...filter }) => listThreads(db, filter, limit) },

  waiting: { run: ({ db, me }) => ({ threads: waitingFor(db, me.id) }) },

  start: {
    run(context, { asset, place, purpose, from, revision, quote, text, mentions }) {
      const row = getAssetRow(context.db, asset);
      refuseRetired(row);
      if (from) getAssetRow(context.db, from);
      const about = revisionOf(context.db, row, revision);
      const words = placeWords(context, row, place, about?.body);
      const thread = context.newId("thr");
      context.record("comment.started", {
        thread,
        asset,
        comment: context.newId("cmt"),
        place,
        purpose,
        from,
        revision: about?.digest ?? null,
        quote: quote ?? words,
        text,
        mentions: people(context, mentions),
      });
      return { thread: answer(context.db, thread) };
    },
  },

  reply: {
    run(context, { thread: id, text, mentions }) {
      const thread = open(context.db, id);
      context.record("comment.replied", {
        thread: id,
        asset: thread.asset,
        comment: context.newId("cmt"),
        text,
        mentions: people(context, mentions),
      });
      return { thread: answer(context.db, id) };
    },
  },

  revise: {
    subject: commentSubject,
    run(context, { comment, text, mentions }) {
      const thread = unanswered(context.db, comment);
      const named = people(context, mentions);
      const before = thread.comments.find((one) => one.id === comment)!;
      if (before.text === text && sameMembers(before.mentions, named))
        throw new AppError("NOTHING_CHANGED", "The comment says exactly this already.", { comment });
      context.record("comment.revised", { thread: thread.id, asset: thread.asset, comment, text, mentions: named });
      return { thread: answer(context.db, thread.id) };
    },
  },

  withdraw: {
    subject: commentSubject,
    run(context, { comment }) {
      const { id, asset } = unanswered(context.db, comment);
      context.record("comment.withdrawn", { thread: id, asset, comment });
      return {};
    },
  },

  resolve: {
    subject: (db, { thread }) => {
      const { asset, by } = getThread(db, thread);
      return { ...assetSubject(db, { asset }), starter: by };
    },
    run(context, { thread: id }) {
      const { asset, state } = talkedAbout(context.db, id);
      if (state === "resolved")
        throw new AppError("NOTHING_CHANGED", "This thread is resolved already.", { thread: id });
      context.record("comment.resolved", { thread: id, asset });
      return { thread: answer(context.db, id) };
    },
  },

  reopen: {
    run(context, { thread: id }) {
      const { asset, state } = talkedAbout(context.db, id);
      if (state === "open") throw new AppError("NOTHING_CHANGED", "This thread is open already.", { thread: id });
      context.record("comment.reopened", { thread: id, asset });
      return { thread: answer(context.db, id) };
    },
  },
});

/** The owner of a comment is who wrote it. */
function commentSubject(db: ReadDb, { comment }: { comment: CommentId }): Subject {
  return { scope: everywhere, owner: threadOf(db, comment).comments.find((one) => one.id === comment)!.by };
}

function answer(db: ReadDb, id: ThreadId): Omit<NamedThread, "name"> {
  const { name: _, ...thread } = getThread(db, id);
  return thread;
}

/** A thread about something that is not retired. @throws NOT_FOUND */
function talkedAbout(db: ReadDb, id: ThreadId): NamedThread {
  const thread = getThread(db, id);
  refuseRetired(getAssetRow(db, thread.asset));
  return thread;
}

/** @throws COMMENT_SETTLED where the thread is resolved */
function open(db: ReadDb, id: ThreadId): NamedThread {
  const thread = talkedAbout(db, id);
  if (thread.state === "resolved")
    throw new AppError("COMMENT_SETTLED", "This thread is resolved. Reopen it to go on.", { thread: id });
  return thread;
}

/** The open thread in which this comment is the last that stands. @throws COMMENT_SETTLED */
function unanswered(db: ReadDb, comment: CommentId): NamedThread {
  const thread = open(db, threadOf(db, comment).id);
  if (lastStanding(thread.comments)?.id === comment) return thread;
  const withdrawn = thread.comments.some((one) => one.id === comment && one.withdrawn);
  throw new AppError(
    "COMMENT_SETTLED",
    withdrawn ? "This comment has been withdrawn." : "This comment has been answered, so it stays. Add another one.",
    { comment },
  );
}

function revisionOf(db: ReadDb, row: AssetRow, wanted: Digest | undefined): { digest: Digest; body: Body } | undefined {
  const digest = wanted ?? row.head;
  if (!digest) return undefined;
  const revision = getRevision(db, digest);
  if (revision.asset !== row.id)
    throw new AppError("INPUT_INVALID", "This is a revision of another asset.", { revision: digest });
  return { digest, body: revision.body };
}

/**
 * The words at the place. It must be known: in the revision that is talked about, or in what stands in the editor of
 * whoever talks. @throws INPUT_INVALID
 */
function placeWords({ db, me }: ReadContext, row: AssetRow, place: Place | null, body: Body | undefined): string {
  if (!place) return "";
  const bodies = [body, getDraft(db, { asset: row.id, member: me.id })?.body].filter((one) => one !== undefined);
  const ground = bodies.map((one) => groundOf(db, row, one)).find((one) => knowsPlace(one, place));
  if (ground) return wordsAt(ground, place);
  const where = [place.part, place.variant, place.field, place.locale].filter(Boolean).join(".");
  throw new AppError("INPUT_INVALID", `${row.name} has no field ${where} to comment on.`, { asset: row.id, place });
}

function groundOf(db: ReadDb, { kind }: AssetRow, body: Body): Ground {
  const named = assetId.safeParse(body.settings?.["type"]);
  const head = kind === "block" && named.success ? headOf(db, named.data) : undefined;
  const type = blockTypeBody.safeParse(head);
  return { kind, body, type: type.success ? type.data : undefined };
}

function headOf(db: ReadDb, asset: AssetId): Body | undefined {
  const { head } = getAssetRow(db, asset);
  return head ? getRevision(db, head).body : undefined;
}

/** Those who are mentioned, each once and in one order. @throws NOT_FOUND where somebody is no active member */
function people({ policy }: ReadContext, mentions: readonly MemberId[]): MemberId[] {
  const active = new Set(policy.members.filter((one) => one.active).map((one) => one.id));
  const stranger = mentions.find((one) => !active.has(one));
  if (stranger)
    throw new AppError("NOT_FOUND", "Somebody who is mentioned is no active member of this workspace.", {
      member: stranger,
    });
  return [...new Set(mentions)].toSorted();
}

const sameMembers = (a: readonly MemberId[], b: readonly MemberId[]): boolean => a.join() === b.join();
