import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dictionaryNames } from "#shared/spelling/model.ts";
import type { StudioApi } from "#shared/contracts.ts";
import { openDatabase } from "#main/db/database.ts";
import { rebuild } from "#main/rebuild.ts";
import { dictionaryFiles, presentDictionaries } from "#main/spelling/dictionaries.ts";
import { Spellers } from "#main/spelling/spellers.ts";
import { jsonAs, runAs } from "#test/support/cli.ts";
import { hero, heroType, make } from "#test/support/content.ts";
import { makeWorkspace, type TestWorkspace } from "#test/support/workspace.ts";

const german = "Die Wandershcuhe für {{first_name|Bergfreund}} gibt’s in der Straße, z.B. bei teuflschem Wetter";

let workspace: TestWorkspace;
let api: StudioApi;
beforeAll(async () => {
  workspace = await makeWorkspace();
  api = await workspace.as("edda");
});
afterAll(() => workspace.dispose());

async function misspelt(locale: string, text: string, more: object = {}): Promise<string[]> {
  const { misspelt: places } = await api.spelling.check({ locale, text, ...more });
  return places.map(({ from, to }) => text.slice(from, to));
}

describe("a text", () => {
  test("SP-1 SP-3: is held to the dictionary of its locale, compounds included", async () => {
    expect(await misspelt("de-AT", german)).toEqual(["Wandershcuhe", "teuflschem"]);
    expect(await misspelt("de", "Hüttenwochenende, Sonnenschutzcreme, Donaudampfschifffahrtsgesellschaft")).toEqual([]);
    expect(await misspelt("en-AU", "The colour that we organise, the color")).toEqual(["color"]);
    expect(await misspelt("en-US", "The color, the colour")).toEqual(["colour"]);
    expect(await misspelt("fr-CA", "L’homme d’aujourd'hui, c'est-à-dire bonjuor")).toEqual(["bonjuor"]);
    expect(await misspelt("it", "L’estate dell’acqua")).toEqual([]);
  });

  test("SP-2: is written with ss in Switzerland", async () => {
    expect(await misspelt("de-CH", "Die Strasse ist gross, das Mass, ein Maß, Wasser, Strase")).toEqual([
      "Maß",
      "Strase",
    ]);
    const { suggestions } = await api.spelling.suggest({ locale: "de-CH", word: "Srasse" });
    expect(suggestions).toContain("Strasse");
    expect(suggestions.join("")).not.toContain("ß");
  });

  test("SP-1: of a language without a dictionary is not checked, and the answer says so", async () => {
    expect(await api.spelling.check({ locale: "ja", text: "尾根 wrod" })).toEqual({ dictionary: null, misspelt: [] });
    expect(await api.spelling.suggest({ locale: "ja", word: "wrod" })).toEqual({ suggestions: [] });
  });

  test("of 100,000 characters is checked whole, and one past the bound is refused", async () => {
    const long = "Die Wandershcuhe tragen weit. ".repeat(3334).slice(0, 100_000);
    const { misspelt: places } = await api.spelling.check({ locale: "de", text: long });
    expect(places.length).toBe(3333);
    expect(new Set(places.map(({ from, to }) => long.slice(from, to)))).toEqual(new Set(["Wandershcuhe"]));
    await expect(api.spelling.check({ locale: "de", text: "a".repeat(200_001) })).rejects.toMatchObject({
      code: "INPUT_INVALID",
    });
  });

  test("that is no text of a locale is refused", async () => {
    await expect(api.spelling.check({ locale: "*", text: "Grat" })).rejects.toMatchObject({ code: "INPUT_INVALID" });
    await expect(api.spelling.check({ locale: "../de", text: "Grat" })).rejects.toMatchObject({
      code: "INPUT_INVALID",
    });
  });

  test("a misspelt word is told what it may have meant", async () => {
    const { suggestions } = await api.spelling.suggest({ locale: "de", word: "Wandershcuhe" });
    expect(suggestions).toContain("Wanderschuhe");
  });
});

describe("words that are let be", () => {
  test("SP-6: are those of the workspace, of its tags and of the field", async () => {
    expect(await misspelt("en", "Fjell and fjord by Halden")).toEqual(["Halden"]);
    await make(workspace, {
      kind: "tagVocabulary",
      name: "tags.season",
      by: "bea",
      body: {
        settings: {
          label: "Season",
          terms: [{ key: "vinterhalv", label: "Vinterhalv" }],
          carry: "many",
          kinds: ["block"],
          required: [],
        },
      },
    });
    const type = await make(workspace, { kind: "blockType", name: "type.hero", body: controlled, by: "bea" });
    const text = "Vinterhalv brings Sjokk and Halden";
    expect(await misspelt("en", text)).toEqual(["Sjokk", "Halden"]);
    expect(await misspelt("en", text, { field: { type, name: "headline" } })).toEqual(["Halden"]);
    expect(await misspelt("en", text, { field: { type, name: "none" } })).toEqual(["Sjokk", "Halden"]);
  });

  test("SP-7: are personal, here or everywhere, and stay when the workspace is rebuilt", async () => {
    const bea = await workspace.as("bea");
    const type = (await bea.assets.get({ asset: "type.hero" })).id;
    const block = await make(workspace, {
      kind: "block",
      name: "hero.ridge",
      body: hero(type, { headline: "Up we go" }),
      by: "edda",
    });
    await api.spelling.addWord({ word: "Halden" });
    await api.spelling.addWord({ word: "Halden" });
    await api.spelling.addWord({ word: "Sjokk", asset: block });
    const text = "Halden's Sjokk";
    expect(await misspelt("en", text)).toEqual(["Sjokk"]);
    expect(await misspelt("de", text, { asset: block })).toEqual([]);
    const hers = await bea.spelling.check({ locale: "en", text });
    expect(hers.misspelt.length).toBe(2);
    expect(await bea.spelling.words({})).toEqual({ words: [] });
    expect((await api.spelling.words({})).words).toEqual([
      { word: "Halden", asset: null, name: null },
      { word: "Sjokk", asset: block, name: "hero.ridge" },
    ]);

    const copy = join(workspace.options.path, "..", "again.imprimatur");
    const source = openDatabase(workspace.options.path);
    expect(rebuild(source, copy).lost).toEqual([]);
    source.close();
    const again = openDatabase(copy);
    expect(again.read((db) => db.values("SELECT word FROM spelling_word ORDER BY word"))).toEqual(["Halden", "Sjokk"]);
    again.close();
    rmSync(copy);

    await api.spelling.removeWord({ word: "Halden" });
    await expect(api.spelling.removeWord({ word: "Halden" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await misspelt("en", text)).toEqual(["Halden", "Sjokk"]);
    for (const word of ["two words", "a", "B2B"])
      await expect(api.spelling.addWord({ word })).rejects.toMatchObject({ code: "INPUT_INVALID" });
    await expect(api.spelling.addWord({ word: "Grat", asset: "ast_00000000000000000000000000" })).rejects.toMatchObject(
      { code: "NOT_FOUND" },
    );
  });
});

test("SP-13: a block's misspelt words come by field, variant and locale", async () => {
  const type = await make(workspace, { kind: "blockType", name: "type.plain", body: heroType(), by: "bea" });
  const body = hero(type, { headline: "up" });
  await make(workspace, {
    kind: "block",
    name: "hero.words",
    by: "edda",
    body: {
      ...body,
      copy: { base: { headline: { en: "Teh ridge is open", de: "Der Grat ist auf", ja: "尾根", "*": "Wrod" } } },
    },
  });
  expect(await api.spelling.asset({ asset: "hero.words" })).toEqual({
    name: "hero.words",
    checked: 2,
    values: [
      {
        field: "headline",
        label: "headline",
        variant: "base",
        locale: "en",
        words: [{ from: 0, to: 3, word: "Teh" }],
      },
    ],
    unchecked: ["ja"],
  });
  const printed = await runAs(workspace, "edda", "spell", "hero.words");
  expect(printed.exit).toBe(2);
  expect(printed.out).toMatch(/^Teh +headline +base +en +0 +\S/m);
  expect(printed.out).toContain("Not checked, for there is no dictionary: ja.");
  await api.spelling.addWord({ word: "Teh" });
  const json = await jsonAs(workspace, "edda", "spell", "hero.words");
  expect(json).toEqual({ exit: 0, asset: "hero.words", checked: 2, unchecked: ["ja"], words: [] });
  await expect(api.spelling.asset({ asset: "type.plain" })).rejects.toMatchObject({ code: "INPUT_INVALID" });
});

describe("the threads", () => {
  let spellers: Spellers;
  beforeEach(() => void (spellers = new Spellers()));
  afterEach(() => spellers.close());
  const check = (name: "de" | "en" | "fr", text = "Grat") =>
    spellers.check(name, { text, locale: name, format: "plain" });

  test("SP-8: a dictionary is loaded when it is asked for, and let go when nobody does", async () => {
    spellers = new Spellers({ idleMs: 50 });
    expect(spellers.loaded).toEqual([]);
    await check("de");
    expect(spellers.loaded).toEqual(["de"]);
    await expect.poll(() => spellers.loaded, { timeout: 10_000 }).toEqual([]);
    expect(await check("de", "Grta")).toEqual([{ from: 0, to: 4 }]);
  });

  test("SP-8: no more are held than there is room for; what was asked for still answers", async () => {
    spellers = new Spellers({ most: 1 });
    const [de, en] = await Promise.all([check("de", "Grta"), check("en", "teh")]);
    expect([de.length, en.length]).toEqual([1, 1]);
    expect(spellers.loaded).toEqual(["en"]);
  });

  test("SP-9: a thread that takes too long is ended, its calls say so, and the next one starts anew", async () => {
    spellers = new Spellers({ limitMs: 1 });
    const both = await Promise.allSettled([check("de"), check("de")]);
    expect(both.map((one) => one.status === "rejected" && one.reason)).toEqual([
      expect.objectContaining({ code: "SPELLING_STOPPED" }),
      expect.objectContaining({ code: "SPELLING_STOPPED" }),
    ]);
    expect(spellers.loaded).toEqual([]);
  });

  test("SP-9: a thread that dies is started again by the next call", async () => {
    let broken = true;
    spellers = new Spellers({
      files: (name) => (broken ? { aff: "/nowhere.aff", dic: "/nowhere.dic" } : dictionaryFiles(name)),
    });
    await expect(check("de")).rejects.toMatchObject({ code: "SPELLING_STOPPED" });
    broken = false;
    expect(await check("de", "Grta")).toEqual([{ from: 0, to: 4 }]);
  });

  test("SP-9: closing answers what is open", async () => {
    const open = check("de");
    await Promise.all([expect(open).rejects.toMatchObject({ code: "SPELLING_STOPPED" }), spellers.close()]);
  });

  test("SP-14: a dictionary that this copy does not have is none", async () => {
    spellers = new Spellers({ files: () => undefined });
    await expect(async () => check("de")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(presentDictionaries()).toEqual(dictionaryNames);
  });
});

const controlled = {
  settings: {
    label: "Hero",
    fields: [
      {
        name: "headline",
        label: "Headline",
        type: "text" as const,
        part: "copy" as const,
        mode: "flexible" as const,
        required: false,
        localized: true,
        limits: { allowedWords: ["Sjokk", "Up", "we", "go"] },
      },
    ],
  },
};
