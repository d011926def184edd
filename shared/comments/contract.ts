import { z } from "zod";
import { command, contract, query } from "../kernel/contract.ts";
import { assetId, commentId, digest, memberId, threadId } from "../kernel/ids.ts";
import {
  commentBounds,
  commentText,
  place,
  quote,
  thread,
  threadPurpose,
  threadState,
  waitingThread,
} from "./model.ts";

const mentions = z.array(memberId).max(commentBounds.mentions).default([]);
const done = z.strictObject({ thread });

export const comments = contract("comments", {
  /** Threads, those that changed last first: of some assets, else of the whole workspace. */
  list: query(
    z.strictObject({
      assets: z.array(assetId).min(1).max(2000).optional(),
      state: threadState.optional(),
      limit: z.number().int().min(1).max(1000).default(500),
    }),
    z.strictObject({
      threads: z.array(z.strictObject({ ...thread.shape, name: z.string() })),
      total: z.number().int(),
    }),
  ),
  /** Open threads that wait for whoever asks: they are mentioned, own what it is about, or were answered. */
  waiting: query(z.strictObject({}), z.strictObject({ threads: z.array(waitingThread) })),
  /** Begins a thread. Without `revision` it is about the newest; without `quote`, the words at the place are taken. */
  start: command(
    z.strictObject({
      asset: assetId,
      place: place.nullable().default(null),
      purpose: threadPurpose.default("remark"),
      from: assetId.nullable().default(null),
      revision: digest.optional(),
      quote: quote.optional(),
      text: commentText,
      mentions,
    }),
    done,
  ),
  reply: command(z.strictObject({ thread: threadId, text: commentText, mentions }), done),
  /** Puts one's own comment in other words, until somebody has answered it. */
  revise: command(z.strictObject({ comment: commentId, text: commentText, mentions }), done),
  /** Takes one's own comment back, until somebody has answered it. With its only comment a thread is gone. */
  withdraw: command(z.strictObject({ comment: commentId }), z.strictObject({})),
  resolve: command(z.strictObject({ thread: threadId }), done),
  reopen: command(z.strictObject({ thread: threadId }), done),
});
