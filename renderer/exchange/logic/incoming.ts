import { companionOf, indexPath } from "#shared/exchange/folder.ts";
import type { Tier } from "#shared/assets/model.ts";
import type { Columns } from "#shared/exchange/columns.ts";
import { type ExchangeFile, mostThroughPage } from "#shared/exchange/model.ts";
import { toBase64 } from "#shared/kernel/crypto.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { words } from "../strings.ts";

export const formats = ["contentful", "json", "table", "csv", "xliff"] as const;
export type Format = (typeof formats)[number];

export interface ImportForm {
  readonly format: Format;
  readonly file: File | undefined;
  readonly brand: string;
  readonly market: string;
  readonly type: AssetId | undefined;
  /** What the columns of a table become; undefined until it is read. */
  readonly columns: Columns | undefined;
  /** The tier of new blocks of which nothing says one. */
  readonly tier: Tier;
  /** What a person says of the tags of an export. */
  readonly tiers: Readonly<Record<string, Tier | null>>;
}

/** What is missing before a file can be looked at, in words. */
export function missingFrom({
  format,
  file,
  brand,
  type,
}: Pick<ImportForm, "format" | "file" | "brand"> & Partial<ImportForm>): string | undefined {
  if (!file) return "Choose a file first.";
  if (format === "contentful" && brand.trim() === "") return "Say which brand the content belongs to.";
  if (format === "table" && type === undefined) return "Say what a row is.";
  return file.size > mostThroughPage ? words.tooLarge(file.name) : undefined;
}

const ofFolder = /\.json$|\/pictures\/[^/]+$|^pictures\/[^/]+$/;

/** What a zip holds, as far as it is wanted, and never more than a call carries. */
async function unpack(file: Blob, wanted: (name: string) => boolean): Promise<Record<string, Uint8Array>> {
  const { unzipSync } = await import("fflate");
  let size = 0;
  let tooLarge = false;
  let packed: Record<string, Uint8Array>;
  try {
    packed = unzipSync(new Uint8Array(await file.arrayBuffer()), {
      filter({ name, originalSize }) {
        if (!wanted(name)) return false;
        size += originalSize;
        tooLarge ||= size > mostThroughPage;
        return !tooLarge;
      },
    });
  } catch {
    throw new Error("This file is no zip that can be read. Zip the folder again.");
  }
  // Said after the fact: what the filter refuses is never unpacked.
  if (tooLarge)
    throw new Error(
      "Unpacked, these files are larger than 64 MB, the most that a page takes. Import them from the command line.",
    );
  return packed;
}

/** The files of a zipped folder, without the folders around it and what systems add of their own. */
export async function unzip(file: Blob): Promise<ExchangeFile[]> {
  const packed = await unpack(file, (name) => !name.startsWith("__MACOSX/") && ofFolder.test(name));
  const { strFromU8 } = await import("fflate");
  const index = Object.keys(packed)
    .filter((path) => path === indexPath || path.endsWith(`/${indexPath}`))
    .toSorted((a, b) => a.length - b.length)[0];
  if (index === undefined) throw new Error(`There is no ${indexPath} in this zip: it is not a whole export.`);
  const root = index.slice(0, -indexPath.length);
  return Object.entries(packed)
    .filter(([path]) => path.startsWith(root) && path.endsWith(".json"))
    .map(([path, bytes]) => {
      const read = { path: path.slice(root.length), text: strFromU8(bytes) };
      const companion = companionOf(read);
      const beside = companion === null ? undefined : packed[root + companion];
      return beside ? { ...read, bytes: toBase64(beside) } : read;
    });
}

/** An export with the files that were downloaded with it, by their path beside it. */
export interface ExportFiles {
  readonly source: string;
  readonly files: { readonly path: string; readonly bytes: string }[];
}

/** Reads an export: its JSON file alone, or a zip in which the files stand beside it. */
export async function readExportFile(file: File): Promise<ExportFiles> {
  if (!/\.zip$/i.test(file.name)) return { source: await file.text(), files: [] };
  const packed = await unpack(file, (name) => !name.startsWith("__MACOSX/") && !name.endsWith("/"));
  const { strFromU8 } = await import("fflate");
  // The export is the JSON file that lies highest: those of media are below folders of hosts.
  const index = Object.keys(packed)
    .filter((path) => path.endsWith(".json"))
    .toSorted((a, b) => a.split("/").length - b.split("/").length || a.length - b.length)[0];
  if (index === undefined) throw new Error("There is no JSON file in this zip: it is no export.");
  const root = index.slice(0, index.lastIndexOf("/") + 1);
  const files = Object.entries(packed).flatMap(([path, bytes]) =>
    path !== index && path.startsWith(root) ? [{ path: path.slice(root.length), bytes: toBase64(bytes) }] : [],
  );
  return { source: strFromU8(packed[index]!), files };
}
