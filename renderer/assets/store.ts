import { create } from "zustand";
import type { AssetDetail } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { setStatus } from "#renderer/app/status-store.ts";
import { api, useSession } from "#renderer/bridge/client.ts";
import { sayDay } from "#renderer/app/dates.ts";
import { type Path, sameBody, withValueAt } from "./logic/body-path.ts";
import { type EditHistory, edited, redone, startHistory, undone } from "./logic/edit-history.ts";
import { SaveQueue, type SaveState } from "./logic/save-queue.ts";

/** One's working copy of an asset in this window. */
export interface DraftState {
  readonly asset: AssetId;
  /** The revision it was made from; null for an asset that has none. */
  readonly base: Digest | null;
  /** What that revision said; the draft is discarded when it says the same again. */
  readonly baseBody: Body | null;
  /** The number of the newest revision that this window knows of: what is told of older ones is late. */
  readonly revision: number;
  readonly history: EditHistory<Body>;
  readonly save: SaveState;
}

interface Drafts {
  readonly drafts: ReadonlyMap<AssetId, DraftState>;
}

const useDrafts = create<Drafts>()(() => ({ drafts: new Map() }));
const queues = new Map<AssetId, SaveQueue<Body>>();

/** How many drafts without unsaved work keep their undo steps. */
const keptOpen = 30;

/** The draft of an asset as the studio last told of it. */
export function draftFrom(detail: AssetDetail): DraftState {
  const { draft } = detail;
  return {
    asset: detail.id,
    base: draft ? draft.base : detail.head,
    baseBody: draft && draft.base !== detail.head ? null : detail.body,
    revision: detail.revision,
    history: startHistory(draft?.body ?? detail.body ?? {}),
    save: { state: "saved", at: draft?.savedAt },
  };
}

/** The draft in this window, or as the studio tells it where nothing was edited here. */
export function useDraft(detail: AssetDetail): DraftState {
  const open = useDrafts((state) => state.drafts.get(detail.id));
  return open ?? draftFrom(detail);
}

/**
 * Begins or refreshes the draft of an asset when the studio has told of it. Work in this window stays; what others
 * revised meanwhile takes the place of a draft that says nothing of its own.
 */
export function openDraft(detail: AssetDetail): void {
  const open = useDrafts.getState().drafts.get(detail.id);
  const told = draftFrom(detail);
  if (!open) return putDraft(told, detail);
  const queue = queues.get(detail.id);
  if (queue?.isDirty || detail.revision < open.revision) return;
  const { base, baseBody, revision } = told;
  const { present } = open.history;
  const untouched = sameBody(present, open.baseBody);
  // What was saved here is not told again, so a draft that is told may be older than the one in this window.
  const newer = (detail.draft?.version ?? 0) > (queue?.version ?? 0);
  if (sameBody(present, told.history.present)) patch(detail.id, { base, baseBody, revision });
  else if (untouched || newer) {
    const history = edited(open.history, told.history.present, "told", Date.now());
    patch(detail.id, { base, baseBody, revision, history });
  }
}

function putDraft(draft: DraftState, detail: AssetDetail): void {
  queues.set(draft.asset, queueFor(detail));
  useDrafts.setState(({ drafts }) => ({ drafts: forgetOld(new Map(drafts).set(draft.asset, draft)) }));
}

function forgetOld(drafts: Map<AssetId, DraftState>): Map<AssetId, DraftState> {
  for (const asset of [...drafts.keys()].slice(0, -keptOpen)) {
    if (queues.get(asset)?.isDirty) continue;
    drafts.delete(asset);
    queues.delete(asset);
  }
  return drafts;
}

function queueFor({ id, draft }: AssetDetail): SaveQueue<Body> {
  return new SaveQueue<Body>({
    version: draft?.version ?? 0,
    savedAt: draft?.savedAt,
    async save(body, version) {
      const now = useDrafts.getState().drafts.get(id);
      // A draft that says what its revision says is no draft.
      if (now && sameBody(body, now.baseBody)) {
        await api.assets.discardDraft({ asset: id });
        return { at: undefined };
      }
      const { savedAt } = await api.assets.saveDraft({ asset: id, body, base: now?.base ?? null, version });
      return { at: savedAt };
    },
    mayRetry: (reason) => reason instanceof AppError && retried.has(reason.code),
    changed: (save) => {
      patch(id, { save });
      tellStatus();
    },
  });
}

/** Failures that pass by themselves. All others need the person first. */
const retried = new Set(["INTERNAL", "WORKSPACE_BUSY", "DISK_FULL", "STUDIO_UNREACHABLE"]);

function patch(asset: AssetId, changes: Partial<DraftState>): void {
  const draft = useDrafts.getState().drafts.get(asset);
  if (!draft) return;
  useDrafts.setState(({ drafts }) => ({ drafts: new Map(drafts).set(asset, { ...draft, ...changes }) }));
}

/** Sets one value of a draft; `undefined` takes it away. */
export function editDraft(asset: AssetId, path: Path, value: Parameters<typeof withValueAt>[2]): void {
  changeDraft(asset, path.join("."), (body) => withValueAt(body, path, value));
}

/** Changes a draft as a whole. Edits with one key that follow soon are one step of undo. */
export function changeDraft(asset: AssetId, key: string, change: (body: Body) => Body): void {
  const draft = useDrafts.getState().drafts.get(asset);
  if (!draft) return;
  const body = change(draft.history.present);
  if (sameBody(body, draft.history.present)) return;
  take(asset, edited(draft.history, body, key, Date.now()));
}

export function undoDraft(asset: AssetId): void {
  const draft = useDrafts.getState().drafts.get(asset);
  if (draft && draft.history.past.length > 0) take(asset, undone(draft.history));
}

export function redoDraft(asset: AssetId): void {
  const draft = useDrafts.getState().drafts.get(asset);
  if (draft && draft.history.future.length > 0) take(asset, redone(draft.history));
}

function take(asset: AssetId, history: EditHistory<Body>): void {
  patch(asset, { history });
  queues.get(asset)?.put(history.present);
}

/** Saves now what waits. */
export const flushDraft = async (asset: AssetId): Promise<void> => queues.get(asset)?.flush();

/** Throws a draft away; the asset says again what its newest revision says. One step of undo brings it back. */
export async function discardDraft(asset: AssetId, head: { digest: Digest | null; body: Body | null }): Promise<void> {
  const draft = useDrafts.getState().drafts.get(asset);
  await queues.get(asset)?.drop();
  await api.assets.discardDraft({ asset });
  if (!draft) return;
  patch(asset, {
    base: head.digest,
    baseBody: head.body,
    history: edited(draft.history, head.body ?? {}, "discard", Date.now()),
    save: { state: "saved", at: undefined },
  });
}

/**
 * Makes a draft an immutable revision.
 * @throws AppError CONFLICT with the fields that somebody else changed too, CHECKS_FAILED, NOTHING_CHANGED …
 */
export async function reviseDraft(asset: AssetId, note: string): Promise<Digest> {
  return revisedBy(asset, async ({ base, body }) => {
    const { revision } = await api.assets.revise({ asset, base, body, note });
    return revision;
  });
}

/** Lets an act make a revision of the draft, and begins anew from there. @param act gets what stands in the draft. */
export async function revisedBy(
  asset: AssetId,
  act: (draft: { base: Digest | null; body: Body }) => Promise<{ digest: Digest; number: number }>,
): Promise<Digest> {
  const draft = useDrafts.getState().drafts.get(asset);
  if (!draft) throw new AppError("NOT_FOUND", "Open the asset first.");
  const queue = queues.get(asset);
  // A save that arrives after the revision would bring the draft back.
  await queue?.flush();
  const revision = await act({ base: draft.base, body: draft.history.present });
  await queue?.drop();
  patch(asset, {
    base: revision.digest,
    baseBody: draft.history.present,
    revision: revision.number,
    save: { state: "saved", at: undefined },
  });
  tellStatus();
  return revision.digest;
}

/** Takes a body that was decided on after a conflict, on top of the revision that won the race. */
export function rebaseDraft(asset: AssetId, base: Digest, baseBody: Body, body: Body): void {
  const draft = useDrafts.getState().drafts.get(asset);
  if (!draft) return;
  patch(asset, { base, baseBody });
  take(asset, edited(draft.history, body, "conflict", Date.now()));
}

/** What the frame's foot says of all drafts in this window. */
function tellStatus(): void {
  const saves = [...useDrafts.getState().drafts.values()].map((draft) => draft.save);
  if (saves.some(({ state }) => state === "failed" || state === "waiting"))
    return setStatus({ work: { state: "unsaved" } });
  if (saves.some(({ state }) => state === "saving")) return setStatus({ work: { state: "saving" } });
  const times = saves.flatMap((save) => (save.state === "saved" && save.at ? [save.at] : []));
  const latest = times.toSorted().at(-1);
  setStatus({ work: { state: "saved", when: latest && sayDay(latest) } });
}

const dirty = (): SaveQueue<Body>[] => [...queues.values()].filter((queue) => queue.isDirty);

globalThis.window?.addEventListener("beforeunload", (event) => {
  const unsaved = dirty();
  if (unsaved.length === 0) return;
  for (const queue of unsaved) void queue.flush();
  // The page may close before the answer is there: the host asks first.
  event.preventDefault();
});
globalThis.document?.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") for (const queue of dirty()) void queue.flush();
});

// Another person's drafts are not this one's: each begins anew.
let signedIn = useSession.getState().session?.member.id;
useSession.subscribe(({ session }) => {
  if (session?.member.id === signedIn) return;
  signedIn = session?.member.id;
  for (const queue of queues.values()) void queue.drop();
  queues.clear();
  useDrafts.setState({ drafts: new Map() });
});
