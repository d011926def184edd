import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dictionaries, dictionaryNames } from "#shared/spelling/model.ts";
import { readSource } from "#test/support/repository.ts";

const texts: Readonly<Record<string, string>> = {
  "GPL-2.0": "GPL-2",
  "GPL-3.0": "GPL-3",
  "LGPL-3.0": "LGPL-3",
  "MPL-1.1": "MPL-1.1",
  "MPL-2.0": "MPL-2.0",
};

describe("SP-14: what ships under a licence of its own", () => {
  const list = readSource("licences/README.txt");
  const manifest = JSON.parse(readSource("package.json")) as { dependencies: Record<string, string> };

  test.each(dictionaryNames)(
    "dictionary-%s is a dependency with its author's notice, on the list, and its licence is here",
    (name) => {
      const place = `node_modules/dictionary-${name}`;
      expect(Object.keys(manifest.dependencies)).toContain(`dictionary-${name}`);
      expect(existsSync(`${place}/license`)).toBe(true);
      const { licence } = dictionaries[name];
      expect(list).toMatch(new RegExp(`dictionary-${name} +${licence}`));
      const declared = (JSON.parse(readSource(`${place}/package.json`)) as { license: string }).license;
      const named = licence.split(/ or | and /);
      for (const one of named) expect(declared).toContain(one);
      // The texts of MIT and BSD stand in the notice itself.
      const missing = named.filter((one) => texts[one] && !existsSync(`licences/${texts[one]}.txt`));
      expect(missing).toEqual([]);
    },
  );

  test("goes into the package with its notices", () => {
    const build = readSource("electron-builder.yml");
    expect(build).toContain("from: licences");
    expect(build).not.toMatch(/!.*dictionary-|!.*\.(aff|dic|wasm)/);
  });
});
