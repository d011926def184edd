import type { Command } from "commander";
import { everywhere, type Scope, scope } from "#shared/assets/model.ts";
import type { CliIo } from "./io.ts";
import { type Answer, usageError } from "./output.ts";
import type { GlobalOptions, Session } from "./session.ts";

/** What a file of commands needs to add them. */
export interface Cli {
  readonly program: Command;
  readonly io: CliIo;
  /** The options that every command takes, once they are parsed. */
  readonly globals: () => GlobalOptions;
  /** Runs work in the workspace, signed in, and prints its answer. */
  inSession(work: (session: Session) => Promise<Answer>): Promise<void>;
  /** Prints the answer of work that needs no session. */
  answer(work: () => Promise<Answer>): Promise<void>;
}

/** For options that are whole numbers. @throws INPUT_INVALID */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw usageError(`“${text}” is not a whole number.`);
}

/** For options that may be given several times. */
export const collect = (value: string, former: readonly string[] = []): readonly string[] => [...former, value];

/** For options with a closed list of values. @throws INPUT_INVALID */
export const oneOf =
  <T extends string>(values: readonly T[], what: string) =>
  (text: string): T => {
    const found = values.find((value) => value.toLocaleLowerCase() === text.toLocaleLowerCase());
    if (found) return found;
    throw usageError(`“${text}” is no ${what}. There are: ${values.join(", ")}.`);
  };

export interface ScopeOptions {
  readonly brand?: string;
  readonly market?: string;
  readonly channel?: string;
}

/** Adds the options of a scope, each of which means everywhere when it is left out. */
export const withScope = (command: Command): Command =>
  command
    .option("--brand <brand>", "in this brand alone")
    .option("--market <market>", "in this market alone")
    .option("--channel <channel>", "in this channel alone");

/** @throws INPUT_INVALID */
export function scopeOf({ brand, market, channel }: ScopeOptions): Scope {
  const parsed = scope.safeParse({
    brand: brand ?? everywhere.brand,
    market: market ?? everywhere.market,
    channel: channel ?? everywhere.channel,
  });
  if (parsed.success) return parsed.data;
  throw usageError("Brands, markets and channels are lower-case letters, digits and hyphens.");
}
