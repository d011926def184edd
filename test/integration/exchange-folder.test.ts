import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { everywhere } from "#shared/assets/model.ts";
import type { StudioApi } from "#shared/contracts.ts";
import { indexPath } from "#shared/exchange/folder.ts";
import type { ExchangeFile, ExchangeReport } from "#shared/exchange/model.ts";
import { utf8 } from "#shared/kernel/canonical.ts";
import { toBase64 } from "#shared/kernel/crypto.ts";
import { openApp } from "#main/app.ts";
import { readExportFolder, writeExportFolder } from "#main/cli/export-folder.ts";
import { createSampleWorkspace } from "#main/sample/create.ts";
import { people, samplePassphrase } from "#main/sample/data/people.ts";
import { foldersBeside } from "#main/workspace.ts";
import { jsonAs, runAs } from "#test/support/cli.ts";
import { hero, heroType, make } from "#test/support/content.ts";
import { readSharedData } from "#test/support/shared-data.ts";
import { makeWorkspace, refused, type TestWorkspace, type PersonKey } from "#test/support/workspace.ts";

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "imprimatur-exchange-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every file below a folder with its text. */
const textsIn = (place: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [path.slice(place.length + 1), readFileSync(path, "utf8")]),
  );

async function headsOf(api: StudioApi): Promise<Record<string, string>> {
  const heads: Record<string, string> = {};
  for (let total = 1; Object.keys(heads).length < total;) {
    const page = await api.assets.list({ filter: {}, offset: Object.keys(heads).length, limit: 500 });
    total = page.total;
    for (const row of page.rows) heads[row.id] = row.head!;
  }
  return heads;
}

/** Leo may write purposes, Bea all the rest: together they may bring a whole workspace. */
async function importWhole(workspace: TestWorkspace, files: ExchangeFile[]): Promise<ExchangeReport> {
  const owner = workspace.people.bea;
  const leo = await workspace.as("leo");
  await leo.exchange.importFolder({ files, owner, apply: true });
  return (await workspace.as("bea")).exchange.importFolder({ files, owner, apply: true });
}

describe("a whole workspace there and back", { timeout: 180_000 }, () => {
  async function provesRoundTrip(source: StudioApi, name: string): Promise<void> {
    const first = join(folder, `${name}-1`);
    const second = join(folder, `${name}-2`);
    await writeExportFolder(source, first);
    const empty = await makeWorkspace();
    try {
      const report = await importWhole(empty, readExportFolder(first));
      expect(report.rows.filter(({ outcome }) => outcome === "rejected")).toEqual([]);
      const target = await empty.as("bea");
      await writeExportFolder(target, second);
      expect(textsIn(second)).toEqual(textsIn(first));
      expect(Object.keys(textsIn(first)).length).toBeGreaterThan(50);
      expect(await headsOf(target)).toEqual(await headsOf(source));
    } finally {
      empty.dispose();
    }
  }

  test("EX-11 the sample comes back byte for byte, with the same digests", async () => {
    const path = join(folder, "sample.imprimatur");
    const options = { path, folders: foldersBeside(path), now: () => Date.UTC(2026, 2, 12, 9), scryptCost: 1024 };
    await createSampleWorkspace(options);
    const app = openApp(options);
    try {
      const api = app.clientFor(app.newSender());
      const { members } = await api.access.status({});
      const member = members.find(({ name }) => name === people[0]!.name)!.id;
      await api.access.signIn({ member, passphrase: samplePassphrase });
      await provesRoundTrip(api, "sample");
    } finally {
      app.close();
    }
  });

  test("EX-11 so does a real Contentful export that was imported", async () => {
    const workspace = await makeWorkspace();
    try {
      const api = await workspace.as("bea");
      const source = readSharedData("contentful/fintech-space-1.json");
      const owner = workspace.people.bea;
      await api.content.importExport({ format: "contentful", source, owner, brand: "coin", apply: true });
      await provesRoundTrip(api, "fintech");
    } finally {
      workspace.dispose();
    }
  });
});

describe("a folder that was edited", () => {
  let workspace: TestWorkspace;
  let api: StudioApi;
  let files: ExchangeFile[];
  const owner = () => workspace.people.bea;
  const path = "blocks/hero.spring.json";

  beforeEach(async () => {
    workspace = await makeWorkspace();
    api = await workspace.as("bea");
    const type = await make(workspace, { kind: "blockType", name: "type.hero", body: heroType(), by: "bea" });
    await make(workspace, { kind: "block", name: "hero.spring", body: hero(type), by: "bea" });
    ({ files } = await api.exchange.exportFolder({}));
  });
  afterEach(() => workspace.dispose());

  /** The files with one of them said otherwise. */
  const edited = (change: (text: string) => string, of = path): ExchangeFile[] =>
    files.map((file) => (file.path === of ? { ...file, text: change(file.text) } : file));
  const send = (sent: ExchangeFile[], apply = true, who: PersonKey = "bea") =>
    workspace.as(who).then((one) => one.exchange.importFolder({ files: sent, owner: owner(), apply }));
  const rowOf = ({ rows }: ExchangeReport, source = path) => rows.find((row) => row.source === source)!;
  const headline = async () =>
    ((await api.assets.get({ asset: "hero.spring" })).body as { copy: { base: { headline: { "*": string } } } }).copy
      .base.headline["*"];
  const snow = "The ridge is free of snow";

  test("EX-2 the preview tells what would change, and leaves nothing behind", async () => {
    const events: string[] = [];
    workspace.app.subscribe((event) => void events.push(event.type));
    const before = await api.audit.journal({ limit: 1 });
    const report = await send(
      edited((text) => text.replace(snow, "Spring")),
      false,
    );
    expect(report).toMatchObject({ applied: false, counts: { created: 0, changed: 1, unchanged: 1, rejected: 0 } });
    expect(rowOf(report).changes).toEqual([{ at: "copy.base.headline.*", before: snow, after: "Spring" }]);
    expect(await api.audit.journal({ limit: 1 })).toEqual(before);
    expect(await headline()).toBe(snow);
    expect(events).toEqual([]);
  });

  test("EX-4 applied, it is one act that says how much; again, it changes nothing", async () => {
    const sent = edited((text) => text.replace(snow, "Spring"));
    expect(await send(sent)).toMatchObject({ applied: true, counts: { changed: 1 } });
    expect(await headline()).toBe("Spring");
    const { entries } = await api.audit.journal({ limit: 1 });
    expect(entries[0]).toMatchObject({ act: "exchange.imported", body: { format: "json", changed: 1, rejected: 0 } });
    expect(await send(sent)).toMatchObject({ counts: { changed: 0, unchanged: 2 } });
    expect((await api.audit.journal({ limit: 1 })).entries[0]!.sequence).toBe(entries[0]!.sequence);
  });

  test("EX-3 limits and fixed fields hold, and name what is wrong", async () => {
    const long = await send(edited((text) => text.replace(snow, "x".repeat(41))));
    expect(rowOf(long)).toMatchObject({ outcome: "rejected", reason: expect.stringMatching(/headline.*40/) });
    const fits = await send(edited((text) => text.replace(snow, "👨‍👩‍👧".repeat(40))));
    expect(rowOf(fits).outcome).toBe("changed");
    const fixed = await send(
      edited((text) => text.replace('"settings"', '"disclosure": {"base": {"terms": {"*": "No terms."}}}, "settings"')),
    );
    expect(rowOf(fixed)).toMatchObject({ outcome: "rejected", reason: expect.stringContaining("is fixed") });
  });

  test("EX-3 nobody writes by file what they may not write by hand", async () => {
    const sent = edited((text) => text.replace(snow, "Spring"));
    for (const who of ["audra", "egon", "dirk"] as const)
      expect(rowOf(await send(sent, true, who))).toMatchObject({
        outcome: "rejected",
        reason: expect.stringContaining("role"),
      });
    expect(await headline()).toBe(snow);
    expect(rowOf(await send(sent, true, "edda")).outcome).toBe("changed");
  });

  test("EX-1 what is rejected keeps no other from being imported", async () => {
    const more = files.find((file) => file.path === path)!;
    const another = (id: string, name: string, text: string) => ({
      path: `blocks/${name}.json`,
      text: more.text
        .replace(/ast_\w+(?=",\n {2}"kind": "block")/, id)
        .replace('"hero.spring"', `"${name}"`)
        .replace(snow, text),
    });
    const good = another("ast_01h00000000000000000000001", "hero.good", "Good");
    const bad = another("ast_01h00000000000000000000002", "hero.bad", "x".repeat(41));
    const report = await send([...files, bad, good]);
    expect(report.counts).toEqual({ created: 1, changed: 0, unchanged: 2, rejected: 1 });
    expect((await api.assets.get({ asset: "hero.good" })).id).toBe("ast_01h00000000000000000000001");
    expect(await refused(api.assets.get({ asset: "hero.bad" }))).toMatchObject({ code: "NOT_FOUND" });
  });

  test("EX-12 what others changed meanwhile is kept; the same field on both sides is rejected", async () => {
    const { id, head, body } = await api.assets.get({ asset: "hero.spring" });
    const theirs = { ...body, copy: { base: { headline: { "*": snow }, teaser: { "*": "Theirs" } } } };
    await api.assets.revise({ asset: id, base: head, body: theirs });
    expect(await send(files)).toMatchObject({ counts: { changed: 0, unchanged: 2 } });
    const report = await send(edited((text) => text.replace(snow, "Yours")));
    expect(rowOf(report).changes).toEqual([{ at: "copy.base.headline.*", before: snow, after: "Yours" }]);
    expect((await api.assets.get({ asset: id })).body).toMatchObject({ copy: { base: { teaser: { "*": "Theirs" } } } });
    const both = await send(edited((text) => text.replace(snow, "Another")));
    expect(rowOf(both)).toMatchObject({
      outcome: "rejected",
      reason: expect.stringContaining("Somebody else changed"),
    });
  });

  test("EX-5 what the folder lacks stays", async () => {
    const report = await send(files.filter((file) => file.path !== path));
    expect(report.notes).toEqual([expect.stringContaining("never deleted")]);
    expect(await headline()).toBe(snow);
  });

  test("EX-13 EX-14 no whole folder, no import; a file that cannot be read is rejected alone", async () => {
    expect(await refused(send(files.filter((file) => file.path !== indexPath)))).toMatchObject({
      code: "INPUT_INVALID",
    });
    const newer = edited((text) => text.replace('"version": 1', '"version": 2'), indexPath);
    expect((await refused(send(newer))).message).toContain("newer version");
    const cases: [(text: string) => string, RegExp][] = [
      [() => "{", /not JSON/],
      [(text) => text.replace('"id"', '"ident"'), /form/],
      [(text) => text.replace('"name": "hero.spring"', '"name": "hero.summer"'), /belongs at blocks\/hero.summer.json/],
    ];
    for (const [change, reason] of cases) {
      const report = await send(edited(change));
      expect(rowOf(report)).toMatchObject({ outcome: "rejected", reason: expect.stringMatching(reason) });
      expect(report.counts).toMatchObject({ unchanged: 1, rejected: 1 });
    }
    const type = files.find((file) => file.path === "block-types/type.hero.json")!;
    const id = /ast_\w+/.exec(type.text)![0];
    const twice = edited((text) => text.replace(/"id": "ast_\w+"/, `"id": "${id}"`));
    expect((await send(twice)).rows.find(({ outcome }) => outcome === "rejected")?.reason).toContain("Two files");
  });

  test("EX-15 tier and scope do not change by editing a file", async () => {
    const report = await send(edited((text) => text.replace('"market": "*"', '"market": "de"')));
    expect(rowOf(report)).toMatchObject({ outcome: "rejected", reason: expect.stringContaining("scope") });
  });

  test("EX-13 the command line writes the index last, keeps strangers' files, and reads no half folder", async () => {
    const place = join(folder, "line");
    expect(await jsonAs(workspace, "bea", "export", "json", place)).toMatchObject({ exit: 0, total: 2, changed: 2 });
    writeFileSync(join(place, "README.md"), "Ours");
    expect(await jsonAs(workspace, "bea", "export", "json", place)).toMatchObject({ changed: 0, removed: 0 });
    writeFileSync(join(place, path), readFileSync(join(place, path), "utf8").replace(snow, "Spring"));
    const preview = await jsonAs<ExchangeReport>(workspace, "bea", "import", "json", place);
    expect(preview).toMatchObject({ exit: 0, applied: false, counts: { changed: 1 } });
    const said = await runAs(workspace, "bea", "import", "json", place, "--apply");
    expect(said.out).toContain("Imported.");
    expect(await headline()).toBe("Spring");
    expect(textsIn(place)["README.md"]).toBe("Ours");
    rmSync(join(place, indexPath));
    writeFileSync(join(place, `${indexPath}.unfinished`), "");
    expect(await jsonAs(workspace, "bea", "import", "json", place)).toMatchObject({
      exit: 2,
      error: { message: expect.stringContaining("interrupted") },
    });
    expect(await jsonAs(workspace, "bea", "export", "json", place)).toMatchObject({ exit: 0 });
    mkdirSync(join(folder, "strange"));
    writeFileSync(join(folder, "strange", "a.txt"), "");
    expect(await jsonAs(workspace, "bea", "export", "json", join(folder, "strange"))).toMatchObject({ exit: 2 });
  });
});

test(
  "EX-16 EX-17 a picture's file goes along, and one that is another's is rejected",
  { timeout: 60_000 },
  async () => {
    const [workspace, empty] = [await makeWorkspace(), await makeWorkspace()];
    const place = join(folder, "pictures-out");
    const drawing = (colour: string): string =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><rect width="4" height="3" fill="${colour}"/></svg>`;
    try {
      const bea = await workspace.as("bea");
      for (const colour of ["red", "blue"])
        await bea.images.add({
          name: `image.${colour}`,
          label: colour,
          tier: "campaign",
          scope: everywhere,
          owner: workspace.people.bea,
          bytes: toBase64(utf8(drawing(colour))),
        });
      await writeExportFolder(bea, place);
      const picture = join(place, "pictures", "image.red.svg");
      expect(readFileSync(picture, "utf8")).toBe(drawing("red"));

      const bea2 = await empty.as("bea");
      await bea2.exchange.importFolder({ files: readExportFolder(place), owner: empty.people.bea, apply: false });
      const { images } = empty.app.services.folders;
      expect(existsSync(images) ? readdirSync(images) : []).toEqual([]);

      writeFileSync(picture, drawing("green"));
      const { rows } = await importWhole(empty, readExportFolder(place));
      expect(rows.map(({ source, outcome }) => [source, outcome])).toEqual([
        ["pictures/image.blue.json", "created"],
        ["pictures/image.red.json", "rejected"],
      ]);
      // EX-17: the file of the one that was refused is gone again.
      const left = readdirSync(images).map((name) => readFileSync(join(images, name), "utf8"));
      expect(left).toEqual([drawing("blue")]);
    } finally {
      workspace.dispose();
      empty.dispose();
    }
  },
);
