import type { ActBody, ActName, JournalEntry } from "#shared/audit/model.ts";
import type { DeviceId, Instant, MemberId } from "#shared/kernel/ids.ts";
import * as access from "./access/store.ts";
import * as approvals from "./approvals/store.ts";
import * as assets from "./assets/store.ts";
import * as audit from "./audit/store.ts";
import { append, type Projection } from "./audit/journal.ts";
import * as comments from "./comments/store.ts";
import type { WriteDb } from "./db/database.ts";
import * as insight from "./insight/store.ts";
import * as releases from "./releases/store.ts";

/** Features whose tables follow from the journal, in the order in which they may depend on one another. */
const features = [audit, access, assets, approvals, releases, comments, insight] as const;

/** Every table that can be rebuilt from journal and objects alone. */
export const projectedTables: readonly string[] = features.flatMap((feature) => [...feature.tables]);

/** By act. Each takes the body of its own act, which an entry of that act has: that is what `append` has parsed. */
const projections: Readonly<Record<string, Projection<ActName> | undefined>> = Object.assign(
  {},
  ...features.map((feature) => feature.projections),
);

/** Applies one entry to the tables. */
export function project(db: WriteDb, entry: JournalEntry): void {
  projections[entry.act]?.(db, entry.body as ActBody<ActName>, entry);
}

/** Writes an act to the journal and applies it. @returns the entry's sequence. */
export function recordAct<A extends ActName>(
  db: WriteDb,
  act: A,
  body: ActBody<A>,
  who: { device: DeviceId; at: Instant; actor: MemberId | null },
): number {
  const entry = append(db, act, body, who);
  project(db, entry);
  return entry.sequence;
}
