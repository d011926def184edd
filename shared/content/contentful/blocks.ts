import type { Tier } from "#shared/assets/model.ts";
import type { FieldValues } from "#shared/taxonomy/model.ts";
import { blockBody, type BlockBody } from "../model.ts";
import { blockKind } from "../policy.ts";
import type { ImportedAudience } from "./audiences.ts";
import { composeBlock, isImports, withoutFixed } from "./block-body.ts";
import type { ImportedType } from "./block-types.ts";
import { type EntryIndex, linkedIds, ninetailed, typeIdOf } from "./entries.ts";
import type { Entry } from "./export.ts";
import type { Locales } from "./locales.ts";
import { type Named, slug } from "./names.ts";
import { edge, orderByReference } from "./references.ts";
import type { Ledger } from "./report.ts";
import { addTags, type TagPlan, tagIdsOf } from "./tags.ts";
import { strictest } from "./tiers.ts";
import { differingValues, type MediaFile, readValues, type Surroundings } from "./values.ts";
import { audienceOf, readRelations, type Relation } from "./variants.ts";
import type { Wanted, Workspace } from "./workspace.ts";

export interface BlockSources {
  readonly entries: readonly Entry[];
  readonly index: EntryIndex;
  readonly locales: Locales;
  readonly types: ReadonlyMap<string, ImportedType>;
  readonly audiences: ReadonlyMap<string, ImportedAudience>;
  readonly media: ReadonlyMap<string, MediaFile | { readonly reason: string }>;
  /** The token of each merge tag that texts can insert, by the id of its entry. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly tags: TagPlan;
  /** The tier of blocks of which neither a tag nor a variant tells one. */
  readonly tier: Tier;
  readonly workspace: Workspace;
}

export interface ImportedBlock extends Named {
  readonly entryId: string;
  readonly type: ImportedType;
  readonly body: BlockBody;
}

/**
 * Plans a block for every entry that stands for itself, with the entries that stand in for it before an audience as its
 * variants. What one entry's failure means for others is worked out by planning again without it, until all hold.
 */
export function planBlocks(
  sources: BlockSources,
  ledger: Ledger,
): { blocks: ImportedBlock[]; shown: ReadonlyMap<string, string> } {
  let entries = sources.entries;
  for (;;) {
    const round = new Round(sources, entries);
    const failed = round.plan();
    if (failed.size === 0) {
      round.report(ledger);
      return { blocks: round.blocks, shown: round.shown };
    }
    round.undo();
    for (const [id, reason] of failed) ledger.leftOut("entries", id, reason);
    entries = entries.filter(({ sys }) => !failed.has(sys.id));
  }
}

/** One attempt at planning a set of entries. */
class Round {
  readonly blocks: ImportedBlock[] = [];
  /** For each media file that is shown, the name of a block that shows it. */
  readonly shown = new Map<string, string>();
  readonly #sources: BlockSources;
  readonly #relations: readonly Relation[];
  readonly #standing: ReadonlyMap<string, Entry>;
  readonly #folded: ReadonlyMap<string, Entry>;
  readonly #notes = new Map<string, Set<string>>();
  readonly #stoodIn = new Map<string, string>();
  #closing: ReadonlySet<string> = new Set();

  constructor(sources: BlockSources, entries: readonly Entry[]) {
    this.#sources = sources;
    const { index, audiences, locales } = sources;
    this.#relations = readRelations(entries, audiences, index, locales, (id, sentence) => this.#note(id, sentence));
    const asVariants = new Set(this.#relations.map(({ variant }) => variant.sys.id));
    const withVariants = new Set(this.#relations.map(({ base }) => base.sys.id));
    // An entry that only ever stands in for another has no block of its own.
    const folded = (id: string) => asVariants.has(id) && !index.linked.has(id) && !withVariants.has(id);
    this.#folded = new Map(entries.filter(({ sys }) => folded(sys.id)).map((entry) => [entry.sys.id, entry]));
    this.#standing = new Map(entries.filter(({ sys }) => !folded(sys.id)).map((entry) => [entry.sys.id, entry]));
  }

  /** @returns the entries that cannot become blocks, with the reasons. */
  plan(): Map<string, string> {
    const { ids, closing } = orderByReference(this.#edges());
    this.#closing = closing;
    for (const id of ids) this.#planBlock(this.#standing.get(id)!);
    return this.#failures();
  }

  undo(): void {
    for (const { id } of this.blocks) this.#sources.workspace.drop(id);
  }

  report(ledger: Ledger): void {
    for (const { entryId, name } of this.blocks) ledger.imported("entries", entryId, name);
    for (const id of this.#folded.keys()) ledger.imported("entries", id, this.#stoodIn.get(id)!);
    const asVariants = new Set(this.#relations.map(({ variant }) => variant.sys.id));
    for (const entry of this.#standing.values()) {
      const audience = audienceOf(entry, this.#sources.locales);
      if (audience === null || asVariants.has(entry.sys.id)) continue;
      const title = this.#sources.index.title(audience) ?? audience;
      this.#note(
        entry.sys.id,
        `It names the audience “${title}”, but no other entry lists it as a variant; it is imported as a block for everyone.`,
      );
    }
    for (const [id, sentences] of this.#notes)
      for (const sentence of sentences) ledger.adapted("entries", id, sentence);
  }

  #note(entryId: string, sentence: string): void {
    const sentences = this.#notes.get(entryId) ?? new Set();
    this.#notes.set(entryId, sentences.add(sentence));
  }

  #relationsOf = (base: Entry): Relation[] => this.#relations.filter((each) => each.base.sys.id === base.sys.id);

  /** Blocks refer to those that their entry, or one that stands in for it, links to. */
  #edges(): Map<string, string[]> {
    const edges = new Map<string, string[]>();
    for (const entry of this.#standing.values()) {
      const sources = [entry, ...this.#relationsOf(entry).map(({ variant }) => variant)];
      const targets = sources.flatMap((each) => this.#referencesOf(each));
      edges.set(
        entry.sys.id,
        targets.filter((target) => this.#standing.has(target)),
      );
    }
    return edges;
  }

  #referencesOf(entry: Entry): string[] {
    const fields = this.#sources.types.get(typeIdOf(entry))!.fields.filter(({ reading }) => reading === "entry");
    return fields.flatMap(({ source }) =>
      Object.values(entry.fields[source.id] ?? {}).flatMap((value) => linkedIds(value, "Entry")),
    );
  }

  #planBlock(entry: Entry): void {
    const { types, workspace, index } = this.#sources;
    const { id } = entry.sys;
    const type = types.get(typeIdOf(entry))!;
    const base = this.#read(entry, type, entry);
    const variants = this.#relationsOf(entry).map((relation) => this.#planVariant(relation, type, base));
    const wanted = this.#wanted(entry, type);
    const label = index.title(id) ?? id;
    const composed = composeBlock({ origin: id, label, type, base, variants }, this.#blockBefore(id, type));
    const body = this.#tagged(entry, composed);
    this.#sayTier(entry);
    const named = workspace.put(wanted, body, "Imported from Contentful");
    this.blocks.push({ ...named, entryId: id, type, body });
    for (const { variant, audience } of this.#relationsOf(entry)) {
      const variantId = body.settings.variants.find((each) => isImports(each, audience.id))!.id;
      const places = this.#stoodIn.get(variant.sys.id);
      this.#stoodIn.set(variant.sys.id, `${places === undefined ? "" : `${places}, `}${named.name}#${variantId}`);
    }
  }

  #tagged(entry: Entry, composed: BlockBody): BlockBody {
    const { body, notes } = addTags(composed, tagIdsOf(entry), this.#sources.tags);
    for (const sentence of notes) this.#note(entry.sys.id, sentence);
    for (const { variant } of this.#relationsOf(entry)) {
      const labels = tagIdsOf(variant).map((id) => `“${this.#sources.tags.byId.get(id)?.label ?? id}”`);
      if (labels.length > 0)
        this.#note(variant.sys.id, `A variant has no tags of its own, so these are left out: ${labels.join(", ")}.`);
    }
    return body as BlockBody;
  }

  /** What the tags of an entry say of its tier; null where they say nothing. */
  #saidTier = (entry: Entry): Tier | null =>
    strictest(tagIdsOf(entry).map((id) => this.#sources.tags.byId.get(id)?.tier ?? null));

  /** The tier of what is there is not moved by an import: who may write and who approves would change with it. */
  #sayTier(entry: Entry): void {
    const there = this.#sources.workspace.find("block", entry.sys.id)?.identity.tier;
    const said = this.#saidTier(entry);
    if (there !== undefined && said !== null && said !== there)
      this.#note(entry.sys.id, `It stays in the tier ${there}; its tags say ${said}.`);
  }

  /** The block as an earlier import or people left it. */
  #blockBefore(id: string, type: ImportedType): BlockBody | null {
    const before = blockBody.safeParse(this.#sources.workspace.find("block", id)?.body);
    if (!before.success) return null;
    const { body, cleared } = withoutFixed(before.data, type);
    for (const label of cleared)
      this.#note(id, `“${label}” is fixed now, so the value that the block had of its own is gone.`);
    return body;
  }

  #planVariant({ variant, base, audience }: Relation, type: ImportedType, everyones: FieldValues) {
    const own = this.#read(variant, type, base);
    const { values, inherited } = differingValues(type, everyones, own, this.#sources.workspace.dictionary);
    if (inherited.length > 0) {
      const fields = inherited.map((label) => `“${label}”`).join(", ");
      this.#note(
        variant.sys.id,
        `Where it has nothing, it shows what everyone sees of ${this.#called(base.sys.id)}: ${fields}.`,
      );
    }
    if (this.#relationsOf(variant).length > 0) {
      this.#note(
        variant.sys.id,
        `Its own variants apply where it stands alone, not where it stands in for ${this.#called(base.sys.id)}.`,
      );
    }
    return { audience: audience.id, label: audience.label, values, own };
  }

  /** Reads an entry's values for the block of `owner`. */
  #read(entry: Entry, type: ImportedType, owner: Entry): FieldValues {
    const { values, notes } = readValues(entry, type, this.#surroundings(owner));
    for (const sentence of notes) this.#note(entry.sys.id, sentence);
    return values;
  }

  #wanted(entry: Entry, type: ImportedType): Wanted {
    const { id } = entry.sys;
    const title = slug(this.#sources.index.title(id) ?? "") || slug(id) || "entry";
    const tier = this.#saidTier(entry) ?? (this.#relationsOf(entry).length > 0 ? "variable" : this.#sources.tier);
    const label = this.#sources.index.title(id) ?? id;
    return { kind: "block", origin: id, name: `${type.slug}.${title}`, tier, label, type: type.name };
  }

  #called = (id: string): string => `“${this.#sources.index.title(id) ?? id}”`;

  #surroundings(owner: Entry): Surroundings {
    const { locales, workspace, index, tokens } = this.#sources;
    return {
      locales,
      dictionary: workspace.dictionary,
      asset: (id) => workspace.asset(id),
      block: (id) => this.#target(owner, id),
      media: (id) => this.#media(owner, id),
      token: (id) => tokens.get(id) ?? null,
      path: (id) => this.#path(id),
      title: (id) => index.title(id),
      picture: (id) => {
        const file = this.#media(owner, id);
        return "reason" in file ? null : { url: file.url, alt: file.description["*"] ?? "" };
      },
    };
  }

  #target(owner: Entry, id: string): Named | { reason: string } {
    const { index, types, workspace } = this.#sources;
    const entry = this.#standing.get(id);
    if (!entry)
      return {
        reason: index.byId.has(id)
          ? `${this.#called(id)} is not imported as a block.`
          : `The entry ${id} is not in the export.`,
      };
    if (this.#closing.has(edge(owner.sys.id, id)))
      return { reason: `${this.#called(owner.sys.id)} and ${this.#called(id)} lead to each other in a circle.` };
    return workspace.reserve(this.#wanted(entry, types.get(typeIdOf(entry))!));
  }

  #media(owner: Entry, id: string): MediaFile | { reason: string } {
    const file = this.#sources.media.get(id);
    if (!file) return { reason: `The file ${id} is not in the export.` };
    if (!("reason" in file) && !this.shown.has(id)) {
      this.shown.set(
        id,
        this.#sources.workspace.reserve(this.#wanted(owner, this.#sources.types.get(typeIdOf(owner))!)).name,
      );
    }
    return file;
  }

  #path(id: string): string | null {
    const entry = this.#sources.index.byId.get(id);
    const found = entry ? this.#sources.index.text(entry, "slug") : null;
    return found !== null && /^[\w~.-]+(\/[\w~.-]+)*$/.test(found) ? `/${found}` : null;
  }

  #failures(): Map<string, string> {
    const { workspace } = this.#sources;
    const failures = new Map<string, string>();
    for (const { id, name, entryId, body } of this.blocks) {
      const parsed = blockBody.safeParse(body);
      const errors = blockKind
        .check(parsed.success ? parsed.data : body, workspace.context(workspace.selfOf({ id, name })))
        .filter(({ severity }) => severity === "error");
      if (errors.length === 0) continue;
      const why = [...(this.#notes.get(entryId) ?? []), ...errors.map(({ message }) => message)];
      failures.set(entryId, why.join(" "));
    }
    return failures;
  }
}

/** Entries that can become blocks at all; the others are left out with the reason. */
export function blockEntries(
  entries: readonly Entry[],
  types: ReadonlyMap<string, ImportedType>,
  ledger: Ledger,
): Entry[] {
  return entries.filter((entry) => {
    const type = typeIdOf(entry);
    if (type === ninetailed.audience || type === ninetailed.mergeTag) return false;
    const { id, archivedVersion } = entry.sys;
    if (typeof archivedVersion === "number") ledger.leftOut("entries", id, "It is archived.");
    else if (!types.has(type)) ledger.leftOut("entries", id, `Its content type “${type}” is not imported.`);
    else return true;
    return false;
  });
}
