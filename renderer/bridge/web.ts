import { callHeader, type Reply, type StudioBridge, type StudioEvent } from "#shared/bridge.ts";
import { type ErrorReply, isErrorCode } from "#shared/kernel/errors.ts";

/** How long to wait before a stream that was refused is tried again, in milliseconds. */
const retryAfter = { first: 1_000, longest: 30_000 };

const unreachable: ErrorReply = {
  code: "STUDIO_UNREACHABLE",
  message: "The studio does not answer. See whether it still runs where you started it.",
  details: {},
};

/** The bridge of the browser host: calls over fetch, news over one event stream that comes back by itself. */
export function webBridge(): StudioBridge {
  const listeners = new Set<(event: StudioEvent) => void>();
  const stream = eventStream((event) => listeners.forEach((listener) => listener(event)));
  return {
    abilities: { host: "browser", ownsWindow: false, platform: "web", version: import.meta.env.APP_VERSION ?? "" },
    call,
    subscribe(listener) {
      listeners.add(listener);
      stream.open();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stream.close();
      };
    },
  } satisfies StudioBridge;
}

async function call(name: string, input: unknown): Promise<Reply> {
  try {
    const response = await fetch(`/api/call/${encodeURIComponent(name)}`, {
      method: "POST",
      headers: { "content-type": "application/json", [callHeader.name]: callHeader.value },
      body: JSON.stringify(input),
    });
    const reply: unknown = await response.json();
    return isReply(reply) ? reply : { error: unreachable };
  } catch {
    return { error: unreachable };
  }
}

function isReply(reply: unknown): reply is Reply {
  if (typeof reply !== "object" || reply === null) return false;
  if ("value" in reply) return true;
  const error = "error" in reply ? (reply.error as Partial<ErrorReply> | null) : null;
  return typeof error?.code === "string" && isErrorCode(error.code) && typeof error.message === "string";
}

/**
 * Reads the server's events. The browser reconnects after a lost connection by itself, but gives up when the server
 * refuses (after its restart, say): then this tries again, ever more slowly. What happened in between is not known, so
 * that every reconnection is told as a change of everything.
 */
function eventStream(tell: (event: StudioEvent) => void): { open(): void; close(): void } {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wait = retryAfter.first;
  let opened = false;

  function open(): void {
    if (source) return;
    source = new EventSource("/api/events");
    source.addEventListener("open", () => {
      wait = retryAfter.first;
      if (opened) tell({ type: "changed", sequence: -1, acts: [] });
      opened = true;
    });
    source.addEventListener("message", ({ data }) => tell(JSON.parse(String(data)) as StudioEvent));
    source.addEventListener("error", () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      close();
      retry = setTimeout(open, wait);
      wait = Math.min(wait * 2, retryAfter.longest);
    });
  }

  function close(): void {
    clearTimeout(retry);
    source?.close();
    source = undefined;
  }

  return { open, close };
}
