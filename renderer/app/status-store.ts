import { create } from "zustand";

/** Where the workspace's copies stand. `alone`: it has no hub, everything is on this computer. */
export interface SyncStatus {
  state: "alone" | "synced" | "syncing" | "offline";
  /** “09:41”, “since 09:20”. */
  when?: string;
  /** Edits that wait to be sent. */
  waiting?: number;
}

/** Whether what was typed is on disk. `saved` is said only when it is. */
export interface WorkStatus {
  state: "saved" | "saving" | "unsaved" | "readOnly";
  when?: string;
}

/** What one environment serves. */
export interface EnvironmentStatus {
  name: string;
  /** The number of the release that is live; absent when none is. */
  release?: number;
  tone: "ok" | "attn" | "danger" | "mute";
  /** In words, for hover and screen readers: “both edges serve 42”. */
  words: string;
}

/** The signing key of the person. */
export interface KeyStatus {
  state: "none" | "locked" | "open";
  /** “9 min” until it locks. */
  locksIn?: string;
}

/** Who is signed in. */
export interface PersonStatus {
  id: string;
  name: string;
  /** “editor, DE”. */
  role: string;
  /** Owns something: shown with a seal instead of a circle. */
  owner: boolean;
}

/** What the frame says about the world. The frame only reads it; bridge and features fill it. */
export interface StatusState {
  workspace: { name: string } | undefined;
  sync: SyncStatus;
  work: WorkStatus;
  environments: readonly EnvironmentStatus[];
  key: KeyStatus;
  person: PersonStatus | undefined;
}

export const useStatus = create<StatusState>()(() => ({
  workspace: undefined,
  sync: { state: "alone" },
  work: { state: "saved" },
  environments: [],
  key: { state: "none" },
  person: undefined,
}));

/** Changes some of it. */
export function setStatus(changes: Partial<StatusState>): void {
  useStatus.setState(changes);
}
