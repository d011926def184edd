import { kindOf } from "#shared/assets/kinds.ts";
import { planImport, type ImportOptions, type ImportPlan } from "#shared/content/contentful/plan.ts";
import type { ExistingAsset } from "#shared/content/contentful/workspace.ts";
import type { ImportRow } from "#shared/content/model.ts";
import { buildDictionary } from "#shared/data/dictionary.ts";
import { AppError, type ErrorReply } from "#shared/kernel/errors.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { freshAsset, freshId } from "./people.ts";

/** Small Contentful exports, written the way Contentful writes them. */

type Row = Record<string, unknown>;

export const linkTo = (linkType: "Entry" | "Asset", id: string) => ({ sys: { type: "Link", linkType, id } });

export const field = (id: string, type: string, more: Row = {}): Row => ({
  id,
  name: id,
  type,
  localized: false,
  required: false,
  ...more,
});

export const contentType = (id: string, name: string, fields: readonly Row[], more: Row = {}): Row => ({
  sys: { id, type: "ContentType" },
  name,
  displayField: "internalName",
  fields: [field("internalName", "Symbol"), ...fields],
  ...more,
});

/** An entry with its values in the default locale, or by locale where a value is wrapped in `by`. */
export function entry(type: string, id: string, fields: Row, sys: Row = {}): Row {
  const values = Object.entries(fields).map(([name, value]) => [
    name,
    value instanceof ByLocale ? value.values : { "en-US": value },
  ]);
  return { sys: { id, type: "Entry", contentType: linkTo("Entry", type), ...sys }, fields: Object.fromEntries(values) };
}

class ByLocale {
  readonly values: Row;
  constructor(values: Row) {
    this.values = values;
  }
}
export const by = (values: Row) => new ByLocale(values);

export const media = (id: string, title: string, url = `//images.example.com/${id}.jpg`): Row => ({
  sys: { id, type: "Asset" },
  fields: { title: { "en-US": title }, file: { "en-US": { url, contentType: "image/jpeg" } } },
});

export const paragraph = (...content: readonly Row[]): Row => ({ nodeType: "paragraph", data: {}, content });
export const words = (value: string, ...marks: readonly string[]): Row => ({
  nodeType: "text",
  value,
  marks: marks.map((type) => ({ type })),
  data: {},
});
export const document = (...content: readonly Row[]): Row => ({ nodeType: "document", data: {}, content });

export const locales = [
  { code: "en-US", name: "English", default: true, fallbackCode: null },
  { code: "de-DE", name: "German", default: false, fallbackCode: "en-US" },
];

/** A space that personalizes: heroes, and the two content types of Ninetailed. */
export const heroType = contentType("hero", "Hero banner component", [
  field("headline", "Symbol", { localized: true, required: true, validations: [{ size: { max: 40 } }] }),
  field("body", "RichText", {
    localized: true,
    validations: [{ nodes: { "embedded-entry-inline": [{ linkContentType: ["nt_mergetag"] }] } }],
  }),
  field("cta", "Symbol", { localized: true }),
  field("image", "Link", { linkType: "Asset", validations: [{ linkMimetypeGroup: ["image"] }] }),
  field("dark", "Boolean"),
  field("target", "Link", { linkType: "Entry" }),
  field("nt_variants", "Array", { items: { type: "Link", linkType: "Entry" } }),
  field("nt_audience", "Link", { linkType: "Entry" }),
]);

export const audience = (id: string, name: string, rules: unknown): Row =>
  entry("nt_audience", id, { nt_name: name, nt_rules: rules });
export const visited = (part: string): Row => ({
  type: "page",
  count: 1,
  operator: "greaterThanInclusive",
  conditions: [
    { key: { id: "context_page_url", label: "URL", category: { type: "string" } }, operator: "contains", value: part },
  ],
});
export const hasTrait = (key: string, value: string): Row => ({
  type: "identify",
  key,
  value,
  count: 1,
  operator: "greaterThanInclusive",
  conditions: [],
});
export const tracked = (value: string, count = 1, operator = "greaterThanInclusive"): Row => ({
  type: "track",
  value,
  count,
  operator,
  conditions: [],
});

export function space(parts: Row): string {
  return JSON.stringify({ contentTypes: [heroType], entries: [], assets: [], locales, ...parts });
}

export function options(existing: readonly ExistingAsset[] = []): ImportOptions {
  return { brand: "acme", market: "*", owner: freshId("mem") as MemberId, newId: freshAsset, existing };
}

export const plan = (source: string, existing: readonly ExistingAsset[] = []): ImportPlan =>
  planImport(source, options(existing));

/** The workspace after a plan has been applied. */
export function applied(plans: ImportPlan, before: readonly ExistingAsset[] = []): ExistingAsset[] {
  const assets = new Map(before.map((asset) => [asset.id, asset]));
  for (const { id, identity, body } of plans.assets) assets.set(id, { id, identity, body });
  return [...assets.values()];
}

export function rowOf({ report }: ImportPlan, id: string): ImportRow {
  const row = report.rows.find(({ source }) => source === id || source.endsWith(`(${id})`));
  if (!row) throw new Error(`The report has no row for ${id}.`);
  return row;
}

/** The body of the asset of this name, loosely typed: tests look at single values. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test reads one value deep in a body
export function bodyOf(assets: readonly ExistingAsset[], name: string): any {
  const found = assets.find(({ identity }) => identity.name === name);
  if (!found)
    throw new Error(`There is no asset ${name}; there are ${assets.map(({ identity }) => identity.name).join(", ")}.`);
  return found.body;
}

/** What the checks of kinds say of a plan once it is applied, and whether each asset stands after what it refers to. */
export function faultsOf(plans: ImportPlan, before: readonly ExistingAsset[] = []): string[] {
  const all = new Map(applied(plans, before).map((asset) => [asset.id, asset]));
  const dictionary = buildDictionary(
    [...all.values()].map(({ id, identity, body }) => ({ id, kind: identity.kind, name: identity.name, body })),
  );
  const there = new Set(before.map(({ id }) => id));
  return plans.assets.flatMap(({ id, identity, body }) => {
    const kind = kindOf(identity.kind);
    const context = {
      asset: (asset: ExistingAsset["id"]) => all.get(asset),
      dictionary,
      self: { id, name: identity.name },
    };
    const problems = kind.check(body, context).filter(({ severity }) => severity === "error");
    // Block types may lead to one another in a circle: they are written together.
    const together = (asset: ExistingAsset["id"]): boolean =>
      identity.kind === "blockType" && all.get(asset)?.identity.kind === "blockType";
    const early = kind.references(body).filter(({ asset }) => asset !== id && !there.has(asset) && !together(asset));
    there.add(id);
    return [
      ...problems.map(({ at, message }) => `${identity.name} ${at}: ${message}`),
      ...early.map(({ at }) => `${identity.name} ${at}: refers to what comes later`),
    ];
  });
}

/** What a refused import is told. */
export function refusedImport(source: string, more: Partial<ImportOptions> = {}): ErrorReply {
  try {
    planImport(source, { ...options(), ...more });
  } catch (error) {
    if (error instanceof AppError) return error.toReply();
    throw error;
  }
  throw new Error("The import was not refused.");
}
