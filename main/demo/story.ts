import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ErrorReply } from "#shared/kernel/errors.ts";
import { runCommand } from "./programs.ts";

/** Somebody of the demo: who they are and the passphrase of their key, which exists as long as the demo runs. */
export interface Actor {
  readonly name: string;
  readonly title: string;
  readonly passphrase: string;
}

export const actor = (name: string, title: string): Actor => ({
  name,
  title,
  passphrase: randomBytes(18).toString("base64url"),
});

/** Tells what happens and keeps count of what did not come out as it should. */
export class Story {
  readonly folder: string;
  #steps = 0;
  #checks = 0;
  #failures = 0;

  /** @param folder where the workspace of this run lies. */
  constructor(folder: string) {
    this.folder = folder;
  }

  get failures(): number {
    return this.#failures;
  }

  get checks(): number {
    return this.#checks;
  }

  step(title: string): void {
    console.log(`\n${++this.#steps}  ${title}`);
  }

  say(text: string): void {
    console.log(`   ${text}`);
  }

  /** Says what should be so, and whether it is. */
  check(holds: boolean, text: string): void {
    this.#checks += 1;
    if (!holds) this.#failures += 1;
    console.log(`   ${holds ? "✓" : "✗ NOT SO:"} ${text}`);
  }

  /** Runs a command as somebody. @returns its JSON. @throws when it is refused */
  async run<T>(who: Actor | null, args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<T> {
    const { exit, json } = await this.attempt(who, args, more);
    if (exit === 0) return json as T;
    const error = (json as { error?: ErrorReply } | null)?.error;
    throw new Error(
      `imprimatur ${args.join(" ")}: ${error ? `${error.message} (${error.code})` : `exit code ${exit}`}`,
    );
  }

  /** The same for a command that may be refused. */
  attempt(who: Actor | null, args: readonly string[], more: Readonly<Record<string, string>> = {}) {
    console.log(`   $ imprimatur ${args.map(quoted).join(" ")}${who ? ` --as ${quoted(who.name)}` : ""}`);
    const secrets = who ? { IMPRIMATUR_PASSPHRASE: who.passphrase, ...more } : more;
    return runCommand(who ? [...args, "--as", who.name] : args, this.folder, secrets);
  }

  /** Writes a file for a command to read. @returns its name. */
  file(name: string, content: unknown): string {
    writeFileSync(join(this.folder, name), `${JSON.stringify(content, null, 2)}\n`);
    return name;
  }
}

const quoted = (text: string): string => (/^[\w./:@=-]+$/.test(text) ? text : `"${text}"`);
