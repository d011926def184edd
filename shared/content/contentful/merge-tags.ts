import { type EntryIndex, ninetailed, typeIdOf } from "./entries.ts";
import type { ContentfulExport } from "./export.ts";
import type { Ledger } from "./report.ts";
import type { DictionaryPlan } from "./vocabulary.ts";

export interface MergeTags {
  /** The keys of all merge tags, which the fields that take merge tags may insert. */
  readonly keys: readonly string[];
  /** The token of each merge tag with a fallback, by the id of its entry. */
  readonly tokens: ReadonlyMap<string, string>;
}

/** Merge tags become attributes, and tokens in the texts that insert them. */
export function planMergeTags(
  exported: ContentfulExport,
  index: EntryIndex,
  words: DictionaryPlan,
  ledger: Ledger,
): MergeTags {
  const keys = new Set<string>();
  const tokens = new Map<string, string>();
  for (const entry of exported.entries) {
    if (typeIdOf(entry) !== ninetailed.mergeTag) continue;
    const { id } = entry.sys;
    const name = index.text(entry, "nt_mergetag_id")?.replace(/^traits\./, "");
    if (!name) {
      ledger.leftOut("entries", id, "It does not say which trait it inserts.");
      continue;
    }
    const { key } = words.trait(name);
    keys.add(key);
    ledger.imported("entries", id, words.declareTrait(name).name);
    const fallback = index.text(entry, "nt_fallback");
    if (fallback === null)
      ledger.adapted(
        "entries",
        id,
        "It has no fallback, so texts that insert it are left out: a token must say what it becomes for people of whom nothing is known.",
      );
    else if (/[{}|]/.test(fallback))
      ledger.adapted("entries", id, "Texts that insert it are left out: a fallback may hold neither braces nor bars.");
    else tokens.set(id, `{{${key}|${fallback}}}`);
  }
  return { keys: [...keys].toSorted(), tokens };
}
