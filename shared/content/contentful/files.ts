import type { ContentfulExport } from "./export.ts";
import { isRecord, readExport } from "./export.ts";
import { type Locales, mainValue, readLocales } from "./locales.ts";
import { Ledger } from "./report.ts";

/**
 * Where `contentful space export --download-assets` puts the file of each media row: under host and path of its address.
 * @returns paths by the id of the row. @throws INPUT_INVALID as `planImport` does
 */
export function mediaPaths(source: string): Map<string, string> {
  const exported = readExport(source);
  const locales = localesOf(exported);
  const paths = new Map<string, string>();
  for (const { sys, fields } of exported.assets) {
    const file = mainValue(fields["file"], locales);
    const path = isRecord(file) && typeof file["url"] === "string" ? pathOf(file["url"]) : null;
    if (path !== null) paths.set(sys.id, path);
  }
  return paths;
}

function localesOf({ locales }: ContentfulExport): Locales {
  const ledger = new Ledger();
  for (const { code } of locales) ledger.enter("locales", code, code);
  return readLocales(locales, ledger);
}

function pathOf(url: string): string | null {
  const parts = /^(?:https?:)?\/\/([^/?#]+)(\/[^?#]*)/.exec(url);
  if (!parts) return null;
  try {
    return parts[1]! + decodeURIComponent(parts[2]!);
  } catch {
    return null;
  }
}
