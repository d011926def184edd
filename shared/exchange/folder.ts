import { z } from "zod";
import { type KindName, kindName, kindNames } from "../assets/kind.ts";
import { kindOf } from "../assets/kinds.ts";
import { identity } from "../assets/model.ts";
import { type Body, bodySchema } from "../assets/parts.ts";
import { fileNameOf, imageBody } from "../images/model.ts";
import type { Digest } from "../kernel/crypto.ts";
import { type AssetId, assetId, digest } from "../kernel/ids.ts";
import type { ExchangeFile } from "./model.ts";

/**
 * A workspace as a folder of JSON files: one file an asset, `<kinds>/<name>.json`, and `workspace.json` that lists how many
 * there are. The same content always gives the same bytes, so that version control shows what changed and nothing else.
 */

const format = "imprimatur-folder";
const version = 1;
export const indexPath = "workspace.json";

const assetFile = z.strictObject({
  id: assetId,
  ...identity.shape,
  /** The revision that this file was written from: what others changed since then is kept when it comes back. */
  revision: digest.optional(),
  body: bodySchema,
});
/** An asset as its file has it. Whose it is is not part of that: ownership is accepted, never imported. */
export type FolderAsset = z.infer<typeof assetFile>;

const folderIndex = z.strictObject({
  format: z.literal(format),
  version: z.number().int(),
  assets: z.partialRecord(kindName, z.number().int().nonnegative()),
});

/** The folder of a kind: its plural, such as `block-types`. */
export const folderOf = (kind: KindName): string => kindOf(kind).plural.toLowerCase().replaceAll(" ", "-");

/** File names that Windows keeps for devices, whatever follows the first point. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/;

export const pathOf = ({ kind, name }: { kind: KindName; name: string }): string =>
  `${folderOf(kind)}/${reserved.test(name) ? "_" : ""}${name}.json`;

export function writeAssetFile(asset: {
  readonly id: AssetId;
  readonly identity: Omit<FolderAsset, "id" | "revision" | "body">;
  readonly revision: Digest;
  readonly body: Body;
}): ExchangeFile {
  const { id, identity: called, revision, body } = asset;
  return { path: pathOf(called), text: writeJson({ id, ...called, revision, body }) };
}

/** The index is what makes a folder whole: it is written last, and what has none is not imported. */
export const writeIndex = (counts: Readonly<Partial<Record<KindName, number>>>): ExchangeFile => ({
  path: indexPath,
  text: writeJson({ format, version, assets: counts }),
});

/** JSON for version control: keys in order, a value a line, a line feed at the end. */
export const writeJson = (value: unknown): string => `${writeValue(value, "")}\n`;

function writeValue(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const lines = Array.isArray(value)
    ? value.map((item) => writeValue(item, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => `${JSON.stringify(key)}: ${writeValue(item, inner)}`);
  if (lines.length === 0) return `${open}${close}`;
  return `${open}\n${lines.map((line) => inner + line).join(",\n")}\n${indent}${close}`;
}

export interface ReadAsset {
  readonly path: string;
  readonly asset: FolderAsset;
  /** The file that belongs to it, in base 64. */
  readonly bytes?: string | undefined;
}

/** Where the file that belongs to an asset's file stands: a picture beside what is said of it. */
export function companionOf(file: Pick<ExchangeFile, "path" | "text">): string | null {
  if (!file.path.startsWith(`${folderOf("image")}/`)) return null;
  const read = readAssetFile(file);
  const picture = typeof read === "string" ? undefined : imageBody.safeParse(read.body).data?.visual.file;
  const extension = picture && fileNameOf(picture).split(".").at(-1);
  return extension ? file.path.replace(/json$/, extension) : null;
}

export interface ReadFolder {
  readonly assets: readonly ReadAsset[];
  readonly rejected: readonly { readonly path: string; readonly reason: string }[];
  readonly notes: readonly string[];
  /** Why none of it can be taken: it is not a whole folder of a version that is known. */
  readonly refusal: string | null;
}

/** Reads a folder's files. What one file says wrongly rejects that file alone. */
export function readFolder(files: readonly ExchangeFile[]): ReadFolder {
  const index = files.find(({ path }) => path === indexPath);
  const refusal = index ? refuseIndex(index.text) : `There is no ${indexPath}: this is not a whole export.`;
  if (refusal || !index) return { assets: [], rejected: [], notes: [], refusal };
  const assets: ReadAsset[] = [];
  const rejected: { path: string; reason: string }[] = [];
  const seen = new Map<string, string>();
  for (const file of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    if (file === index) continue;
    const read = readAssetFile(file);
    const reason = typeof read === "string" ? read : refuseTwice(read, file.path, seen);
    if (typeof read === "string" || reason) rejected.push({ path: file.path, reason: reason ?? "" });
    else assets.push({ path: file.path, asset: read, bytes: file.bytes });
  }
  return { assets, rejected, notes: countNotes(folderIndex.parse(JSON.parse(index.text)).assets, assets), refusal };
}

function refuseIndex(text: string): string | null {
  const parsed = parseJson(text);
  const shape = z.looseObject({ format: z.literal(format), version: z.number() }).safeParse(parsed);
  if (!shape.success) return `${indexPath} does not say that this is a folder of Imprimatur's.`;
  if (shape.data.version > version)
    return `This folder was written by a newer version (form ${shape.data.version}). Update Imprimatur to read it.`;
  const whole = folderIndex.safeParse(parsed);
  return whole.success ? null : `${indexPath} is damaged: ${firstIssue(whole.error)}.`;
}

function readAssetFile({ path, text }: Pick<ExchangeFile, "path" | "text">): FolderAsset | string {
  const folder = path.split("/")[0];
  if (!kindNames.some((kind) => folderOf(kind) === folder)) return `Nothing is read from the folder ${folder}.`;
  const json = parseJson(text);
  if (json === undefined) return "This is not JSON. Take the file from version control again, or mend it.";
  const parsed = assetFile.safeParse(json);
  if (!parsed.success) return `The file does not have its form: ${firstIssue(parsed.error)}.`;
  const expected = pathOf(parsed.data);
  return expected === path
    ? parsed.data
    : `By what it says, this file belongs at ${expected}. Rename one or the other.`;
}

function refuseTwice({ id }: FolderAsset, path: string, seen: Map<string, string>): string | null {
  const former = seen.get(id);
  seen.set(id, former ?? path);
  return former ? `It has the id of ${former}. Two files cannot be one asset.` : null;
}

function countNotes(said: Readonly<Partial<Record<KindName, number>>>, assets: readonly ReadAsset[]): string[] {
  return kindNames.flatMap((kind) => {
    const expected = said[kind] ?? 0;
    const found = assets.filter(({ asset }) => asset.kind === kind).length;
    if (expected === found) return [];
    return [`${folderOf(kind)}: the index counts ${expected}, ${found} can be read. What is absent is never deleted.`];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join(".") || "it"}: ${issue.message}` : "unknown";
}
