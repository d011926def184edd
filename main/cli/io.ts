import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { z } from "zod";
import { AppError } from "#shared/kernel/errors.ts";

/** Where the command line's words come from and go to. Tests bring their own. */
export interface CliIo {
  out(text: string): void;
  err(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  /** Asks a person without showing what they type; absent where nobody sits there. */
  readonly ask?: (question: string) => Promise<string>;
  readonly now?: () => number;
  readonly scryptCost?: number;
  /** The file of the command line's program; the other doors' programs lie beside it. */
  readonly script?: string;
}

/** @param script the program's own file */
export const processIo = (script: string): CliIo => ({
  script,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  env: process.env,
  folder: process.cwd(),
  ...(process.stdin.isTTY && process.stderr.isTTY ? { ask: askHidden } : {}),
});

/** A question on the terminal whose answer is not echoed. */
function askHidden(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write(`${question} `);
  return new Promise((resolve) => {
    terminal.question("", (answer) => {
      process.stderr.write("\n");
      terminal.close();
      resolve(answer);
    });
  });
}

export interface PassphraseSource {
  readonly file?: string | undefined;
  readonly variable: string;
  readonly question: string;
}

/**
 * A passphrase: from a file, from the environment, or asked for. Never from an argument, which every process can read.
 * @returns undefined where there is none.
 * @throws NOT_FOUND when the file cannot be read
 */
export async function readPassphrase(io: CliIo, source: PassphraseSource): Promise<string | undefined> {
  if (source.file !== undefined) return readText(source.file, "passphrase file").replace(/\r?\n$/, "");
  const given = io.env[source.variable];
  if (given !== undefined && given !== "") return given;
  return io.ask?.(source.question);
}

/**
 * A JSON file of the form that is asked for.
 * @param form what should stand in it, in words. @throws NOT_FOUND, INPUT_INVALID
 */
export function readJson<T>(path: string, what: string, schema: z.ZodType<T>, form: string): T {
  const text = readText(path, what);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new AppError("INPUT_INVALID", `The ${what} ${path} is not JSON. It should hold ${form}.`, { path }, cause);
  }
  const read = schema.safeParse(parsed);
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  const at = issue.path.join(".");
  throw new AppError(
    "INPUT_INVALID",
    `The ${what} ${path} does not have its form${at ? ` at ${at}` : ""}: ${issue.message}. It should hold ${form}.`,
    { path, at },
  );
}

/** @param what the file is called in a sentence. @throws NOT_FOUND */
export function readText(path: string, what: string, encoding: "utf8" | "base64" = "utf8"): string {
  try {
    return readFileSync(path, encoding);
  } catch (cause) {
    throw new AppError("NOT_FOUND", `The ${what} ${path} cannot be read.`, { path }, cause);
  }
}
