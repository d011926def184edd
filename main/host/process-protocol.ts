import type { Reply, StudioEvent } from "#shared/bridge.ts";
import type { ErrorReply } from "#shared/kernel/errors.ts";
import type { WorkspaceChoice } from "./workspace-choice.ts";

/**
 * What the desktop's main process and the studio's process say to each other. Both are this program, started together,
 * so messages are not parsed; what came from a page is checked before it becomes one, and again at the gate.
 */
export type ToStudio =
  | { readonly kind: "open"; readonly opening: Opening }
  | {
      readonly kind: "call";
      readonly id: number;
      readonly sender: string;
      readonly name: string;
      readonly input: unknown;
    }
  | { readonly kind: "release"; readonly sender: string }
  | { readonly kind: "secret"; readonly id: number; readonly answer: SecretAnswer }
  | { readonly kind: "close" };

export type FromStudio =
  | { readonly kind: "opened" }
  /** The workspace cannot be opened. The process waits to be ended, so that this message surely arrives. */
  | { readonly kind: "failed"; readonly error: ErrorReply }
  /** Every call was answered and the workspace is closed. It too waits to be ended. */
  | { readonly kind: "closed" }
  | { readonly kind: "reply"; readonly id: number; readonly reply: Reply }
  | { readonly kind: "event"; readonly event: StudioEvent }
  | { readonly kind: "secret"; readonly id: number; readonly ask: SecretAsk };

/** Which workspace to open, and what this computer offers. */
export interface Opening {
  readonly choice: WorkspaceChoice;
  readonly services: Readonly<Record<string, string>>;
  readonly data: string;
  readonly keychain: { readonly available: true } | { readonly available: false; readonly reason: string };
}

/** The operating system's keychain can be reached from the main process alone: the studio asks for each use. */
export type SecretAsk =
  | { readonly act: "encrypt"; readonly text: string }
  | { readonly act: "decrypt"; readonly bytes: Uint8Array };
export type SecretAnswer = { readonly value: string | Uint8Array } | { readonly failed: true };
