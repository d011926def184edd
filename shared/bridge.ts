import type { ErrorReply } from "./kernel/errors.ts";

/** What this host can do. The UI reads these, and never asks which host it is. */
export interface HostAbilities {
  readonly host: "desktop" | "browser";
  /** Draws its own window frame, so that the page head is the drag region. */
  readonly ownsWindow: boolean;
  readonly platform: "darwin" | "win32" | "linux" | "web";
  readonly version: string;
}

export type Reply = { readonly value: unknown } | { readonly error: ErrorReply };

/** News from the app that no call asked for. */
export type StudioEvent =
  /** Something was committed to the journal: screens that show the features named may read again. */
  | { readonly type: "changed"; readonly sequence: number; readonly acts: readonly string[] }
  | { readonly type: "locked" }
  | { readonly type: "failed"; readonly error: ErrorReply };

/**
 * What a page sends with each call over HTTP, and the server asks for: a form cannot set a header, and a page of another
 * origin may not without the server's consent.
 */
export const callHeader = { name: "x-imprimatur-call", value: "1" } as const;

/** The names under which the desktop's page and its main process talk, and the argument that brings the version. */
export const channels = { call: "studio:call", event: "studio:event", version: "--studio-version=" } as const;

/** The one bridge, the same over IPC and HTTP. Nothing else crosses into the page. */
export interface StudioBridge {
  readonly abilities: HostAbilities;
  /** Always answers: with a value, or with an error from the closed list. */
  call(name: string, input: unknown): Promise<Reply>;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (event: StudioEvent) => void): () => void;
}
