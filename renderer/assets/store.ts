import { create } from "zustand";
import { mergeBodies } from "#shared/assets/merge.ts";
import type { AssetDetail, Draft } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { setStatus } from "#renderer/app/status-store.ts";
import { api, useSession } from "#renderer/bridge/client.ts";
import { sayDay } from "#renderer/app/dates.ts";
import { type Path, sameBody, withValueAt } from "./logic/body-path.ts";
import { type EditHistory, edited, redone, startHistory, undone } from "./logic/edit-history.ts";
import { type Saved, SaveQueue, type SaveState } from "./logic/save-queue.ts";
import { packHistory, unpackHistory } from "./logic/undo-steps.ts";

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
  /** What another window of the same person saved in the fields that were changed here: one of the two has to be chosen. */
  readonly rival: Draft | undefined;
}

interface Drafts {
  readonly drafts: ReadonlyMap<AssetId, DraftState>;
}

const useDrafts = create<Drafts>()(() => ({ drafts: new Map() }));
const queues = new Map<AssetId, SaveQueue<Body>>();

/** What this window knows to be stored, and what it sent since then: an answer may be lost although the save was done. */
interface Stored {
  body: Body;
  sent: Body[];
}
const stored = new Map<AssetId, Stored>();
const mostUnanswered = 20;

/** How many drafts without unsaved work keep their undo steps. */
const keptOpen = 30;

/** The draft of an asset as the studio last told of it. */
export function draftFrom(detail: AssetDetail): DraftState {
  const { draft, undo } = detail;
  const body = draft?.body ?? detail.body ?? {};
  return {
    asset: detail.id,
    base: draft ? draft.base : detail.head,
    baseBody: draft && draft.base !== detail.head ? null : detail.body,
    revision: detail.revision,
    history: undo ? unpackHistory(body, undo) : startHistory(body),
    save: { state: "saved", at: draft?.savedAt },
    rival: undefined,
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
  if (newer) follow(detail.id, detail.draft!);
  if (sameBody(present, told.history.present)) patch(detail.id, { base, baseBody, revision });
  else if (untouched || newer) {
    const history = edited(open.history, told.history.present, "told", Date.now());
    patch(detail.id, { base, baseBody, revision, history });
  }
}

function putDraft(draft: DraftState, detail: AssetDetail): void {
  queues.set(draft.asset, queueFor(detail));
  stored.set(draft.asset, { body: draft.history.present, sent: [] });
  useDrafts.setState(({ drafts }) => ({ drafts: forgetOld(new Map(drafts).set(draft.asset, draft)) }));
}

function forgetOld(drafts: Map<AssetId, DraftState>): Map<AssetId, DraftState> {
  for (const asset of [...drafts.keys()].slice(0, -keptOpen)) {
    if (queues.get(asset)?.isDirty) continue;
    drafts.delete(asset);
    queues.delete(asset);
    stored.delete(asset);
  }
  return drafts;
}

function queueFor({ id, draft }: AssetDetail): SaveQueue<Body> {
  return new SaveQueue<Body>({
    version: draft?.version ?? 0,
    savedAt: draft?.savedAt,
    save: (body, version) => saveOnTop(id, body, version),
    mayRetry: (reason) => reason instanceof AppError && retried.has(reason.code),
    changed: (save) => {
      patch(id, { save });
      tellStatus();
    },
  });
}

/** Stores a body on top of what this window knows to be stored; where another window was faster, both are merged. */
async function saveOnTop(asset: AssetId, body: Body, version: number): Promise<Saved> {
  const known = stored.get(asset);
  if (known && known.sent.at(-1) !== body) known.sent = [...known.sent.slice(-mostUnanswered), body];
  try {
    const saved = await store(asset, body, version);
    stored.set(asset, { body, sent: [] });
    patch(asset, { rival: undefined });
    return saved;
  } catch (reason) {
    if (!isOvertaken(reason)) throw reason;
    return catchUp(asset, reason);
  }
}

/** Whether a call was refused since another window of the same person has saved the draft meanwhile. */
export const isOvertaken = (reason: unknown): reason is AppError =>
  reason instanceof AppError && reason.code === "CONFLICT" && "known" in reason.details;

async function store(asset: AssetId, body: Body, version: number): Promise<Saved> {
  const now = useDrafts.getState().drafts.get(asset);
  const undo = now?.history.present === body ? packHistory(now.history) : undefined;
  // A draft that says what its revision says is no draft.
  if (now && sameBody(body, now.baseBody)) {
    await api.assets.discardDraft({ asset, version: version - 1, undo });
    return { at: undefined, version: 0 };
  }
  const saved = await api.assets.saveDraft({ asset, body, base: now?.base ?? null, version, undo });
  return { at: saved.savedAt, version: saved.version };
}

/**
 * Another window has saved this draft since. What it changed is taken where nothing was changed here, and both are saved.
 * Where both changed the same field, nothing is saved until the person has chosen: `refusal` stands until then.
 */
async function catchUp(asset: AssetId, refusal: AppError): Promise<Saved> {
  const detail = await api.assets.get({ asset });
  const now = useDrafts.getState().drafts.get(asset);
  const queue = queues.get(asset);
  const known = stored.get(asset);
  if (!now || !queue || !known) throw refusal;
  const mine = now.history.present;
  const theirs = detail.draft;
  if (theirs && !known.sent.some((sent) => sameBody(sent, theirs.body))) {
    const merged = mergeBodies(known.body, theirs.body, mine);
    if (merged.conflicts.length > 0) {
      patch(asset, { rival: theirs });
      throw refusal;
    }
    const history = edited(now.history, merged.body, "told", Date.now());
    patch(asset, { history, ...baseFrom(detail), rival: undefined });
  }
  if (theirs) stored.set(asset, { body: theirs.body, sent: [] });
  // The queue goes on with it by itself, on top of the version that this answer names.
  queue.put(useDrafts.getState().drafts.get(asset)!.history.present);
  return { at: theirs?.savedAt, version: theirs?.version ?? 0 };
}

function baseFrom(detail: AssetDetail): Pick<DraftState, "base" | "baseBody" | "revision"> {
  const { base, baseBody, revision } = draftFrom(detail);
  return { base, baseBody, revision };
}

function follow(asset: AssetId, { body, version }: Draft): void {
  queues.get(asset)?.follow(version);
  stored.set(asset, { body, sent: [] });
}

/** What the other window saved, and what both began with: for a choice between the two. */
export const rivalOf = (draft: DraftState): { base: Body; theirs: Draft } | undefined =>
  draft.rival && { base: stored.get(draft.asset)?.body ?? {}, theirs: draft.rival };

/** Takes a body that was decided on, on top of what the other window saved. */
export function settleRival(asset: AssetId, body: Body): void {
  const draft = useDrafts.getState().drafts.get(asset);
  if (!draft?.rival) return;
  const { rival } = draft;
  follow(asset, rival);
  patch(asset, { rival: undefined, ...(rival.base !== draft.base && { base: rival.base, baseBody: null }) });
  take(asset, edited(draft.history, body, "conflict", Date.now()));
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
  const queue = queues.get(asset);
  await queue?.drop();
  if (!draft || !queue) {
    await api.assets.discardDraft({ asset });
    return;
  }
  const history = edited(draft.history, head.body ?? {}, "discard", Date.now());
  try {
    await api.assets.discardDraft({ asset, version: queue.version, undo: packHistory(history) });
  } catch (reason) {
    // Whatever was waiting waits again.
    queue.put(draft.history.present);
    throw reason;
  }
  gone(asset, history.present);
  patch(asset, {
    base: head.digest,
    baseBody: head.body,
    history,
    save: { state: "saved", at: undefined },
    rival: undefined,
  });
}

/**
 * Makes a draft an immutable revision.
 * @throws AppError CONFLICT with the fields that somebody else changed too, CHECKS_FAILED, NOTHING_CHANGED …
 */
export async function reviseDraft(asset: AssetId, note: string): Promise<Digest> {
  return revisedBy(asset, async (made) => {
    const { revision } = await api.assets.revise({ asset, ...made, note });
    return revision;
  });
}

/** What stands in a draft, and the version under which it is stored. */
interface Made {
  base: Digest | null;
  body: Body;
  draft: number | undefined;
}

/** Lets an act make a revision of the draft, and begins anew from there. @param act gets what stands in the draft. */
export async function revisedBy(
  asset: AssetId,
  act: (made: Made) => Promise<{ digest: Digest; number: number }>,
): Promise<Digest> {
  const draft = useDrafts.getState().drafts.get(asset);
  if (!draft) throw new AppError("NOT_FOUND", "Open the asset first.");
  const queue = queues.get(asset);
  // A save that arrives after the revision would bring the draft back.
  await queue?.flush();
  if (queue?.state.state === "failed") throw queue.state.reason;
  // Saving may have taken in what another window saved.
  const { base, history } = useDrafts.getState().drafts.get(asset) ?? draft;
  const body = history.present;
  const revision = await act({ base, body, draft: queue?.version }).catch(async (reason: unknown) => {
    // What the other window saved is shown here before anybody is asked again.
    if (isOvertaken(reason)) await catchUp(asset, reason);
    throw reason;
  });
  await queue?.drop();
  gone(asset, body);
  patch(asset, {
    base: revision.digest,
    baseBody: body,
    revision: revision.number,
    save: { state: "saved", at: undefined },
  });
  tellStatus();
  return revision.digest;
}

/** There is no draft any more; the asset says this. */
function gone(asset: AssetId, body: Body): void {
  queues.get(asset)?.follow(0);
  stored.set(asset, { body, sent: [] });
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
  stored.clear();
  useDrafts.setState({ drafts: new Map() });
});
