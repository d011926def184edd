import { openApp } from "#main/app.ts";
import { inProcess } from "#main/host/backend.ts";
import type { ToStudio } from "#main/host/process-protocol.ts";
import { serveParent } from "#main/host/process-side.ts";
import { openingOptions } from "#main/host/workspace-choice.ts";

/** The studio's process as the desktop starts it, over the line of a plain Node process. */
serveParent(
  {
    post: (message) => process.send!(message),
    onMessage: (listener) => process.on("message", (message) => listener(message as ToStudio)),
  },
  async ({ choice, services: serviceUrls }, keychain) => {
    const app = openApp({ ...(await openingOptions(choice)), keychain, serviceUrls });
    return inProcess(app, (error) => console.error(error));
  },
);
