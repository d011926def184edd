import { z } from "zod";
import { type Digest, digestPattern } from "./crypto.ts";

/** Ids are a prefix that says what they name and 26 characters of Crockford base 32 (a ULID): sortable by time, safe in URLs. */
const id = <const Prefix extends string>(prefix: Prefix) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`), `an id that starts with ${prefix}_`)
    .brand<Prefix>();

export const assetId = id("ast");
export const memberId = id("mem");
export const requestId = id("req");
export const threadId = id("thr");
export const commentId = id("cmt");
export const workspaceId = id("wsp");
export const deviceId = id("dev");

export type AssetId = z.infer<typeof assetId>;
export type MemberId = z.infer<typeof memberId>;
export type RequestId = z.infer<typeof requestId>;
export type ThreadId = z.infer<typeof threadId>;
export type CommentId = z.infer<typeof commentId>;
export type WorkspaceId = z.infer<typeof workspaceId>;
export type DeviceId = z.infer<typeof deviceId>;

const assetIdPattern = /^ast_[0-9a-hjkmnp-tv-z]{26}$/;

/** Whether a text is an asset's id: the same as `assetId` says, for texts of which most are not. */
export const isAssetId = (text: string): text is AssetId => assetIdPattern.test(text);

export const digest = z.custom<Digest>(
  (value) => typeof value === "string" && digestPattern.test(value),
  "a SHA-256 digest",
);

/** A moment, as RFC 3339 in UTC with milliseconds: what journal and statements carry. */
export const instant = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof instant>;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * Makes an id from a time in milliseconds since 1970 and 10 random bytes.
 * Source: the ULID specification (48 bits of time, 80 bits of randomness).
 */
export function makeId<P extends "ast" | "mem" | "req" | "thr" | "cmt" | "wsp" | "dev">(
  prefix: P,
  time: number,
  random: Uint8Array,
): string {
  let text = "";
  let rest = time;
  for (let digitIndex = 0; digitIndex < 10; digitIndex++) {
    text = alphabet[rest % 32]! + text;
    rest = Math.floor(rest / 32);
  }
  let bits = 0n;
  for (const byte of random.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte);
  let tail = "";
  for (let digitIndex = 0; digitIndex < 16; digitIndex++) {
    tail = alphabet[Number(bits & 31n)]! + tail;
    bits >>= 5n;
  }
  return `${prefix}_${text}${tail}`;
}
