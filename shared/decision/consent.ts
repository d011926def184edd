import type { ConsentPurposeBody } from "../data/model.ts";
import { parseTimestamp } from "../rules/cel/time.ts";
import type { ConsentRecord } from "./model.ts";

/** A purpose as the engine reads it. Its place in the list is its slot. */
export interface CompiledPurpose {
  readonly key: string;
  readonly label: string;
  readonly basis: ConsentPurposeBody["settings"]["basis"];
  /** How long a consent counts, in milliseconds; Infinity where it does not end. */
  readonly lasts: number;
}

/** The record that counts for a purpose: the latest one. */
interface Standing {
  readonly granted: boolean;
  readonly at: number;
}

/**
 * Finds what counts for each purpose and writes it to `granted`, by slot. The latest record wins, a withdrawal wins a tie.
 * A grant that cannot be read or lies in the future does not count; a withdrawal of that sort counts as made now, because
 * whoever said no must not be overruled by a broken clock.
 */
export function reconcile(
  records: readonly ConsentRecord[],
  purposes: readonly CompiledPurpose[],
  now: number,
  granted: Uint8Array,
): void {
  for (let slot = 0; slot < purposes.length; slot++) {
    const purpose = purposes[slot]!;
    granted[slot] = counts(purpose, standingOf(purpose.key, records, now), now) ? 1 : 0;
  }
}

function standingOf(key: string, records: readonly ConsentRecord[], now: number): Standing | null {
  let granted = false;
  let latest = Number.NEGATIVE_INFINITY;
  for (const record of records) {
    if (record.purpose !== key) continue;
    const read = typeof record.at === "string" ? parseTimestamp(record.at) : null;
    const given = record.granted;
    if (given && (read === null || read > now)) continue;
    const at = read === null || read > now ? now : read;
    if (at > latest || (at === latest && !given)) {
      granted = given;
      latest = at;
    }
  }
  return latest === Number.NEGATIVE_INFINITY ? null : { granted, at: latest };
}

/** Purposes that rest on a contract or a legitimate interest need no record, but an explicit no counts for them too. */
function counts(purpose: CompiledPurpose, standing: Standing | null, now: number): boolean {
  if (standing === null) return purpose.basis !== "consent";
  if (!standing.granted) return false;
  return purpose.basis !== "consent" || now - standing.at <= purpose.lasts;
}

/** Why a purpose is granted or not, in a phrase for the trace. */
export function explainConsent(purpose: CompiledPurpose, records: readonly ConsentRecord[], now: number): string {
  const standing = standingOf(purpose.key, records, now);
  if (standing === null)
    return purpose.basis === "consent" ? "no record" : `rests on ${spokenBasis[purpose.basis]}, no objection`;
  const day = new Date(standing.at).toISOString().slice(0, 10);
  if (!standing.granted) return `withdrawn on ${day}`;
  return counts(purpose, standing, now) ? `granted on ${day}` : `granted on ${day}, expired since`;
}

const spokenBasis = {
  consent: "consent",
  contract: "a contract",
  legitimateInterest: "a legitimate interest",
} as const;
