#!/usr/bin/env node
import { spawn } from "node:child_process";
import { basename, join } from "node:path";
import { AppError, errorCodes, toErrorReply } from "#shared/kernel/errors.ts";
import { openApp } from "./app.ts";
import { doorArguments, doorOptions, parseStrictly } from "./host/arguments.ts";
import { inProcess } from "./host/backend.ts";
import { type StudioServer, startStudioServer } from "./host/http-server.ts";
import { dataFolder, rememberWorkspace } from "./host/locations.ts";
import { fileLog } from "./host/log.ts";
import { chooseWorkspace, openingOptions } from "./host/workspace-choice.ts";

/**
 * The browser's door: serves the studio on this computer's loopback address and prints the link that opens it.
 * `node main/serve.ts [--workspace FILE] [--service ENVIRONMENT=URL]… [--port N] [--open]`
 */
async function main(args: readonly string[]): Promise<void> {
  const options = { ...doorOptions, port: { type: "string" }, open: { type: "boolean" } } as const;
  const values = parseStrictly(args, options);
  const server = await serve(doorArguments(values), portOf(values.port));
  console.log(`Imprimatur is open in your browser: ${server.link}`);
  if (values.open) openInBrowser(server.link);
  closeOnSignal(server);
}

async function serve({ workspace, services }: ReturnType<typeof doorArguments>, port: number): Promise<StudioServer> {
  const data = dataFolder();
  const log = fileLog(data);
  const options = await openingOptions(chooseWorkspace(workspace, data));
  const app = openApp({ ...options, serviceUrls: services, log });
  rememberWorkspace(data, options.path);
  return startStudioServer({ backend: inProcess(app, log), page: builtPage(), port, log });
}

/** The built page, from the source tree or from what was built of it. */
function builtPage(): string {
  const built = basename(import.meta.filename) === "serve.js";
  return join(import.meta.dirname, "..", built ? "renderer" : "out/renderer");
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new AppError("INPUT_INVALID", "--port takes a number from 0 to 65535; 0 takes any that is free.");
  return port;
}

/** Asks the desktop for its browser; where there is none, the printed link is all there is. */
function openInBrowser(link: string): void {
  const openers = { darwin: ["open"], win32: ["explorer.exe"] } as const;
  const [program] = openers[process.platform as keyof typeof openers] ?? ["xdg-open"];
  spawn(program, [link], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}

function closeOnSignal(server: StudioServer): void {
  const close = (): void => {
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGINT", close).once("SIGTERM", close);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const { code, message } = toErrorReply(error);
  console.error(message);
  process.exitCode = errorCodes[code].exit;
}
