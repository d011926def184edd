import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StudioApi } from "#shared/contracts.ts";
import type { ExchangeReport } from "#shared/exchange/model.ts";
import type { BlockTypeBody } from "#shared/taxonomy/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { readCsv, writeCsv } from "#main/exchange/formats/csv.ts";
import { jsonAs } from "#test/support/cli.ts";
import { attribute, audience, heroType, make } from "#test/support/content.ts";
import { makeWorkspace, refused, type PersonKey, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
let api: StudioApi;
let block: AssetId;

beforeEach(async () => {
  workspace = await makeWorkspace();
  api = await workspace.as("bea");
  await make(workspace, { kind: "attribute", name: "attribute.name", body: attribute("first_name"), by: "egon" });
  const gold = await make(workspace, { kind: "audience", name: "audience.all", body: audience("true"), by: "egon" });
  const type = await make(workspace, {
    kind: "blockType",
    name: "type.hero",
    body: heroType({
      headline: { limits: { maxLength: 12, tokens: ["first_name"] } },
      teaser: { limits: { forbidden: [{ word: "cheap", reason: "Off brand.", suggestions: ["fair"] }] } },
      proof: { type: "list", limits: { maxLength: 10 } },
    }),
    by: "bea",
  });
  block = await make(workspace, {
    kind: "block",
    name: "hero.spring",
    body: {
      settings: { label: "Hero", type, variants: [{ id: "gold", label: "Gold", audience: gold }] },
      copy: {
        base: {
          headline: { en: "Hi {{first_name|you}}", "de-DE": "Hallo" },
          teaser: { "*": "Line one\nline two" },
        },
        gold: { headline: { en: "=Gold" } },
      },
      claim: { base: { proof: { en: ["light", "warm"] } } },
    },
    by: "bea",
  });
});
afterEach(() => workspace.dispose());

const exported = async (format: "csv" | "xliff", target = "de-DE", missing = false) =>
  api.exchange.exportTexts({ format, source: "en", target, missing });
const send = async (format: "csv" | "xliff", text: string, apply = true, who: PersonKey = "bea") =>
  (await workspace.as(who)).exchange.importTexts({ format, text, apply });
const body = async () => (await api.assets.get({ asset: block })).body;

/** The CSV with targets set by the end of their key, and what else is changed in rows. */
async function translated(targets: Record<string, string>, change: (row: string[]) => string[][] = (row) => [row]) {
  const { columns, rows } = readCsv((await exported("csv")).file.text);
  const filled = rows.map(({ cells }) => {
    const row = [...cells];
    const key = Object.keys(targets).find((end) => row[0]!.endsWith(end));
    if (key) row[8] = targets[key]!;
    return row;
  });
  return writeCsv(columns, filled.flatMap(change));
}
const rowFor = ({ rows }: ExchangeReport, source: string) => rows.find((row) => row.source === source)!;

describe("CSV", () => {
  test("EX-20 has a row for each text, with limits in words and what is there", async () => {
    const { file, units } = await exported("csv");
    expect(file.path).toBe("texts.en.de-DE.csv");
    expect(units).toBe(5);
    const { columns, rows } = readCsv(file.text);
    const cells = rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row.cells[index]])));
    const own = cells.filter(({ id }) => id!.startsWith(block));
    expect(
      own.map(({ id, source, target, maxLength }) => [id!.slice(block.length), source, target, maxLength]),
    ).toEqual([
      [".copy.base.headline", "Hi {{first_name|you}}", "Hallo", "12"],
      [".copy.base.teaser", "Line one\nline two", "", ""],
      [".claim.base.proof", "light\nwarm", "", ""],
      [".copy.gold.headline", "=Gold", "", "12"],
    ]);
    expect(cells[0]!["notes"]).toContain("keep {{first_name|…}}");
    expect(cells[1]!["notes"]).toContain("do not say “cheap”: Off brand. Say fair.");
    expect((await exported("csv", "de-DE", true)).units).toBe(4);
  });

  test("EX-22 a translation that is too long is rejected alone; the rest is one revision", async () => {
    const text = await translated({
      "copy.base.headline": "x".repeat(13),
      "copy.base.teaser": "Zeile eins",
      "claim.base.proof": "leicht\nwarm",
      "copy.gold.headline": "👩‍👩‍👧".repeat(12),
    });
    const preview = await send("csv", text, false);
    const report = await send("csv", text);
    expect(report).toEqual({ ...preview, applied: true });
    expect(report.counts).toEqual({ created: 0, changed: 3, unchanged: 1, rejected: 1 });
    expect(rowFor(report, "row 2")).toMatchObject({ outcome: "rejected", reason: expect.stringContaining("12") });
    expect(rowFor(report, "row 3").changes).toEqual([{ at: "copy.base.teaser.de-DE", after: "Zeile eins" }]);
    expect(await body()).toMatchObject({
      copy: { base: { headline: { "de-DE": "Hallo" }, teaser: { "de-DE": "Zeile eins" } } },
      claim: { base: { proof: { "de-DE": ["leicht", "warm"] } } },
    });
    expect((await api.assets.get({ asset: block })).revisions).toHaveLength(2);
    expect(await send("csv", text)).toMatchObject({ counts: { changed: 0, unchanged: 4, rejected: 1 } });
  });

  test("EX-23 what cannot be placed is rejected with its reason; what is empty changes nothing", async () => {
    const other = (row: string[], id: string, target: string, where = "de-DE") => {
      const copy = [...row];
      [copy[0], copy[6], copy[8]] = [id, where, target];
      return copy;
    };
    let first = true;
    const text = await translated({ "copy.base.headline": "Servus {{first_name|du}}" }, (row) => {
      if (!first) return [];
      first = false;
      return [
        row,
        other(row, row[0]!, "Twice"),
        other(row, "ast_01h00000000000000000000000.copy.base.headline", "No block"),
        other(row, `${block}.copy.silver.headline`, "No variant"),
        other(row, `${block}.copy.base.subline`, "No field"),
        other(row, `${block}.disclosure.base.terms`, "Fixed"),
        other(row, `${block}.claim.base.headline`, "Wrong part"),
        other(row, "nonsense", "No key"),
        other(row, `${block}.copy.base.teaser`, "Kein Ort", "german"),
        other(row, `${block}.copy.base.teaser`, "  "),
      ];
    });
    const { rows, counts } = await send("csv", text);
    expect(counts).toEqual({ created: 0, changed: 1, unchanged: 1, rejected: 8 });
    const expected = [
      /already/,
      /no such block/,
      /no variant silver/,
      /no field subline/,
      /fixed/,
      /Move/,
      /names no text/,
      /no locale/,
    ];
    expected.forEach((reason, index) => expect(rows[index + 1]!.reason).toMatch(reason));
    expect(await body()).not.toHaveProperty("disclosure");
  });

  test("EX-24 a source that moved on and a token that is missing are said, not refused", async () => {
    const text = await translated({ "copy.base.headline": "Servus", "copy.base.teaser": "Zeile" });
    const { head, body: now } = await api.assets.get({ asset: block });
    const next = structuredClone(now) as never as { copy: { base: { teaser: Record<string, string> } } };
    next.copy.base.teaser = { "*": "Something else" };
    await api.assets.revise({ asset: block, base: head, body: next });
    const report = await send("csv", text);
    expect(rowFor(report, "row 2")).toMatchObject({
      outcome: "changed",
      warning: expect.stringContaining("{{first_name}}"),
    });
    expect(rowFor(report, "row 3").warning).toBe(
      "The source text has changed since this was exported: “Something else”.",
    );
  });

  test("EX-3 translations need the right of the block's author", async () => {
    const text = await translated({ "copy.base.teaser": "Zeile" });
    expect(rowFor(await send("csv", text, true, "audra"), "row 3").reason).toContain("role");
    expect(rowFor(await send("csv", text, true, "edda"), "row 3").outcome).toBe("changed");
  });

  test("EX-25 semicolons and missing byte order marks are read, missing columns refused", async () => {
    const { columns, rows } = readCsv(await translated({ "copy.base.teaser": "Zeile" }));
    const quoted = [columns, ...rows.map(({ cells }) => cells)].map((row) =>
      row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";"),
    );
    expect(await send("csv", quoted.join("\n"))).toMatchObject({ counts: { changed: 1 } });
    for (const text of ["", "id;target\n1;2", "\0"])
      expect(await refused(send("csv", text))).toMatchObject({ code: "INPUT_INVALID" });
  });
});

describe("XLIFF", () => {
  const fill = (text: string, source: string, target: string) =>
    text.replace(`<source>${source}</source>`, `<source>${source}</source><target>${target}</target>`);

  test("EX-20 EX-22 holds the same texts, and takes them back under the same limits", async () => {
    const { file, units } = await exported("xliff");
    expect(units).toBe(5);
    expect(file.text).toContain('srcLang="en" trgLang="de-DE"');
    expect(file.text).toContain('<note category="maxLength">12</note>');
    const text = fill(fill(file.text, "Line one\nline two", "Zeile &amp; Rand"), "=Gold", "x".repeat(13));
    const report = await send("xliff", text);
    expect(report.counts).toEqual({ created: 0, changed: 1, unchanged: 3, rejected: 1 });
    expect(await body()).toMatchObject({ copy: { base: { teaser: { "de-DE": "Zeile & Rand" } } } });
  });

  test("EX-26 segments are joined, half translated units and foreign codes are rejected", async () => {
    const unit = (inner: string) =>
      `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="de-DE"><file id="f"><unit id="${block}.copy.base.teaser">${inner}</unit></file></xliff>`;
    const half = "<segment><source>Line one</source></segment>";
    const done = "<segment><source>Line one</source><target>Zeile <mrk id='m'>eins</mrk></target></segment>";
    const rest =
      "<ignorable><source>\n</source></ignorable><segment><source>line two</source><target>Zeile zwei</target></segment>";
    expect((await send("xliff", unit(half + rest))).rows[0]!.reason).toContain("not translated");
    const code = done.replace("eins", 'eins<ph id="1"/>');
    expect((await send("xliff", unit(code + rest))).rows[0]!.reason).toContain("<ph>");
    const report = await send("xliff", unit(done + rest));
    expect(report.rows[0]).toMatchObject({ outcome: "changed", changes: [{ after: "Zeile eins\nZeile zwei" }] });
    expect(report.rows[0]!.warning).toBeUndefined();
  });

  test("EX-26 document types, entities, other versions and broken files are refused", async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xliff>&b;</xliff>`;
    const cases: [string, RegExp][] = [
      [bomb, /document type/],
      ["<xliff>&a;</xliff>", /no XLIFF 2|no XML/],
      [`<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>`, /XLIFF 1/],
      [`<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"><file>`, /no XML/],
      ["", /no XML/],
    ];
    for (const [text, message] of cases)
      expect(await refused(send("xliff", text))).toMatchObject({
        code: "INPUT_INVALID",
        message: expect.stringMatching(message),
      });
  });
});

test("EX-20 EX-22 the command line writes both and reads both", async () => {
  const place = (name: string) => join(dirname(workspace.options.path), name);
  for (const format of ["csv", "xliff"] as const) {
    const file = place(`texts.${format}`);
    const out = await jsonAs(workspace, "bea", "export", format, file, "--from", "en", "--to", "fr");
    expect(out).toMatchObject({ exit: 0, units: 5, file });
    expect(await jsonAs(workspace, "bea", "import", format, file)).toMatchObject({ exit: 0, applied: false });
  }
  const csv = place("texts.csv");
  writeFileSync(csv, readFileSync(csv, "utf8").replace('Line one\nline two",', 'Line one\nline two",Ligne'));
  const applied = await jsonAs<ExchangeReport>(workspace, "bea", "import", "csv", csv, "--apply");
  expect(applied).toMatchObject({ exit: 0, applied: true, counts: { changed: 0, rejected: 1 } });
  expect(applied.rows.find(({ outcome }) => outcome === "rejected")?.reason).toContain("Fill in headline for fr");
});

describe("texts that are fixed in a block type", () => {
  const type = () => api.assets.get({ asset: "type.hero" });
  const key = async () => `${(await type()).id}.disclosure.fixed.terms`;

  test("EX-27 go out once, as what they are, and come back into the type, held to its rights", async () => {
    const { columns, rows } = readCsv((await exported("csv")).file.text);
    const cells = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row.cells[at]])));
    const fixed = cells.filter(({ id }) => id?.includes(".fixed."));
    expect(fixed).toEqual([
      expect.objectContaining({ id: await key(), block: "type.hero", source: "Terms apply.", target: "" }),
    ]);
    expect(fixed[0]!["notes"]).toContain("only those who may change the type can take it; Legal wording.");

    const text = await translated({ [await key()]: "Es gelten die Bedingungen.", headline: "Hoi {{first_name|du}}" });
    const refusedOne = await send("csv", text, true, "edda");
    expect(rowFor(refusedOne, "row 6")).toMatchObject({ outcome: "rejected", reason: expect.stringContaining("role") });
    const report = await send("csv", text);
    expect(rowFor(report, "row 6")).toMatchObject({
      outcome: "changed",
      asset: "type.hero",
      changes: [{ at: "disclosure.terms.de-DE", after: "Es gelten die Bedingungen." }],
    });
    expect((await type()).body).toMatchObject({
      disclosure: { terms: { "*": "Terms apply.", "de-DE": "Es gelten die Bedingungen." } },
    });
    expect((await send("csv", text)).counts).toMatchObject({ changed: 0, rejected: 0 });
  });

  test("EX-27 as XLIFF too, and what is not fixed any more is refused", async () => {
    const { text } = (await exported("xliff")).file;
    const target = text.replace("<source>Terms apply.</source>", "$&<target>Bedingungen.</target>");
    expect((await send("xliff", target, false)).counts).toMatchObject({ changed: 1 });
    const { id, head, body: before } = await type();
    const { disclosure: _, ...free } = structuredClone(before) as unknown as BlockTypeBody;
    free.settings.fields[3]!.mode = "flexible";
    await api.assets.revise({ asset: id, base: head, body: free, note: "" });
    const report = await send("xliff", target, false);
    expect(report.rows.find(({ outcome }) => outcome === "rejected")?.reason).toContain("is not fixed any more");
  });
});
