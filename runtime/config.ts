import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { type TrustFile, trustFile } from "#shared/bundle/repository.ts";
import { AppError } from "#shared/kernel/errors.ts";

export const config = z.strictObject({
  /** A folder, or the base URL of one over HTTP. */
  repository: z.string().min(1),
  /** The trust file: whom to believe. */
  trust: z.string().min(1),
  environment: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "lower-case letters, digits and hyphens"),
  /** The service's own folder. */
  state: z.string().min(1),
  host: z.string().default("127.0.0.1"),
  /** 0 takes any that is free. */
  port: z.coerce.number().int().min(0).max(65_535).default(8080),
  pollSeconds: z.coerce.number().positive().max(86_400).default(10),
});
export type Config = z.infer<typeof config>;

const names = Object.keys(config.shape) as (keyof Config)[];
const flagOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const variableOf = (name: string): string => `IMPRIMATUR_${flagOf(name).replaceAll("-", "_").toUpperCase()}`;

/**
 * Gathers the configuration: flags (`--poll-seconds 5`) win over environment variables (`IMPRIMATUR_POLL_SECONDS`), which win over
 * the JSON file named by `--config`.
 *
 * @throws AppError INPUT_INVALID
 */
export function readConfig(args: readonly string[], variables: Readonly<Record<string, string | undefined>>): Config {
  const flags = readFlags(args);
  const file = flags["config"] === undefined ? {} : readJson(flags["config"], "configuration");
  const merged: Record<string, unknown> = typeof file === "object" && file !== null ? { ...file } : {};
  for (const name of names) {
    const given = flags[flagOf(name)] ?? variables[variableOf(name)];
    if (given !== undefined) merged[name] = given;
  }
  const parsed = config.safeParse(merged);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0] ?? "");
  throw new AppError(
    "INPUT_INVALID",
    `Set --${flagOf(name)} or ${variableOf(name)}: ${issue?.message ?? "it is not valid"}.`,
    { at: name },
  );
}

/** @throws AppError INPUT_INVALID */
export function readTrust(path: string): TrustFile {
  const parsed = trustFile.safeParse(readJson(path, "trust file"));
  if (!parsed.success)
    throw new AppError(
      "INPUT_INVALID",
      "The trust file does not have the form of one; export it from the studio again.",
    );
  return parsed.data;
}

function readFlags(args: readonly string[]): Record<string, string | undefined> {
  const options = Object.fromEntries(
    [...names.map(flagOf), "config"].map((name) => [name, { type: "string" as const }]),
  );
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (cause) {
    throw new AppError(
      "INPUT_INVALID",
      cause instanceof Error ? cause.message : "The flags are not understood.",
      {},
      cause,
    );
  }
}

function readJson(path: string, what: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new AppError("INPUT_INVALID", `The ${what} cannot be read.`, {}, cause);
  }
}
