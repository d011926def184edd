import { useCallback, useMemo, useRef, useState } from "react";
import { create } from "zustand";
import type { ActName, AssetHistory, Checkpoint, JournalRow } from "#shared/audit/model.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import { sayFailure } from "#renderer/app/commands.ts";
import { api, type Query, useQuery } from "#renderer/bridge/client.ts";
import { usePeople } from "#renderer/people/store.ts";
import { prove, type ProofResult } from "./proof.ts";
import type { EntryNames } from "./strings.ts";

export interface JournalFilter {
  readonly asset?: AssetId | undefined;
  readonly actor?: MemberId | undefined;
  readonly act?: ActName | undefined;
}

type Page = Awaited<ReturnType<typeof api.audit.journal>>;

export interface Journal {
  /** The newest page, kept up to date; its errors and its waiting are the journal’s. */
  readonly query: Query<Page>;
  /** Every entry read so far, the newest first. */
  readonly entries: readonly JournalRow[];
  readonly total: number;
  readonly checkpoint: Checkpoint | undefined;
  /** Reads the next older page, unless it is on its way or there is none. */
  readonly loadOlder: () => void;
}

const pageSize = 200;

/** The journal, page by page. Entries never change, so what has been read stays; new ones join at the top. */
export function useJournal(filter: JournalFilter): Journal {
  const key = JSON.stringify(filter);
  const query = useQuery(["audit.journal", filter], () => api.audit.journal({ ...filter, limit: pageSize }));
  const [older, setOlder] = useState<{ key: string; entries: readonly JournalRow[] }>({ key, entries: [] });
  const busy = useRef(false);
  const entries = useMemo(() => {
    const all = new Map<number, JournalRow>();
    for (const entry of [...(query.data?.entries ?? []), ...(older.key === key ? older.entries : [])])
      all.set(entry.sequence, entry);
    return [...all.values()].toSorted((a, b) => b.sequence - a.sequence);
  }, [query.data, older, key]);
  const total = query.data?.total ?? 0;
  const last = entries.at(-1)?.sequence;
  const loadOlder = useCallback(() => {
    if (busy.current || last === undefined || entries.length >= total) return;
    busy.current = true;
    api.audit
      .journal({ ...(JSON.parse(key) as JournalFilter), before: last, limit: pageSize })
      // What was read before stays too: new entries push some off the newest page.
      .then((page) => setOlder({ key, entries: [...entries, ...page.entries] }), sayFailure)
      .finally(() => (busy.current = false));
  }, [key, last, entries, total]);
  return { query, entries, total, checkpoint: query.data?.checkpoint, loadOlder };
}

export const useAssetHistory = (asset: AssetId): Query<AssetHistory> =>
  useQuery(["audit.asset", asset], () => api.audit.asset({ asset }));

/** The entries of approvals that concern an asset: which parts of it each one covered. */
export const useGivenApprovals = (asset: AssetId): Query<Page> =>
  useQuery(["audit.journal", "given", asset], () => api.audit.journal({ asset, act: "approval.given", limit: 500 }));

/** How entries name people, assets and change requests. */
export function useEntryNames(entries: readonly JournalRow[]): EntryNames {
  const people = usePeople();
  const { data } = useQuery(["approvals.list"], () => api.approvals.list({ limit: 500 }));
  return useMemo(() => {
    const assets = new Map<string, string>(
      entries.flatMap((entry) => entry.subjects.map((one) => [one.asset, one.name] as const)),
    );
    const requests = new Map<string, string>(
      data?.requests.map((one) => [one.id, `change request ${one.number}, “${one.title}”`] as const),
    );
    return {
      person: people.nameOf,
      asset: (id) => assets.get(id) ?? "an asset",
      request: (id) => requests.get(id) ?? "a change request",
    };
  }, [entries, data, people]);
}

interface ProofState {
  /** What this page proved, by entry. A proof holds for its checkpoint for ever: the log only grows. */
  readonly proofs: ReadonlyMap<number, ProofResult>;
  readonly whole:
    | { readonly checkpoint: Checkpoint; readonly ok: boolean; readonly firstBad: number | null; readonly at: string }
    | undefined;
  readonly verifying: boolean;
}

export const useProofs = create<ProofState>()(() => ({ proofs: new Map(), whole: undefined, verifying: false }));

/** Fetches an entry’s path and proves it here. */
export async function proveEntry(sequence: number): Promise<void> {
  const result = await prove(await api.audit.proof({ sequence }));
  useProofs.setState(({ proofs }) => ({ proofs: new Map(proofs).set(sequence, result) }));
}

/** Has the studio hash every entry anew and compare it with what is stored. */
export async function verifyJournal(): Promise<void> {
  if (useProofs.getState().verifying) return;
  useProofs.setState({ verifying: true });
  try {
    const { checkpoint, ok, firstBad } = await api.audit.verify({});
    useProofs.setState({ whole: { checkpoint, ok, firstBad, at: new Date().toISOString() } });
  } finally {
    useProofs.setState({ verifying: false });
  }
}
