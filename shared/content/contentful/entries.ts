import type { ContentfulExport, ContentType, Entry } from "./export.ts";
import { isRecord, link } from "./export.ts";
import { isEmpty, type Locales, mainValue } from "./locales.ts";

/** The content types and fields with which Ninetailed personalizes a space. */
export const ninetailed = {
  audience: "nt_audience",
  mergeTag: "nt_mergetag",
  variantsField: "nt_variants",
  audienceField: "nt_audience",
} as const;

export const typeIdOf = (entry: Entry): string => entry.sys.contentType.sys.id;

/** The entries of an export with what leads to them. */
export interface EntryIndex {
  readonly byId: ReadonlyMap<string, Entry>;
  /** Ids of entries that something other than a list of variants links to. */
  readonly linked: ReadonlySet<string>;
  /** Ids of media files that an entry shows. */
  readonly shown: ReadonlySet<string>;
  title(id: string): string | null;
  text(entry: Entry, fieldId: string): string | null;
}

/** Reads the links of a whole export once. */
export function indexEntries(exported: ContentfulExport, locales: Locales): EntryIndex {
  const byId = new Map(exported.entries.map((entry) => [entry.sys.id, entry]));
  const types = new Map(exported.contentTypes.map((type) => [type.sys.id, type]));
  const linked = new Set<string>();
  const shown = new Set<string>();
  for (const entry of exported.entries) {
    for (const [fieldId, byLocale] of Object.entries(entry.fields)) {
      for (const { linkType, id } of linksIn(byLocale, 0)) {
        if (linkType === "Asset") shown.add(id);
        else if (linkType === "Entry" && fieldId !== ninetailed.variantsField) linked.add(id);
      }
    }
  }
  const text = (entry: Entry, fieldId: string) => {
    const value = mainValue(entry.fields[fieldId], locales);
    return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
  };
  const title = (id: string) => {
    const entry = byId.get(id);
    return entry ? titleOf(entry, types.get(typeIdOf(entry)), text) : null;
  };
  return { byId, linked, shown, title, text };
}

function titleOf(
  entry: Entry,
  type: ContentType | undefined,
  text: (entry: Entry, fieldId: string) => string | null,
): string {
  const wanted = ["internalName", "internalTitle", type?.displayField ?? "", "title", "name", "nt_name"];
  for (const fieldId of wanted) {
    const found = text(entry, fieldId);
    if (found !== null) return found;
  }
  return entry.sys.id;
}

const deepest = 100;

/** Every link in a value, rich text included. */
export function* linksIn(value: unknown, depth: number): Generator<{ linkType: string; id: string }> {
  if (depth > deepest || isEmpty(value)) return;
  if (Array.isArray(value)) {
    for (const item of value) yield* linksIn(item, depth + 1);
  } else if (isRecord(value)) {
    const parsed = link.safeParse(value);
    if (parsed.success) yield parsed.data.sys;
    else for (const member of Object.values(value)) yield* linksIn(member, depth + 1);
  }
}

/** The ids in a list of links to entries, in order; what is no such link is left out. */
export function linkedIds(value: unknown, linkType: "Entry" | "Asset" | "Tag"): string[] {
  const items = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => {
    const parsed = link.safeParse(item);
    return parsed.success && parsed.data.sys.linkType === linkType ? [parsed.data.sys.id] : [];
  });
}
