import { create } from "zustand";
import type { Session } from "#shared/access/model.ts";
import type { StudioApi } from "#shared/contracts.ts";
import type { AppError } from "#shared/kernel/errors.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { api } from "./api.ts";
import { bridge } from "./index.ts";
import { asAppError } from "./query-cache.ts";
import { queries } from "./use-query.ts";

/** What a person sees before they sign in: the workspace, who can sign in here, and the keychain. */
export type AccessStatus = Awaited<ReturnType<StudioApi["access"]["status"]>>;

export interface SessionState {
  /** `asking` until the first answer; `unreachable` when the studio refuses this page or does not answer. */
  readonly phase: "asking" | "unreachable" | "signedOut" | "signedIn";
  readonly status: AccessStatus | undefined;
  /** Who is signed in, with their roles and until when their key stays open. */
  readonly session: Session | null;
  readonly problem: AppError | undefined;
}

/** Who is signed in at this window. Screens read it; `session` changes it. */
export const useSession = create<SessionState>()(() => ({
  phase: "asking",
  status: undefined,
  session: null,
  problem: undefined,
}));

/** Signing in and out, and the key's lock. Each rejects with an AppError; the state above follows by itself. */
export const session = {
  /** Opens a member's key: by their passphrase, or without one by the operating system's keychain. */
  async signIn(member: MemberId, passphrase?: string): Promise<void> {
    take(await api.access.signIn({ member, passphrase }));
    await refresh();
  },
  async signOut(): Promise<void> {
    await api.access.signOut({});
    take(null);
    await refresh();
  },
  async unlock(passphrase?: string): Promise<void> {
    take(await api.access.unlock({ passphrase }));
  },
  async lock(): Promise<void> {
    take(await api.access.lock({}));
  },
  /** Keeps the passphrase in the operating system's keychain, or takes it out again. */
  async remember(passphrase: string, keep: boolean): Promise<void> {
    await api.access.remember({ passphrase, keep });
    await refresh();
  },
  /** Asks who is signed in, and what this page should show before anybody is. Never rejects. */
  refresh,
};

let asked = 0;

async function refresh(): Promise<void> {
  const turn = ++asked;
  try {
    const status = await api.access.status({});
    if (turn !== asked) return;
    useSession.setState({ status, problem: undefined });
    take(status.session);
  } catch (error) {
    if (turn !== asked) return;
    const problem = asAppError(error);
    // A short silence leaves the screen as it is; a page that never had an answer, or has lost its right to one, says so.
    const { status, phase } = useSession.getState();
    const stays = status !== undefined && problem.code !== "SENDER_REFUSED";
    useSession.setState({ phase: stays ? phase : "unreachable", problem });
  }
}

function take(next: Session | null): void {
  // Whatever is still on its way was asked before this was known.
  asked += 1;
  const before = useSession.getState().session?.member.id;
  useSession.setState({ session: next, phase: next ? "signedIn" : "signedOut" });
  if (before !== next?.member.id) queries.clear();
  lockWhenDue(next);
}

let due: ReturnType<typeof setTimeout> | undefined;

/** When the key's time is up, asks again: it is locked by then, or was used meanwhile and stays open for longer. */
function lockWhenDue(current: Session | null): void {
  clearTimeout(due);
  if (!current?.keyOpenUntil) return;
  const left = Date.parse(current.keyOpenUntil) - Date.now();
  due = setTimeout(() => void refresh(), Math.max(left, 0) + 250);
}

// A commit may have used the key or changed roles, and a process that was started again knows nobody.
bridge.subscribe(() => void refresh());
