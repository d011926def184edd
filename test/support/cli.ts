import { dirname } from "node:path";
import type { ErrorReply } from "#shared/kernel/errors.ts";
import type { CliIo } from "#main/cli/io.ts";
import { runCli } from "#main/cli/program.ts";
import { cast, passphrase, type PersonKey, type TestWorkspace } from "./workspace.ts";

export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line in this process, as a terminal without a person at it would. */
export async function runLine(args: readonly string[], io: Partial<CliIo> = {}): Promise<Ran> {
  let [out, err] = ["", ""];
  const exit = await runCli(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: {},
    folder: ".",
    ...io,
  });
  return { exit, out, err };
}

/** What tests know of a workspace and a terminal has to be told. */
export const ioOf = ({ options }: TestWorkspace): Partial<CliIo> => ({
  folder: dirname(options.path),
  env: { IMPRIMATUR_PASSPHRASE: passphrase, IMPRIMATUR_WORKSPACE: options.path },
  now: options.now,
  scryptCost: options.scryptCost,
});

/** Runs a command as somebody. */
export const runAs = (workspace: TestWorkspace, person: PersonKey, ...args: string[]): Promise<Ran> =>
  runLine([...args, "--as", cast[person].name], ioOf(workspace));

/** Runs a command as somebody and reads its one JSON document. */
export async function jsonAs<T = Record<string, unknown>>(
  workspace: TestWorkspace,
  person: PersonKey,
  ...args: string[]
): Promise<T & { readonly exit: number; readonly error?: ErrorReply }> {
  const { exit, out, err } = await runAs(workspace, person, ...args, "--json");
  if (err !== "") throw new Error(err);
  return { ...(JSON.parse(out) as T), exit };
}
