import { useMemo } from "react";
import { create } from "zustand";
import type { Identity } from "#shared/assets/model.ts";
import type { Place, Thread, WaitingThread } from "#shared/comments/model.ts";
import type { AssetId, MemberId, ThreadId } from "#shared/kernel/ids.ts";
import { api, type Query, useQuery } from "#renderer/bridge/client.ts";
import { lookAt } from "#renderer/content/store.ts";

/** What is talked about, as far as rights and words depend on it. */
export interface Topic extends Identity {
  readonly id: AssetId;
  readonly owner: MemberId;
  readonly retired: boolean;
}

/** All threads of an asset, those that changed last first. Every mark of an editor asks the same, so it is asked once. */
export const useThreads = (asset: AssetId | undefined): Query<{ threads: Thread[] }> =>
  useQuery(asset ? ["comments.list", asset] : null, () => api.comments.list({ assets: [asset!], limit: 1000 }));

export const useWaiting = (): Query<{ threads: WaitingThread[] }> =>
  useQuery(["comments.waiting"], () => api.comments.waiting({}));

export const useAllThreads = (state: Thread["state"] | null) =>
  useQuery(state ? ["comments.list", "all", state] : null, () => api.comments.list({ state: state!, limit: 200 }));

/** The threads about one field, whatever variant and locale; those about the asset as a whole for null. */
export function useThreadsAt(asset: AssetId | undefined, place: Pick<Place, "part" | "field"> | null): Thread[] {
  const { data } = useThreads(asset);
  const key = place && placeKey(place);
  return useMemo(
    () => (data?.threads ?? []).filter((thread) => (thread.place && placeKey(thread.place)) === key),
    [data, key],
  );
}

/** A field's key on the page: marks carry it. */
export const placeKey = ({ part, field }: Pick<Place, "part" | "field">): string => `${part}.${field}`;

/** What somebody asked to see: a thread, or a place to write at. Whoever shows it takes it. */
export interface Asked {
  readonly asset: AssetId;
  /** Null: the asset as a whole, or a field that has no mark of its own. */
  readonly key: string | null;
  readonly thread: ThreadId | undefined;
  /** Where the inspector writes, for a field without a mark. */
  readonly place: Place | null;
  readonly write: boolean;
}

export const useAsked = create<{ asked: Asked | undefined }>()(() => ({ asked: undefined }));

export const taken = (): void => useAsked.setState({ asked: undefined });

/** The marks on the page: a mark that is not there cannot open. */
const hasMark = (asset: AssetId, key: string): boolean =>
  document.querySelector(`[data-comments="${CSS.escape(`${asset} ${key}`)}"]`) !== null;

/** Opens a thread where it belongs: at its field, in the variant and locale that it is about, else in the inspector. */
export function showThread(thread: Pick<Thread, "id" | "asset" | "place">): void {
  const { place, asset } = thread;
  if (place?.variant) lookAt(asset, { variant: place.variant });
  if (place?.locale && place.locale !== "*") lookAt(asset, { locale: place.locale });
  const key = place && placeKey(place);
  const shown = key !== null && hasMark(asset, key) ? key : null;
  useAsked.setState({ asked: { asset, key: shown, thread: thread.id, place, write: false } });
}

/** Lets somebody write about a field, or about the asset as a whole. */
export function askToWrite(asset: AssetId, place: Place | null): void {
  const key = place && placeKey(place);
  const shown = key !== null && hasMark(asset, key) ? key : null;
  useAsked.setState({ asked: { asset, key: shown, thread: undefined, place, write: true } });
}

/** What was typed and not sent, by what it is about: closing a thread loses nothing. */
const unsent = new Map<string, string>();
export const unsentText = (about: string): string => unsent.get(about) ?? "";
export function keepUnsent(about: string, text: string): void {
  if (text === "") unsent.delete(about);
  else unsent.set(about, text);
}
