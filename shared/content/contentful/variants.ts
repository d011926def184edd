import type { ImportedAudience } from "./audiences.ts";
import { type EntryIndex, linkedIds, ninetailed, typeIdOf } from "./entries.ts";
import type { Entry } from "./export.ts";
import { type Locales, mainValue } from "./locales.ts";

/** One variant of a block: an entry of the same type that stands in for it before an audience. */
export interface Relation {
  readonly base: Entry;
  readonly variant: Entry;
  readonly audience: ImportedAudience;
}

/** Says something about an entry in the report. */
export type Note = (entryId: string, sentence: string) => void;

/** Reads `nt_variants` and `nt_audience` of the entries: who stands in for whom, before which audience. */
export function readRelations(
  entries: readonly Entry[],
  audiences: ReadonlyMap<string, ImportedAudience>,
  index: EntryIndex,
  locales: Locales,
  note: Note,
): Relation[] {
  const present = new Set(entries.map(({ sys }) => sys.id));
  return entries.flatMap((base) => {
    const served = new Set<string>();
    const listed = linkedIds(mainValue(base.fields[ninetailed.variantsField], locales), "Entry");
    return listed.flatMap((id): Relation[] => {
      const variant = index.byId.get(id);
      const refuse = (why: string) => {
        note(base.sys.id, `Its variant “${index.title(id) ?? id}” is left out: ${why}`);
        return [];
      };
      if (!variant || !present.has(id))
        return refuse(variant ? "that entry is not imported." : "that entry is not in the export.");
      if (id === base.sys.id) return refuse("an entry cannot stand in for itself.");
      if (typeIdOf(variant) !== typeIdOf(base)) return refuse("it is of another content type.");
      const audienceId = audienceOf(variant, locales);
      if (audienceId === null) return refuse("it names no audience, so it was never shown.");
      const audience = audiences.get(audienceId);
      if (!audience) return refuse(`its audience “${index.title(audienceId) ?? audienceId}” is not imported.`);
      if (served.has(audience.id)) return refuse(`an earlier variant serves “${audience.label}” already.`);
      served.add(audience.id);
      return [{ base, variant, audience }];
    });
  });
}

/** The id of the audience that an entry is meant for. */
export const audienceOf = (entry: Entry, locales: Locales): string | null =>
  linkedIds(mainValue(entry.fields[ninetailed.audienceField], locales), "Entry")[0] ?? null;
