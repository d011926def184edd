import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type DictionaryName, dictionaryNames } from "#shared/spelling/model.ts";
import { dictionaryFor } from "#shared/spelling/policy.ts";

// Not named `require`: the bundler puts one of its own into every file that it makes.
const packages = createRequire(import.meta.url);

/** The two files of a dictionary. */
export interface DictionaryFiles {
  readonly aff: string;
  readonly dic: string;
}

/** The files of a dictionary; undefined where this copy of the app came without it. */
export function dictionaryFiles(name: DictionaryName): DictionaryFiles | undefined {
  let folder: string;
  try {
    folder = dirname(packages.resolve(`dictionary-${name}`));
  } catch {
    return undefined;
  }
  const files = { aff: join(folder, "index.aff"), dic: join(folder, "index.dic") };
  return existsSync(files.aff) && existsSync(files.dic) ? files : undefined;
}

/** The dictionaries that are here. */
export const presentDictionaries = (): DictionaryName[] =>
  dictionaryNames.filter((name) => dictionaryFiles(name) !== undefined);

/** The dictionary of a locale, if it is here. */
export function dictionaryHere(locale: string): DictionaryName | null {
  const name = dictionaryFor(locale);
  return name !== null && dictionaryFiles(name) ? name : null;
}
