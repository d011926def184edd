import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..", "..", "..");

/** A program of the build, started for a test. */
export interface Program {
  /** What it printed that matched. */
  readonly said: string;
  stop(): Promise<void>;
}

/**
 * Starts a program under this Node and waits until it prints what is looked for.
 * Rejects with what it printed when it ends before.
 */
export async function startProgram(
  args: readonly string[],
  wanted: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: "pipe" });
  const said = await new Promise<string>((resolve, reject) => {
    let output = "";
    const hear = (chunk: unknown): void => {
      output += String(chunk);
      const match = wanted.exec(output);
      if (match) resolve(match[1] ?? match[0]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`${args[0]} ended with ${code}:\n${output}`)));
  });
  return { said, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}
