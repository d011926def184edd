import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StudioApi } from "#shared/contracts.ts";
import type { ExchangeReport } from "#shared/exchange/model.ts";
import { toBase64 } from "#shared/kernel/crypto.ts";
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
    expect(readFileSync(place("no.csv"), "utf8")).toMatch(/row 2,.*40/);
  });
});
