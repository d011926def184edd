import { z } from "zod";
import { partName } from "../assets/parts.ts";
import { assetId, commentId, digest, instant, memberId, threadId } from "../kernel/ids.ts";
import { locale } from "../taxonomy/model.ts";
import { countGraphemes } from "../taxonomy/text.ts";

/** How long a comment and a quotation may be, in graphemes. */
export const commentBounds = { text: 4000, quote: 280, mentions: 50 } as const;

/** A grapheme may be of many code units (a family of emoji has eleven); what is longer than this is no text for people. */
const mostUnits = (graphemes: number): number => graphemes * 16;

const words = (most: number) =>
  z
    .string()
    .max(mostUnits(most))
    .refine((text) => text.isWellFormed(), "text without half characters")
    .refine((text) => countGraphemes(text) <= most, `at most ${most} characters`);

/** What is seen of it is more than space and marks that nobody sees. */
const saysSomething = (text: string): boolean => /[^\s\p{Cc}\p{Cf}]/u.test(text);

export const commentText = words(commentBounds.text)
  .transform((text) => text.trim())
  .refine(saysSomething, "a text that says something");

/**
 * A field that is talked about. `variant` and `locale` narrow it where the comment is about the words of one of them;
 * null is the field as such.
 */
export const place = z.strictObject({
  part: partName,
  field: z.string().min(1).max(120),
  variant: z.string().min(1).max(120).nullable(),
  locale: z.union([locale, z.literal("*")]).nullable(),
});
export type Place = z.infer<typeof place>;

export const threadPurposes = ["remark", "change"] as const;
/** `change`: the owner is asked to change what whoever began the thread may not. */
export const threadPurpose = z.enum(threadPurposes);

export const threadStates = ["open", "resolved"] as const;
export const threadState = z.enum(threadStates);
export type ThreadState = z.infer<typeof threadState>;

/** The words that a thread is about, as they stood when it began. */
export const quote = words(commentBounds.quote);

export const comment = z.strictObject({
  id: commentId,
  by: memberId,
  at: instant,
  /** Empty once it is withdrawn. */
  text: z.string(),
  mentions: z.array(memberId),
  /** When it was last put in other words. */
  revised: instant.nullable(),
  withdrawn: z.boolean(),
});
export type Comment = z.infer<typeof comment>;

export const thread = z.strictObject({
  id: threadId,
  asset: assetId,
  /** Within its asset, from 1. */
  number: z.number().int().positive(),
  /** Null: it is about the asset as a whole. */
  place: place.nullable(),
  purpose: threadPurpose,
  /** The asset at which a change of this one was asked for: a block that carries the fixed field of its type. */
  from: z.strictObject({ asset: assetId, name: z.string() }).nullable(),
  /** What it was said of. */
  revision: z.strictObject({ digest, number: z.number().int().positive() }).nullable(),
  quote: z.string(),
  state: threadState,
  by: memberId,
  at: instant,
  resolved: z.strictObject({ by: memberId, at: instant }).nullable(),
  comments: z.array(comment).min(1),
});
export type Thread = z.infer<typeof thread>;

/** Why a thread waits for somebody. */
export const waitingReason = z.enum(["mentioned", "owned", "answered"]);
export type WaitingReason = z.infer<typeof waitingReason>;

/** A thread that waits for the person who asks. */
export const waitingThread = z.strictObject({
  thread: threadId,
  asset: assetId,
  name: z.string(),
  number: z.number().int().positive(),
  purpose: threadPurpose,
  because: waitingReason,
  /** Who spoke last, when, and how it begins. */
  by: memberId,
  at: instant,
  text: z.string(),
});
export type WaitingThread = z.infer<typeof waitingThread>;

const spoken = { thread: threadId, asset: assetId, comment: commentId };
const said = { ...spoken, text: z.string(), mentions: z.array(memberId) };

/**
 * What the journal holds of the acts of this feature. Texts stand in it as the notes of reviews do, and stay there:
 * what is withdrawn leaves the screens, not the record.
 */
export const commentActs = {
  "comment.started": z.strictObject({
    ...said,
    place: place.nullable(),
    purpose: threadPurpose,
    from: assetId.nullable(),
    revision: digest.nullable(),
    quote: z.string(),
  }),
  "comment.replied": z.strictObject(said),
  "comment.revised": z.strictObject(said),
  "comment.withdrawn": z.strictObject(spoken),
  "comment.resolved": z.strictObject({ thread: threadId, asset: assetId }),
  "comment.reopened": z.strictObject({ thread: threadId, asset: assetId }),
} as const;
