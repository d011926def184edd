import { openApp } from "./app.ts";
import { type Backend, inProcess } from "./host/backend.ts";
import { fileLog } from "./host/log.ts";
import type { FromStudio, Opening, ToStudio } from "./host/process-protocol.ts";
import { serveParent } from "./host/process-side.ts";
import { openingOptions } from "./host/workspace-choice.ts";
import type { KeychainAbility } from "./keys/keychain.ts";

/** What a utility process of the desktop shell has beside what Node offers. */
interface ParentPort {
  postMessage(message: FromStudio): void;
  on(event: "message", listener: (event: { data: ToStudio }) => void): void;
}

/** Opens the workspace that the desktop asked for. @throws whatever `openApp` throws */
async function open({ choice, services, data }: Opening, keychain: KeychainAbility): Promise<Backend> {
  const log = fileLog(data);
  process.on("uncaughtExceptionMonitor", log);
  const options = await openingOptions(choice);
  return inProcess(openApp({ ...options, keychain, serviceUrls: services, log }), log);
}

const { parentPort } = process as unknown as { parentPort: ParentPort };

serveParent(
  {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin
    post: (message) => parentPort.postMessage(message),
    onMessage: (listener) => parentPort.on("message", ({ data }) => listener(data)),
  },
  open,
);
