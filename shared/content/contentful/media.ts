import { isRecord, type Media } from "./export.ts";
import { type Locales, mainValue, spread } from "./locales.ts";
import type { MediaFile } from "./values.ts";

/** Reads the media files of an export. @returns by id, or the reason why a file cannot be shown. */
export function readMedia(
  rows: readonly Media[],
  locales: Locales,
): Map<string, MediaFile | { readonly reason: string }> {
  return new Map(rows.map((row) => [row.sys.id, readFile(row, locales)]));
}

function readFile(row: Media, locales: Locales): MediaFile | { readonly reason: string } {
  const file = mainValue(row.fields["file"], locales);
  const url = isRecord(file) && typeof file["url"] === "string" ? file["url"] : null;
  if (url === null) return { reason: "It has no file." };
  const address = url.startsWith("//") ? `https:${url}` : url;
  if (!/^https:\/\/[^\s\\()<>]+$/.test(address))
    return { reason: "The address of its file does not start with https." };
  return { url: address, description: describe(row, locales) };
}

/** What a file shows: its description, or its title where that is not just the name of a file. */
function describe(row: Media, locales: Locales): Record<string, string> {
  const described = texts(row.fields["description"], locales, () => true);
  return Object.keys(described).length > 0 ? described : texts(row.fields["title"], locales, saysSomething);
}

function texts(
  byLocale: Readonly<Record<string, unknown>> | undefined,
  locales: Locales,
  wanted: (text: string) => boolean,
): Record<string, string> {
  const found = spread(byLocale ?? {}, true, locales);
  return Object.fromEntries(
    found.flatMap(({ locale, value }) =>
      typeof value === "string" && value.trim() !== "" && wanted(value) ? [[locale, value.trim()]] : [],
    ),
  );
}

/** “Woman with a phone”, but neither “AdobeStock 333318146” nor “hero-2.jpg”. */
const saysSomething = (title: string): boolean => /\S\s+\S/.test(title) && !/\d{5}|\.\w{3,4}$/.test(title);

/** Whether a file differs from locale to locale, which cannot be said here. */
export function differsByLocale(row: Media, locales: Locales): boolean {
  const urls = Object.values(row.fields["file"] ?? {}).flatMap((file) =>
    isRecord(file) && typeof file["url"] === "string" ? [file["url"]] : [],
  );
  return locales.others.size > 0 && new Set(urls).size > 1;
}
