import type { Reply, StudioEvent } from "#shared/bridge.ts";
import type { App } from "../app.ts";
import type { Sender } from "../context.ts";

/** The app as a door sees it, whether it runs in this process or in another. A sender is a window or a browser session. */
export interface Backend {
  /** Always answers, also when the app has stopped. */
  call(sender: string, name: string, input: unknown): Promise<Reply>;
  /** Forgets a sender whose window or session is gone. */
  release(sender: string): void;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (event: StudioEvent) => void): () => void;
  /** Lets the calls in flight end, then closes the workspace. Calls after this are refused. */
  close(): Promise<void>;
}

/** How often what expires is renewed: the repository's timestamp holds for days, so a few missed turns do no harm. */
const keepEveryMs = 6 * 60 * 60 * 1000;

/**
 * The app in this process. It keeps a sender for each name that calls, and renews what expires while it runs.
 * @param log is told of errors that are ours.
 */
export function inProcess(app: App, log: (error: unknown, where: string) => void): Backend {
  const senders = new Map<string, Sender>();
  const inFlight = new Set<Promise<Reply>>();
  let closing: Promise<void> | undefined;
  const keep = (): void => void app.keep().catch((error: unknown) => log(error, "keep"));
  const timer = setInterval(keep, keepEveryMs).unref();
  keep();

  function senderOf(id: string): Sender {
    const sender = senders.get(id) ?? app.newSender();
    senders.set(id, sender);
    return sender;
  }

  async function drain(): Promise<void> {
    clearInterval(timer);
    await Promise.allSettled(inFlight);
    app.close();
  }

  return {
    call(id, name, input) {
      if (closing) return Promise.resolve({ error: stopped });
      const reply = app.dispatch(senderOf(id), name, input);
      inFlight.add(reply);
      return reply.finally(() => inFlight.delete(reply));
    },
    release: (id) => void senders.delete(id),
    subscribe: (listener) => app.subscribe(listener),
    close: () => (closing ??= drain()),
  };
}

export const stopped = {
  code: "STUDIO_UNREACHABLE",
  message: "The studio is closing. Open it again; what was said to be saved is in the workspace.",
  details: {},
} as const;
