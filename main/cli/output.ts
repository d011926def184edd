import { AppError, errorCodes, type ErrorReply, toErrorReply } from "#shared/kernel/errors.ts";
import type { CliIo } from "./io.ts";

/** What a command has to say: the same as one JSON value, and as lines for people. */
export interface Answer {
  readonly value: unknown;
  readonly lines: readonly string[];
}

export type Cell = string | number | null | undefined;

/** Columns that line up; figures to the right, as wide as they need to be and no wider. */
export function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  const texts = rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? "" : String(cell))));
  const widths = heads.map((head, column) =>
    Math.max(widthOf(head), ...texts.map((row) => widthOf(row[column] ?? ""))),
  );
  const right = heads.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === "number"));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => pad(cell, widths[column]!, right[column]!))
      .join("  ")
      .trimEnd();
  return [line(heads), ...texts.map(line)];
}

/** Facts one below the other: what it is called, then what it is. */
export function facts(pairs: readonly (readonly [string, Cell])[]): string[] {
  const shown = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  const width = Math.max(0, ...shown.map(([name]) => widthOf(name)));
  return shown.map(([name, value]) => `${pad(name, width, false)}  ${value}`);
}

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u;

/** How many columns of a terminal a text takes. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0);

function pad(text: string, width: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count === 0 ? "no" : count} ${count === 1 ? one : many}`;

/** `2026-03-02 09:15 UTC`: the same on every machine. */
export const moment = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

export const shortDigest = (digest: string): string => digest.slice("sha256:".length, "sha256:".length + 12);

/** Prints an answer: one JSON document, or its lines. */
export function print(io: CliIo, answer: Answer, json: boolean): void {
  io.out(json ? `${JSON.stringify(answer.value, null, 2)}\n` : answer.lines.map((line) => `${line}\n`).join(""));
}

/** Prints an error the way its reader needs it. @returns the exit code. */
export function printError(io: CliIo, error: unknown, json: boolean): number {
  const reply = toErrorReply(error);
  if (json) io.out(`${JSON.stringify({ error: reply }, null, 2)}\n`);
  else io.err([`${reply.message} (${reply.code})`, ...detailLines(reply)].map((line) => `${line}\n`).join(""));
  if (reply.code === "INTERNAL" && io.env["IMPRIMATUR_DEBUG"]) io.err(`${stackOf(error)}\n`);
  return errorCodes[reply.code].exit;
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

interface Named {
  readonly name?: string;
  readonly at?: string;
  readonly message?: string;
  readonly theirs?: unknown;
  readonly yours?: unknown;
}

/** What the details hold beyond the sentence: each blocker, problem and conflict on a line of its own. */
function detailLines({ details }: ErrorReply): string[] {
  const list = (key: string): readonly Named[] => (Array.isArray(details[key]) ? (details[key] as Named[]) : []);
  const lines = [
    ...list("blockers").map(({ name, message }) => `  ${name}: ${message}`),
    ...list("problems").map(({ at, message }) => `  ${at}: ${message}`),
    ...list("issues").map(({ at, message }) => `  ${at}: ${message}`),
    ...list("conflicts").flatMap(({ at, theirs, yours }) => [
      `  ${at}`,
      `    theirs  ${JSON.stringify(theirs) ?? "removed"}`,
      `    yours   ${JSON.stringify(yours) ?? "removed"}`,
    ]),
  ];
  const shown = lines.slice(0, 40);
  return lines.length > shown.length ? [...shown, `  and ${lines.length - shown.length} more`] : shown;
}

/** Another program that stood in for the command has ended, and has said why. */
export class CommandEnded extends Error {
  readonly exit: number;

  constructor(exit: number) {
    super("The program has ended.");
    this.exit = exit;
  }
}

/** A mistake in how the command was written. */
export const usageError = (message: string): AppError => new AppError("INPUT_INVALID", message);
