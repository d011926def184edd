import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { AppError } from "#shared/kernel/errors.ts";

/** What the graphical doors take on their command line. */
export interface DoorArguments {
  /** The workspace to open; without one, the last or the sample. */
  readonly workspace: string | undefined;
  /** Addresses of decision services by environment. */
  readonly services: Readonly<Record<string, string>>;
}

export const doorOptions = {
  workspace: { type: "string" },
  service: { type: "string", multiple: true },
} as const;

/**
 * Reads what `parseArgs` found for `doorOptions`.
 * @throws INPUT_INVALID
 */
export function doorArguments(values: { workspace?: string; service?: string[] }): DoorArguments {
  return {
    workspace: values.workspace === undefined ? undefined : resolve(values.workspace),
    services: Object.fromEntries((values.service ?? []).map(serviceOf)),
  };
}

/** Parses a command line by its options and nothing else. @throws INPUT_INVALID */
export function parseStrictly<O extends NonNullable<Parameters<typeof parseArgs>[0]>["options"]>(
  args: readonly string[],
  options: O,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new AppError("INPUT_INVALID", error instanceof Error ? error.message : String(error));
  }
}

function serviceOf(text: string): [environment: string, url: string] {
  const [environment = "", url = ""] = text.split(/=(.*)/s);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(environment) || !/^https?:$/.test(URL.parse(url)?.protocol ?? ""))
    throw new AppError("INPUT_INVALID", `--service takes environment=url, such as production=http://127.0.0.1:8080.`, {
      given: text,
    });
  return [environment, url];
}
