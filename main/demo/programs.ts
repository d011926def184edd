import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { type Decision, decision as decisionSchema } from "#shared/decision/model.ts";

/** The product's own programs, run as anybody would run them. */

const source = join(import.meta.dirname, "..", "..");
const commandLine = join(source, "main", "cli.ts");
const decisionService = join(source, "runtime", "main.ts");

export interface Ended {
  readonly exit: number;
  /** The one JSON document that the command printed. */
  readonly json: unknown;
}

/** Runs one command of the command line. @param secrets passphrases, which go through the environment. */
export async function runCommand(
  args: readonly string[],
  folder: string,
  secrets: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [commandLine, ...args, "--json"], {
    cwd: folder,
    // Thirty short programs in a row: what the first one compiles, the others take from the cache.
    env: { ...environmentWithoutOurs(), NODE_COMPILE_CACHE: join(folder, "compiled"), ...secrets },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { exit: code ?? 1, json: output === "" ? null : JSON.parse(output) };
}

/** What the person at the terminal has set for their own workspace does not apply to this one. */
const environmentWithoutOurs = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("IMPRIMATUR_")));

export interface RunningService {
  readonly url: string;
  /** The number of the release that is served. */
  release(): Promise<number | null>;
  decide(request: Readonly<Record<string, unknown>>): Promise<Decision>;
  stop(): Promise<void>;
}

export interface ServicePlace {
  readonly repository: string;
  readonly trust: string;
  readonly environment: string;
  readonly state: string;
}

const readyLine = z.looseObject({ ready: z.literal(true), address: z.string() });
const status = z.looseObject({ release: z.looseObject({ number: z.number() }).nullable() });

/** Starts the decision service and waits until it answers. */
export async function startService(place: ServicePlace): Promise<RunningService> {
  const flags = Object.entries(place).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(process.execPath, [decisionService, ...flags, "--port", "0", "--poll-seconds", "1"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const url = await addressOf(child);
  return {
    url,
    async release() {
      const answer = await fetch(new URL("/v1/status", url));
      return status.parse(await answer.json()).release?.number ?? null;
    },
    async decide(request) {
      const answer = await fetch(new URL("/v1/decisions", url), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(request),
      });
      return decisionSchema.parse(await answer.json());
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const ready = readyLine.safeParse(JSON.parse(line));
    if (ready.success) return ready.data.address;
  }
  throw new Error(`The decision service ended before it was ready, with exit code ${child.exitCode}.`);
}
