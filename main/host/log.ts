import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";

export type Log = (error: unknown, where: string) => void;

/** Two files of this size hold what matters of a defect, however often it happens. */
const largest = 2 ** 20;

/**
 * Writes errors that are ours into a file in the data folder, where a person can find them to report them.
 * What people see has no stack; the log does, and it never leaves this computer by itself.
 */
export function fileLog(data: string): Log {
  const path = join(data, "studio.log");
  return (error, where) => {
    const text = error instanceof Error ? describe(error) : String(error);
    try {
      mkdirSync(data, { recursive: true, mode: 0o700 });
      if (sizeOf(path) > largest) renameSync(path, `${path}.old`);
      appendFileSync(path, `${new Date().toISOString()} ${where}: ${text}\n`, { mode: 0o600 });
    } catch {
      // A log that cannot be written must not be the next error.
    }
  };
}

function describe(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\ncaused by ${describe(error.cause)}` : own;
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
