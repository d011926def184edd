import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StudioApi } from "#shared/contracts.ts";
import type { Proposal, SourceFormat } from "#shared/data/contract.ts";
import { jsonAs } from "#test/support/cli.ts";
import { make } from "#test/support/content.ts";
import { makeWorkspace, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
let api: StudioApi;

beforeEach(async () => {
  workspace = await makeWorkspace();
  api = await workspace.as("bea");
});
afterEach(() => workspace.dispose());

const propose = (format: SourceFormat, text: string, more: object = {}) => api.data.propose({ format, text, ...more });
const take = (rows: readonly Proposal[], more: object = {}) =>
  api.data.import({
    rows: rows.map(({ source, kind, asset, base, settings }) => ({ source, kind, asset, base, settings })),
    owner: workspace.people.bea,
    apply: true,
    ...more,
  });
const brief = ({ state, kind, settings, reason }: Proposal) =>
  state === "unreadable" ? [state, reason] : [state, kind, settings["key"], settings["type"] ?? settings["properties"]];
const names = async () =>
  (await api.assets.list({ filter: { kinds: ["attribute", "event"] } })).rows.map(({ name }) => name);
const makeTier = () =>
  make(workspace, {
    kind: "attribute",
    name: "attr.tier",
    body: {
      settings: {
        label: "Tier",
        key: "tier",
        type: "string",
        personalData: "pseudonymous",
        purposes: [],
        source: "CRM",
        aliases: ["level"],
      },
    },
    by: "bea",
  });

const real = join(import.meta.dirname, "../../../shared/data/hillstrom/hillstrom.csv");

describe("tables", () => {
  test.runIf(existsSync(real))("DD-30 the columns of a real table of 64,000 people become attributes", async () => {
    const { rows, notes } = await propose("csv", readFileSync(real, "utf8"));
    expect(notes).toEqual(["64,000 rows were looked at: the columns become attributes."]);
    expect(rows.map(brief)).toContainEqual(["new", "attribute", "recency", "number"]);
    const channel = rows.find(({ settings }) => settings["key"] === "channel")!;
    expect(channel.settings).toMatchObject({ type: "string", values: ["Multichannel", "Phone", "Web"] });
    const report = await take(rows);
    expect(report).toMatchObject({ applied: true, counts: { created: rows.length, rejected: 0 } });
    expect((await propose("csv", readFileSync(real, "utf8"))).rows.every(({ state }) => state === "same")).toBe(true);
  });

  test("DD-30 a list of attributes and events is read row by row, bad rows with their place and why", async () => {
    const list = [
      "key,kind,type,label,unit,values,personal data,freshness,properties,former names",
      "points,attribute,number,Points,points,,none,24,,",
      "colour,attribute,text,,,red; blue,,,,",
      "size,attribute,sise,,,,,,,",
      ",attribute,string,,,,,,,",
      "order done,event,,,,,,,value:number; store,",
      "email,attribute,string,,,,private,,,",
    ].join("\n");
    const { rows } = await propose("csv", list);
    expect(rows.map(brief)).toEqual([
      ["new", "attribute", "points", "number"],
      ["new", "attribute", "colour", "string"],
      [
        "new",
        "event",
        "Order_Done",
        [
          { key: "value", type: "number" },
          { key: "store", type: "string" },
        ],
      ],
      ["unreadable", "“sise” is no type. There are: string, number, boolean, timestamp, list."],
      ["unreadable", "It has no key."],
      ["unreadable", "“private” is no class of personal data. There are: none, pseudonymous, identifying, special."],
    ]);
    expect(rows.map(({ source }) => source)).toEqual(["row 2", "row 3", "row 6", "row 4", "row 5", "row 7"]);
    expect(rows[0]!.settings).toMatchObject({ unit: "points", freshness: { hours: 24, undated: "fresh" } });
    expect(rows[2]!.settings["aliases"]).toEqual(["order done"]);
  });
});

describe("JSON Schema", () => {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "customer",
    properties: {
      tier: { type: ["string", "null"], enum: ["gold", "silver", null], title: "Ridge Club tier" },
      since: { type: "string", format: "date-time" },
      points: { $ref: "#/$defs/count", "x-unit": "points", "x-freshness-hours": 48 },
      tags: { type: "array", items: { type: "string", enum: ["a", "b"] } },
      email: { type: "string", format: "email", deprecated: true },
      address: { type: "object" },
      mixed: { type: ["string", "number"] },
      lost: { $ref: "#/$defs/nowhere" },
      round: { $ref: "#/properties/round" },
      bought: { type: "boolean", "x-purposes": ["unheard_of"] },
    },
    $defs: { count: { type: "integer" } },
  };

  test("DD-31 properties of a person become attributes, and what none could hold says why", async () => {
    const { rows } = await propose("jsonSchema", JSON.stringify(schema), { system: "CRM" });
    expect(rows.map(brief)).toEqual([
      ["new", "attribute", "tier", "string"],
      ["new", "attribute", "since", "timestamp"],
      ["new", "attribute", "points", "number"],
      ["new", "attribute", "tags", "list"],
      ["new", "attribute", "email", "string"],
      ["unreadable", "There is no consent purpose unheard_of. Make it first."],
      ["unreadable", "It has parts of its own: name each of them as a property."],
      ["unreadable", "It may be string or number: an attribute has one type."],
      ["unreadable", "It leads to #/$defs/nowhere, which is not there."],
      ["unreadable", "It leads to #/properties/round, which is not there."],
    ]);
    expect(rows[0]!.settings).toMatchObject({ label: "Ridge Club tier", values: ["gold", "silver"], source: "CRM" });
    expect(rows[2]!.settings).toMatchObject({ unit: "points", freshness: { hours: 48, undated: "fresh" } });
    expect(rows[4]).toMatchObject({
      settings: { personalData: "identifying" },
      notes: ["The schema calls it deprecated.", expect.any(String)],
    });
  });

  test("DD-31 the properties of an event become one, named by the schema's title", async () => {
    const { rows } = await propose("jsonSchema", JSON.stringify({ ...schema, title: "cartAbandon" }), {
      describes: "event",
    });
    expect(rows[0]).toMatchObject({
      state: "new",
      kind: "event",
      settings: { key: "Cart_Abandoned", aliases: ["cartAbandon"] },
    });
  });

  test.each(["[]", "{", '"x"', "{}", ""])("what is no schema is refused as a whole: %s", async (text) => {
    await expect(propose("jsonSchema", text)).rejects.toMatchObject({ code: "INPUT_INVALID" });
  });
});

describe("samples of events", () => {
  test("DD-32 names, properties, presence, and what looks like personal data", async () => {
    const lines = [
      {
        event: "page_view",
        timestamp: "2026-01-01T00:00:00Z",
        properties: { url: "/a", price: 3, mail: "a@example.com" },
      },
      { event: "pageView", properties: { url: "/b", price: 4.5, "bad-key": 1, nested: { a: 1 } } },
      { type: "track", event: "Order Placed", properties: { value: 12, at: "x" } },
      { nothing: true },
    ];
    const { rows, notes } = await propose(
      "samples",
      `${lines.map((line) => JSON.stringify(line)).join("\n")}\nnot json\n7`,
    );
    expect(rows.map(brief)).toEqual([
      [
        "new",
        "event",
        "Page_Viewed",
        [
          { key: "url", type: "string" },
          { key: "price", type: "number" },
          { key: "mail", type: "string" },
        ],
      ],
      ["new", "event", "Order_Placed", [{ key: "value", type: "number" }]],
      ["unreadable", "It is no JSON."],
      ["unreadable", "It is no object."],
      ["unreadable", "It does not say its name: one of event, name, event_name, eventName, type, action."],
    ]);
    expect(rows[0]!.settings["aliases"]).toEqual(["page_view", "pageView"]);
    expect(rows[0]!.notes).toEqual([
      "2 samples.",
      "page_view, pageView seem to be the same event.",
      "mail in 50 % of them.",
      "mail: Its values are e-mail addresses.",
      "bad-key is left out: conditions cannot name it.",
      "nested is left out: its values are of several types, or have parts.",
    ]);
    expect(notes).toEqual(["4 events were looked at."]);
  });
});

describe("against what is there", () => {
  test("DD-33 what is said outright differs from what is there, what is guessed does not, and former names find it", async () => {
    await makeTier();
    const said = await propose("csv", "key,type,label\nlevel,string,Club tier");
    expect(said.rows[0]).toMatchObject({
      state: "differs",
      name: "attr.tier",
      settings: { key: "tier", label: "Club tier", source: "CRM" },
    });
    expect(said.rows[0]!.changes.map(({ at }) => at)).toEqual(["settings.label"]);
    expect((await propose("csv", "tier\ngold\nsilver")).rows[0]).toMatchObject({ state: "same" });
    expect((await propose("csv", "tier\n1\n2")).rows[0]!.changes).toEqual([
      { at: "settings.type", before: "string", after: "number" },
    ]);
    expect((await take(said.rows)).counts).toMatchObject({ changed: 1 });
    expect((await api.assets.get({ asset: "attr.tier" })).body?.settings).toMatchObject({
      label: "Club tier",
      aliases: ["level"],
    });
  });

  test("DD-34 one row that is refused keeps all of them out, until the others are asked for", async () => {
    const { rows } = await propose("csv", "age,belief\n40,x");
    const special = rows.map((row) =>
      row.settings["key"] === "belief" ? { ...row, settings: { ...row.settings, personalData: "special" } } : row,
    );
    const before = await names();
    const refused = await take(special);
    expect(refused).toMatchObject({ applied: false, counts: { created: 1, rejected: 1 } });
    expect(refused.rows[1]!.reason).toContain("Name the consent for Belief");
    expect(await names()).toEqual(before);
    expect(await take(special, { others: true })).toMatchObject({ applied: true, counts: { created: 1, rejected: 1 } });
    expect(await names()).toEqual([...before, "attr.age"]);
  });

  test("DD-34 a preview writes nothing, and an editor may not write what engineering governs", async () => {
    const { rows } = await propose("csv", "age\n40");
    expect(await take(rows, { apply: false })).toMatchObject({ applied: false, counts: { created: 1 } });
    expect(await names()).toEqual([]);
    api = await workspace.as("edda");
    const report = await take(rows);
    expect(report).toMatchObject({ applied: false, counts: { rejected: 1 } });
  });

  test("DD-34 a row cannot be aimed at an asset of another kind, nor carry what its kind does not have", async () => {
    const asset = await makeTier();
    const row = { source: "x", kind: "event", asset, base: null, settings: { key: "A_B" } } as unknown as Proposal;
    expect((await take([row])).rows[0]!.reason).toBe("attr.tier is no event.");
    const odd = {
      source: "y",
      kind: "attribute",
      asset: null,
      base: null,
      settings: { key: "__proto__", label: "x" },
    } as unknown as Proposal;
    expect((await take([odd])).counts).toMatchObject({ rejected: 1 });
  });
});

describe("on the command line", () => {
  test("DD-34 it tells what would be, refuses all for one that cannot be read, and takes the others when asked", async () => {
    const file = join(dirname(workspace.options.path), "list.csv");
    writeFileSync(file, "key,type\nage,number\nsize,sise\n");
    const line = ["import", "dictionary", file, "--from", "csv", "--source", "CRM"];
    const run = (...more: string[]) =>
      jsonAs<{ rows: Proposal[]; report: { applied: boolean } }>(workspace, "bea", ...line, ...more);
    expect(await run()).toMatchObject({
      exit: 0,
      rows: [{ state: "new" }, { state: "unreadable" }],
      report: { applied: false },
    });
    expect((await run("--apply")).report.applied).toBe(false);
    expect((await run("--apply", "--others")).report.applied).toBe(true);
    expect((await api.assets.get({ asset: "attr.age" })).body?.settings).toMatchObject({
      source: "CRM",
      type: "number",
    });
    expect((await run()).rows[0]).toMatchObject({ state: "same" });
  });
});
