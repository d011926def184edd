import { z } from "zod";
import { AppError } from "#shared/kernel/errors.ts";
import { placeOfFault } from "./json-place.ts";

/** A link to another entity, as Contentful writes it. */
export const link = z.looseObject({
  sys: z.looseObject({ type: z.literal("Link"), linkType: z.string(), id: z.string().min(1) }),
});

const identified = z.looseObject({ id: z.string().min(1) });
const validation = z.looseObject({});

const item = z.looseObject({
  type: z.string(),
  linkType: z.string().optional(),
  validations: z.array(validation).nullish(),
});

export const sourceField = z.looseObject({
  id: z.string().min(1),
  name: z.string().nullish(),
  type: z.string(),
  linkType: z.string().nullish(),
  localized: z.boolean().nullish(),
  required: z.boolean().nullish(),
  omitted: z.boolean().nullish(),
  validations: z.array(validation).nullish(),
  items: item.nullish(),
});
export type SourceField = z.infer<typeof sourceField>;
export type Validation = z.infer<typeof validation>;

export const contentType = z.looseObject({
  sys: identified,
  name: z.string().nullish(),
  description: z.string().nullish(),
  displayField: z.string().nullish(),
  fields: z.array(sourceField),
});
export type ContentType = z.infer<typeof contentType>;

const fieldsByLocale = z.record(z.string(), z.record(z.string(), z.unknown()));

export const entry = z.looseObject({
  sys: z.looseObject({ id: z.string().min(1), contentType: link, archivedVersion: z.number().nullish() }),
  fields: fieldsByLocale.default({}),
});
export type Entry = z.infer<typeof entry>;

export const media = z.looseObject({ sys: identified, fields: fieldsByLocale.default({}) });
export type Media = z.infer<typeof media>;

export const sourceLocale = z.looseObject({
  sys: identified.optional(),
  code: z.string().min(1),
  name: z.string().nullish(),
  fallbackCode: z.string().nullish(),
  default: z.boolean().nullish(),
});
export type SourceLocale = z.infer<typeof sourceLocale>;

export const editorInterface = z.looseObject({
  sys: z.looseObject({ id: z.string().nullish(), contentType: link }),
  controls: z
    .array(
      z.looseObject({
        fieldId: z.string(),
        widgetId: z.string().nullish(),
        settings: z.record(z.string(), z.unknown()).nullish(),
      }),
    )
    .nullish(),
});
export type EditorInterface = z.infer<typeof editorInterface>;

/** Anything that is counted but has no counterpart here: only its id and name are read. */
const other = z.looseObject({ sys: identified.optional(), name: z.string().nullish() });

/** The collections that the importer reads; any other array of the file is reported as one that it does not know. */
const readers = {
  contentTypes: contentType,
  entries: entry,
  assets: media,
  locales: sourceLocale,
  editorInterfaces: editorInterface,
  tags: other,
  roles: other,
  webhooks: other,
} as const;
type Readers = typeof readers;
export type CollectionName = keyof Readers;
export type Row<Name extends CollectionName> = z.infer<Readers[Name]>;

const idOf = (row: { sys?: { id: string } | undefined }): string | null => row.sys?.id ?? null;

/** What is unique in a collection. Editor interfaces all share the id “default” and go by their content type. */
const keys: { readonly [Name in CollectionName]: (row: Row<Name>) => string | null } = {
  contentTypes: idOf,
  entries: idOf,
  assets: idOf,
  locales: ({ code }) => code,
  editorInterfaces: ({ sys }) => sys.contentType.sys.id,
  tags: idOf,
  roles: idOf,
  webhooks: idOf,
};

/** The key of a row in its collection; its place in the list where it has no id. */
export const rowKey = <Name extends CollectionName>(name: Name, row: Row<Name>, index: number): string =>
  keys[name](row) ?? `#${index + 1}`;

/** A row of the file that cannot be read, with the place and the reason. */
export interface Unreadable {
  readonly collection: string;
  readonly source: string;
  readonly reason: string;
}

export type ContentfulExport = { readonly [Name in CollectionName]: readonly Row<Name>[] } & {
  readonly unreadable: readonly Unreadable[];
};

/**
 * Reads the text of an export made with `contentful space export`. Rows that cannot be read are kept apart with their
 * reason; they do not stop the others.
 *
 * @throws AppError INPUT_INVALID where the text is not JSON or not such an export.
 */
export function readExport(source: string): ContentfulExport {
  const file = parseFile(source);
  const unreadable: Unreadable[] = [];
  const read = <Name extends CollectionName>(name: Name) => readRows(file, name, unreadable);
  const found = {
    contentTypes: read("contentTypes"),
    entries: read("entries"),
    assets: read("assets"),
    locales: read("locales"),
    editorInterfaces: read("editorInterfaces"),
    tags: read("tags"),
    roles: read("roles"),
    webhooks: read("webhooks"),
  };
  for (const [name, rows] of Object.entries(file)) {
    if (Object.hasOwn(readers, name) || !Array.isArray(rows)) continue;
    for (const [index, row] of rows.entries()) {
      unreadable.push({
        collection: name,
        source: describe(row, index),
        reason: `The importer does not know “${name}”.`,
      });
    }
  }
  return { ...found, unreadable };
}

function parseFile(source: string): Record<string, unknown> {
  const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    const { line, column } = placeOfFault(text);
    throw new AppError(
      "INPUT_INVALID",
      `This file is not JSON from line ${line}, column ${column} on. Export the space again with “contentful space export”.`,
      { line, column },
      cause,
    );
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw notAnExport("it does not hold an object");
  const file = parsed as Record<string, unknown>;
  if (!Array.isArray(file["contentTypes"])) throw notAnExport("it has no list of content types", "contentTypes");
  for (const name of Object.keys(readers)) {
    if (file[name] !== undefined && !Array.isArray(file[name])) throw notAnExport(`“${name}” is not a list`, name);
  }
  return file;
}

function notAnExport(what: string, at = "$"): AppError {
  return new AppError(
    "INPUT_INVALID",
    `This is not an export of a Contentful space: ${what}. Export the space with “contentful space export” and choose the file that it wrote.`,
    { at },
  );
}

function readRows<Name extends CollectionName>(
  file: Record<string, unknown>,
  name: Name,
  unreadable: Unreadable[],
): Row<Name>[] {
  const rows = (file[name] ?? []) as unknown[];
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const refuse = (reason: string) => {
      unreadable.push({ collection: name, source: describe(row, index), reason });
      return [];
    };
    const parsed = readers[name].safeParse(row);
    if (!parsed.success)
      return refuse(`It does not have the form expected: ${firstIssue(parsed.error, `${name}[${index}]`)}.`);
    const data = parsed.data as Row<Name>;
    const key = rowKey(name, data, index);
    if (seen.has(key)) return refuse("It occurs twice in the file; the first one counts.");
    seen.add(key);
    return [data];
  });
}

function firstIssue(error: z.ZodError, at: string): string {
  const issue = error.issues[0]!;
  return `${issue.message} at ${[at, ...issue.path].join(".")}`;
}

function describe(row: unknown, index: number): string {
  const parsed = other.safeParse(row);
  if (!parsed.success) return `row ${index + 1}`;
  const id = parsed.data.sys?.id ?? `row ${index + 1}`;
  return parsed.data.name ? `${parsed.data.name} (${id})` : id;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
