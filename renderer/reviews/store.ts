import { useMemo } from "react";
import { create } from "zustand";
import type { RequestDetail, RequestItem, RequestSummary } from "#shared/approvals/model.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import type { Identity } from "#shared/assets/model.ts";
import type { AssetId, MemberId, RequestId } from "#shared/kernel/ids.ts";
import { recall, remember } from "#renderer/app/memory.ts";
import { type Library, useLibraryWith } from "#renderer/assets/data/library.ts";
import { api, type Query, useQuery } from "#renderer/bridge/client.ts";

/** Every request, the newest first. */
export const useRequests = (): Query<{ requests: RequestSummary[] }> =>
  useQuery(["approvals.list"], () => api.approvals.list({ limit: 500 }));

/** One request whole. A place names it by its number, links from elsewhere by its id. */
export function useRequest(key: string): Query<RequestDetail> {
  const request = /^\d+$/.test(key) ? Number(key) : (key as RequestId);
  return useQuery(["approvals.get", request], () => api.approvals.get({ request }));
}

/** What identified the asset in the revision that an item is compared with; undefined until it is known. */
export function useIdentityBefore(item: RequestItem | undefined): Identity | null | undefined {
  const digest = item?.before?.digest;
  const { data } = useQuery(digest ? ["assets.revision", digest] : null, () =>
    api.assets.revision({ digest: digest! }),
  );
  return digest ? data?.identity : null;
}

/** The workspace as far as the revisions of a request speak of it. */
export function useReviewLibrary(items: readonly RequestItem[]): { library: Library; ready: boolean } {
  const ids = useMemo(() => items.flatMap(referencesOf), [items]);
  return useLibraryWith(ids);
}

function referencesOf({ kind, body, before, asset }: RequestItem): AssetId[] {
  const named = [body, ...(before ? [before.body] : [])].flatMap((one) => kindOf(kind).references(one));
  return [asset, ...named.map((reference) => reference.asset)];
}

/** How many marks are kept; older requests are closed by then. */
const keptMarks = 1000;

interface LookedState {
  /** Digests of revisions that a person has looked at, by person. */
  readonly looked: Readonly<Record<string, readonly string[]>>;
}

const useLooked = create<LookedState>()(() => ({ looked: {} }));

const memoryOf = (member: MemberId): string => `looked.${member}`;
const remembered = (member: MemberId): readonly string[] => recall(memoryOf(member))?.split(" ").filter(Boolean) ?? [];

/** The revisions that this person has looked at on this computer. Their digests: a revision that changed is another. */
export function useLookedAt(member: MemberId | undefined): ReadonlySet<string> {
  const known = useLooked(({ looked }) => (member ? looked[member] : undefined));
  return useMemo(() => new Set(known ?? (member ? remembered(member) : [])), [known, member]);
}

/** Notes that a revision was shown to a person. */
export function markLookedAt(member: MemberId, digest: string): void {
  const before = useLooked.getState().looked[member] ?? remembered(member);
  if (before.includes(digest)) return;
  const after = [...before, digest].slice(-keptMarks);
  useLooked.setState(({ looked }) => ({ looked: { ...looked, [member]: after } }));
  remember(memoryOf(member), after.join(" "));
}
