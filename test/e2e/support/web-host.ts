import type { Browser } from "@playwright/test";
import type { Host, HostOptions } from "./host.ts";
import { startProgram } from "./programs.ts";

/** The browser host: the built server on loopback, and a browser that opens its link. */
export async function startWeb({ workspace, home, services }: HostOptions, browser: Browser): Promise<Host> {
  const args = ["out/main/serve.js", "--workspace", workspace, ...services];
  const server = await startProgram(args, /(http:\S+)/, { IMPRIMATUR_HOME: home });
  // A context of its own is a person at another computer's browser: nothing is shared with the first.
  const newPage: NonNullable<Host["newPage"]> = async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(server.said);
    return page;
  };
  return {
    name: "web",
    page: await newPage(),
    origin: new URL(server.said).origin,
    newPage,
    async close() {
      await Promise.all(browser.contexts().map((context) => context.close()));
      await server.stop();
    },
  };
}
