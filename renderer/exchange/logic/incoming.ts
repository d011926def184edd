import { companionOf, indexPath } from "#shared/exchange/folder.ts";
import { type ExchangeFile, mostText } from "#shared/exchange/model.ts";
import { toBase64 } from "#shared/kernel/crypto.ts";
import type { AssetId } from "#shared/kernel/ids.ts";

export const formats = ["contentful", "json", "table", "csv", "xliff"] as const;
export type Format = (typeof formats)[number];

export interface ImportForm {
  readonly format: Format;
  readonly file: File | undefined;
  readonly brand: string;
  readonly market: string;
  readonly type: AssetId | undefined;
}

/** What is missing before a file can be looked at, in words. */
export function missingFrom({ format, file, brand, type }: ImportForm): string | undefined {
  if (!file) return "Choose a file first.";
  if (format === "contentful" && brand.trim() === "") return "Say which brand the content belongs to.";
  if (format === "table" && type === undefined) return "Say what a row is.";
  return file.size > mostText
    ? `${file.name} is larger than 64 MB, the most that one import takes. Split it, or import it from the command line in parts.`
    : undefined;
}

/** The files of a zipped folder, without the folders around it and what systems add of their own. */
export async function unzip(file: Blob): Promise<ExchangeFile[]> {
  const { strFromU8, unzipSync } = await import("fflate");
  let size = 0;
  let tooLarge = false;
  let packed: Record<string, Uint8Array>;
  try {
    packed = unzipSync(new Uint8Array(await file.arrayBuffer()), {
      filter({ name, originalSize }) {
        if (name.startsWith("__MACOSX/") || !/\.json$|\/pictures\/[^/]+$|^pictures\/[^/]+$/.test(name)) return false;
        size += originalSize;
        tooLarge ||= size > mostText;
        return !tooLarge;
      },
    });
  } catch {
    throw new Error("This file is no zip that can be read. Zip the folder that has workspace.json in it.");
  }
  // Said after the fact: what the filter refuses is never unpacked.
  if (tooLarge) throw new Error("Unpacked, these files are larger than 64 MB, the most that one import takes.");
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
