import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StudioApi } from "#shared/contracts.ts";
import type { ExchangeReport } from "#shared/exchange/model.ts";
import { toBase64 } from "#shared/kernel/crypto.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { readXlsx } from "#main/exchange/formats/xlsx.ts";
import { jsonAs } from "#test/support/cli.ts";
import { heroType, make } from "#test/support/content.ts";
import { makeWorkspace, refused, type PersonKey, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
let api: StudioApi;
let type: AssetId;

beforeEach(async () => {
  workspace = await makeWorkspace();
  api = await workspace.as("bea");
  const body = heroType({ teaser: { type: "number", localized: false }, proof: { type: "list" } });
  type = await make(workspace, { kind: "blockType", name: "type.hero", body, by: "bea" });
});
afterEach(() => workspace.dispose());

const send = async (content: string, apply = true, more: object = {}, who: PersonKey = "bea") =>
  (await workspace.as(who)).exchange.importTable({
    format: "csv",
    content,
    type,
    owner: workspace.people.bea,
    apply,
    ...more,
  });
const total = async () => (await api.assets.list({ filter: { kinds: ["block"] } })).total;
const bodyOf = async (asset: string) => (await api.assets.get({ asset })).body;

describe("CSV", () => {
  const table = [
    "Key,Label,Market,Headline,Headline (de-DE),teaser,Proof,Remark",
    'a1,Spring offer,de,Spring,Frühling,12,"light',
    'warm",x',
    `a2,Too long,,${"x".repeat(41)},,,,`,
    "a3,No number,,Fine,,many,,",
    "a1,Twice,,Again,,,,",
    "a4,Grüße aus Bergen,,Hello,,,,",
  ].join("\n");

  test("EX-30 rows become blocks by their headers, and the report says how each column is read", async () => {
    const report = await send(table);
    expect(report.notes).toContain("Column “Headline (de-DE)”: headline in de-DE.");
    expect(report.notes).toContain("Column “Remark”: not read.");
    expect(report.counts).toEqual({ created: 2, changed: 0, unchanged: 0, rejected: 3 });
    expect(report.rows.map(({ reason }) => reason ?? "")).toEqual([
      "",
      expect.stringContaining("40"),
      "teaser: “many” is no number.",
      "Row 2 has the key a1 already.",
      "",
    ]);
    const spring = await api.assets.get({ asset: "hero.spring-offer" });
    expect(spring.scope.market).toBe("de");
    expect(spring.body).toMatchObject({
      copy: { base: { headline: { "*": "Spring", "de-DE": "Frühling" }, teaser: { "*": 12 } } },
      claim: { base: { proof: { "*": ["light", "warm"] } } },
    });
    expect((await api.assets.get({ asset: "hero.grusse-aus-bergen" })).label).toBe("Grüße aus Bergen");
  });

  test("EX-2 EX-31 the preview writes nothing; the same again, or a later version, doubles nothing", async () => {
    expect((await send(table, false)).counts).toMatchObject({ created: 2 });
    expect(await total()).toBe(0);
    await send(table);
    expect((await send(table)).counts).toMatchObject({ created: 0, unchanged: 2, rejected: 3 });
    const later = await send(table.replace("Frühling", "Lenz").replace("many", "3"));
    expect(later.counts).toEqual({ created: 1, changed: 1, unchanged: 1, rejected: 2 });
    expect(later.rows[0]!.changes).toEqual([{ at: "copy.base.headline.de-DE", before: "Frühling", after: "Lenz" }]);
    expect(await total()).toBe(3);
  });

  test("EX-31 without keys a row is known by its place in the same file", async () => {
    const plain = "headline\nOne\nTwo\n";
    expect((await send(plain)).counts).toMatchObject({ created: 2 });
    expect((await send(plain)).counts).toMatchObject({ created: 0, unchanged: 2 });
  });

  test("EX-3 EX-30 fixed fields, rights and a person's own columns hold", async () => {
    const columns = [
      { to: "field", field: "terms", locale: "*" },
      { to: "field", field: "headline", locale: "*" },
    ];
    const fixed = await send("a,b\nNo terms,Hello\n", true, { columns });
    expect(fixed.rows[0]).toMatchObject({ outcome: "rejected", reason: expect.stringContaining("fixed") });
    expect((await send("headline\nHi\n", true, {}, "audra")).rows[0]!.reason).toContain("role");
    expect(await refused(send("nothing\nHi\n"))).toMatchObject({ code: "INPUT_INVALID" });
  });
});

describe("a mapping", () => {
  const table = [
    "SKU,Titel,Wo,Stufe,Saison,Notiz",
    "a1,Hallo,de,variable,Winter; summer,x",
    `a2,${"x".repeat(41)},,,,=1+1`,
  ].join("\n");
  const vocabularyBody: Body = {
    settings: {
      label: "Season",
      terms: [
        { key: "winter", label: "Winter" },
        { key: "summer", label: "Sommer" },
        { key: "gone", label: "Gone", retired: true },
      ],
      carry: "many",
      kinds: ["block"],
      required: [],
    },
  };
  const mapped = (vocabulary: AssetId) => [
    { to: "key" },
    { to: "field", field: "headline", locale: "de-DE" },
    { to: "market" },
    { to: "tier" },
    { to: "tag", vocabulary },
    null,
  ];
  const seasons = () =>
    make(workspace, { kind: "tagVocabulary", name: "tags.season", body: vocabularyBody, by: "bea" });

  test("EX-33 columns become keys, fields by locale, tags, tier and scope, as a person says", async () => {
    const vocabulary = await seasons();
    const read = await api.exchange.readTable({ format: "csv", content: table });
    expect(read.rows).toBe(2);
    expect(read.columns[0]).toEqual({ header: "SKU", samples: ["a1", "a2"], filled: 2 });
    const report = await send(table, true, { columns: mapped(vocabulary) });
    expect(report.rows.map(({ outcome }) => outcome)).toEqual(["created", "rejected"]);
    const made = await api.assets.get({ asset: "hero.hallo" });
    expect(made).toMatchObject({
      tier: "variable",
      scope: { market: "de" },
      body: {
        copy: { base: { headline: { "de-DE": "Hallo" } } },
        settings: {
          tags: [
            { vocabulary, key: "summer" },
            { vocabulary, key: "winter" },
          ],
        },
      },
    });
    const gone = await send("t,h\ngone,Hi\n", false, {
      columns: [
        { to: "tag", vocabulary },
        { to: "field", field: "headline", locale: "*" },
      ],
    });
    expect(gone.rows[0]).toMatchObject({ outcome: "rejected", reason: "Season has no tag “gone” any more." });
  });

  test("EX-33 a mapping that cannot be is refused as a whole, with what to mend", async () => {
    const field = (name: string, locale = "*") => ({ to: "field", field: name, locale });
    const cases: [(object | null)[], RegExp][] = [
      [[{ to: "key" }], /No column is a field of/],
      [[field("headline"), field("headline")], /“SKU” and “Titel” become the same/],
      [[field("nothing")], /does not have/],
      [[field("teaser", "de")], /one value for all locales/],
      [[field("headline"), null, null, null, null, null, field("proof")], /the table has 6/],
    ];
    for (const [columns, message] of cases)
      expect(await refused(send(table, false, { columns }))).toMatchObject({
        code: "INPUT_INVALID",
        message: expect.stringMatching(message),
      });
  });

  test("EX-34 rejected rows come back with their own cells and why, and once mended the file goes in as it is", async () => {
    const columns = mapped(await seasons());
    const { rejected } = await send(table, true, { columns });
    expect(rejected!.text).toContain("SKU,Titel,Wo,Stufe,Saison,Notiz,Why it was not imported");
    const mended = rejected!.text.replace("x".repeat(41), "Kurz");
    const again = await send(mended, true, { columns: [...columns, null] });
    expect(again.rows).toMatchObject([{ outcome: "created" }]);
    expect(again.rejected).toBeUndefined();
    expect(mended).toContain("'=1+1");
  });

  test("EX-35 an import in stretches goes on where it was stopped, and knows the keys of the whole table", async () => {
    const long = ["key,headline", ...Array.from({ length: 5 }, (_, at) => `k${at},Row ${at}`), "k0,Again"].join("\n");
    expect((await send(long, true, { rows: { from: 0, count: 2 } })).counts).toMatchObject({ created: 2 });
    expect(await total()).toBe(2);
    expect((await send(long, true, { rows: { from: 4, count: 2 } })).rows.map(({ reason }) => reason)).toEqual([
      undefined,
      "Row 2 has the key k0 already.",
    ]);
    expect((await send(long)).counts).toEqual({ created: 2, changed: 0, unchanged: 3, rejected: 1 });
  });

  test("EX-36 a row does not move the block that it made before, and says so", async () => {
    await send("key,headline,market\na,Hi,de\n");
    const report = await send("key,headline,market,tier\na,Hello,fr,foundation\n");
    expect(report.rows[0]).toMatchObject({
      outcome: "changed",
      warning: "It keeps its tier campaign, market de: a table does not move a block that is there.",
    });
  });

  test("EX-33 the command line takes the same mapping from a JSON file", async () => {
    await seasons();
    const place = (name: string) => join(dirname(workspace.options.path), name);
    writeFileSync(place("m.csv"), table);
    const run = (mapping: object) => {
      writeFileSync(place("m.json"), JSON.stringify(mapping));
      const line = ["import", "table", place("m.csv"), "--type", "type.hero", "--columns", place("m.json")];
      return jsonAs<ExchangeReport>(workspace, "bea", ...line);
    };
    const good = await run({ SKU: "key", Titel: { field: "headline" }, Saison: { tag: "tags.season" } });
    expect(good).toMatchObject({ exit: 0, counts: { created: 1, rejected: 1 } });
    expect(good.notes).toContain("Column “Saison”: tags of Season.");
    expect(await run({ Nowhere: "key" })).toMatchObject({ exit: 2 });
    expect(await run({ SKU: "nonsense" })).toMatchObject({ exit: 2 });
  });
});

const ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
/** A workbook as Excel writes it, as far as it is read. */
const workbook = (sheet: string, more: Record<string, string> = {}) =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        "xl/workbook.xml": `<workbook ${ns} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" r:id="rId7"/></sheets></workbook>`,
        "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId7" Target="worksheets/sheet1.xml"/></Relationships>`,
        "xl/styles.xml": `<styleSheet ${ns}><numFmts><numFmt numFmtId="164" formatCode="&quot;Day&quot; 0.0"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
        "xl/sharedStrings.xml": `<sst ${ns}><si><t>headline</t></si><si><r><t>Rich </t></r><r><t>text</t></r><rPh><t>yomi</t></rPh></si></sst>`,
        "xl/worksheets/sheet1.xml": `<worksheet ${ns}><sheetData>${sheet}</sheetData></worksheet>`,
        ...more,
      }).map(([path, text]) => [path, strToU8(text)]),
    ),
  );
const sheet =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>teaser</t></is></c></row>' +
  '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>45000.5</v></c><c r="C3"><f>6*7</f><v>42</v></c><c r="D3" s="2"><v>59.5</v></c><c r="E3" s="3"><v>1</v></c><c r="F3" t="b"><v>1</v></c><c r="G3" t="e"><v>#REF!</v></c></row>';

describe("XLSX", () => {
  test("EX-32 stored values are read: results of formulas, days as days, texts without readings", () => {
    expect(readXlsx(workbook(sheet))).toEqual({
      columns: ["headline", "", "teaser"],
      rows: [{ line: 3, cells: ["Rich text", "2023-03-15", "42", "59.5", "1900-01-01", "true", ""] }],
    });
  });

  test("EX-32 bombs, document types and what is no workbook are refused", async () => {
    const huge = workbook(sheet, { "xl/sharedStrings.xml": " ".repeat(65 * 2 ** 20) });
    expect(huge.length).toBeLessThan(2 ** 20);
    const typed = workbook(sheet, { "xl/sharedStrings.xml": `<!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>` });
    const cases: [Uint8Array, RegExp][] = [
      [huge, /larger than 64 MiB/],
      [typed, /document type/],
      [strToU8("no zip"), /zip/],
      [workbook(sheet).slice(0, 200), /zip/],
      [zipSync({}), /no sheet/],
      [workbook('<row><c r="ZZZ1"><v>1</v></c></row>'), /columns/],
    ];
    for (const [bytes, message] of cases)
      expect(await refused((async () => readXlsx(bytes))())).toMatchObject({
        code: "INPUT_INVALID",
        message: expect.stringMatching(message),
      });
  });

  test("EX-30 EX-32 a workbook is imported through the gate and the command line, rejected rows to a file", async () => {
    const bytes = workbook(sheet);
    const report = await send(toBase64(bytes), false, { format: "xlsx" });
    expect(report.counts).toMatchObject({ created: 1, rejected: 0 });
    const place = (name: string) => join(dirname(workspace.options.path), name);
    writeFileSync(place("t.xlsx"), bytes);
    const line = ["import", "table", place("t.xlsx"), "--type", "type.hero", "--apply"];
    expect(await jsonAs<ExchangeReport>(workspace, "bea", ...line)).toMatchObject({ exit: 0, counts: { created: 1 } });
    expect(await bodyOf("hero.rich-text")).toMatchObject({ copy: { base: { teaser: { "*": 42 } } } });
    writeFileSync(place("t.csv"), `headline\n${"x".repeat(41)}\n`);
    const csv = ["import", "table", place("t.csv"), "--type", "type.hero", "--rejected", place("no.csv")];
    expect(await jsonAs(workspace, "bea", ...csv)).toMatchObject({ exit: 0, counts: { rejected: 1 } });
    expect(readFileSync(place("no.csv"), "utf8")).toMatch(/^\ufeffheadline,Why it was not imported\r\nx{41},.*40/);
  });
});
