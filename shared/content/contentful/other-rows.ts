import { isRecord, type CollectionName, type ContentfulExport, type Row, rowKey } from "./export.ts";
import type { Locales } from "./locales.ts";
import { differsByLocale } from "./media.ts";
import type { Ledger } from "./report.ts";
import { tagIdsOf } from "./tags.ts";
import type { MediaFile } from "./values.ts";

/** How the report names a row: as people do, with the id that finds it in the source. */
export const called = (name: string, id: string): string => (name === id ? id : `${name} (${id})`);

/** Enters every row except the entries, which are named after their fields; and settles those that cannot be read. */
export function enterRows(exported: ContentfulExport, ledger: Ledger): void {
  const enter = <Name extends CollectionName>(name: Name, title: (row: Row<Name>) => unknown) => {
    for (const [index, row] of (exported[name] as readonly Row<Name>[]).entries()) {
      const key = rowKey(name, row, index);
      const found = title(row);
      ledger.enter(name, key, called(typeof found === "string" && found !== "" ? found : key, key));
    }
  };
  enter("contentTypes", ({ name }) => name);
  enter("locales", ({ name }) => name);
  enter("assets", ({ fields }) => Object.values(fields["title"] ?? {})[0]);
  enter("editorInterfaces", ({ sys }) => sys.contentType.sys.id);
  enter("tags", ({ name }) => name);
  enter("roles", ({ name }) => name);
  enter("webhooks", ({ name }) => name);
  for (const [index, { collection, source, reason }] of exported.unreadable.entries()) {
    ledger.enter(collection, `unreadable ${index}`, source);
    ledger.leftOut(collection, `unreadable ${index}`, reason);
  }
}

/** Settles the media files: they come in with the blocks that show them. */
export function reportMedia(
  exported: ContentfulExport,
  media: ReadonlyMap<string, MediaFile | { readonly reason: string }>,
  shown: ReadonlyMap<string, string>,
  locales: Locales,
  ledger: Ledger,
): void {
  for (const row of exported.assets) {
    const { id } = row.sys;
    const file = media.get(id);
    const block = shown.get(id);
    if (file && "picture" in file && file.picture) {
      ledger.imported("assets", id, file.picture.name);
      if (differsByLocale(row, locales))
        ledger.adapted("assets", id, "Its file differs by locale; the default locale's file is shown everywhere.");
    } else if (file && "reason" in file) ledger.leftOut("assets", id, file.reason);
    else if (block === undefined) ledger.leftOut("assets", id, "No imported entry shows it.");
    else {
      ledger.imported("assets", id, block);
      ledger.adapted(
        "assets",
        id,
        "It stays the address of its file: bring the files with the export and they become pictures of the library.",
      );
      if (tagIdsOf(row).length > 0)
        ledger.adapted("assets", id, "An address carries no tags, so its own are left out.");
      if (differsByLocale(row, locales))
        ledger.adapted("assets", id, "Its file differs by locale; the default locale's file is shown everywhere.");
    }
  }
}

/** Settles what has no counterpart among assets. */
export function reportOthers(exported: ContentfulExport, ledger: Ledger): void {
  for (const [index, row] of exported.roles.entries()) {
    ledger.leftOut(
      "roles",
      rowKey("roles", row, index),
      `Roles are part of the signed policy. ${nearestRole(row)}${fieldRules(row)}`,
    );
  }
  for (const [index, row] of exported.webhooks.entries()) {
    ledger.leftOut(
      "webhooks",
      rowKey("webhooks", row, index),
      "It calls another system when Contentful changes, which an import must not set up.",
    );
  }
}

/** Says which role an administrator might grant instead; the import itself never grants one. */
function nearestRole(row: unknown): string {
  const policies = isRecord(row) && Array.isArray(row["policies"]) ? row["policies"].filter(isRecord) : [];
  const actions = new Set(policies.filter(({ effect }) => effect === "allow").flatMap(({ actions: list }) => list));
  const writes = ["all", "create", "update", "publish"].some((action) => actions.has(action));
  return writes
    ? "An administrator can grant the role of editor to the people who had it, under People."
    : "It only reads; an administrator can grant the role of auditor to the people who had it, under People.";
}

/** Which fields and tags a role was held to: here a field is fixed for everyone, or flexible within its limits. */
function fieldRules(row: unknown): string {
  const policies = isRecord(row) && Array.isArray(row["policies"]) ? row["policies"].filter(isRecord) : [];
  const said = policies.flatMap(({ effect, actions, constraint }) => {
    const { fields, tags } = narrowedTo(constraint);
    if (fields.length + tags.length === 0) return [];
    const verb = effect === "deny" ? "could not" : "could";
    const deeds = Array.isArray(actions) ? actions.join(", ") : "do anything";
    const what = [
      ...(fields.length > 0 ? [`the fields ${fields.join(", ")}`] : []),
      ...(tags.length > 0 ? [`what is tagged ${tags.join(", ")}`] : []),
    ];
    return [`It ${verb} ${deeds}: ${what.join(" of ")}.`];
  });
  return said.length === 0 ? "" : ` ${[...new Set(said)].join(" ")} Fields are locked in their block type instead.`;
}

/** Fields and tags that a constraint of Contentful's names; every field of every locale (`fields.%.%`) narrows nothing. */
function narrowedTo(constraint: unknown): { fields: string[]; tags: string[] } {
  const found = { fields: new Set<string>(), tags: new Set<string>() };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    if (!isRecord(node)) return;
    for (const path of docsOf(node["paths"])) {
      const field = /^fields\.([^.]+)/.exec(path)?.[1];
      if (field !== undefined && field !== "%") found.fields.add(field);
    }
    for (const rule of ["in", "equals", "all"]) {
      const [at, values] = Array.isArray(node[rule]) ? (node[rule] as unknown[]) : [];
      if (docsOf([at]).some((path) => path === "metadata.tags.sys.id"))
        for (const value of [values].flat()) if (typeof value === "string") found.tags.add(value);
    }
    for (const inner of ["and", "or", "not"]) visit(node[inner]);
  };
  visit(constraint);
  return { fields: [...found.fields], tags: [...found.tags] };
}

const docsOf = (paths: unknown): string[] =>
  Array.isArray(paths)
    ? paths.flatMap((path) => (isRecord(path) && typeof path["doc"] === "string" ? [path["doc"]] : []))
    : [];
