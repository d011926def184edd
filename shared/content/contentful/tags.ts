import type { Tier } from "#shared/assets/model.ts";
import { type AssetTag, tagsOf, withTags } from "#shared/assets/tags.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { type VocabularyBody, vocabularyBody, type VocabularyTag } from "#shared/taxonomy/vocabulary.ts";
import { type ContentfulExport, isRecord, type Row, rowKey } from "./export.ts";
import { linkedIds } from "./entries.ts";
import { claim, shortLabel, slug } from "./names.ts";
import type { Ledger } from "./report.ts";
import { proposeTier, type TagTier, type TierChoice } from "./tiers.ts";
import { originMark, type Workspace } from "./workspace.ts";

/** The tags of an export as assets here carry them, by their id in the source. */
export interface PlannedTag {
  readonly tag: AssetTag;
  readonly label: string;
  readonly tier: Tier | null;
  /** The workspace offers it no more. */
  readonly retired: boolean;
}

export interface TagPlan {
  readonly byId: ReadonlyMap<string, PlannedTag>;
  readonly tiers: readonly TagTier[];
}

const mostTerms = 2000;
const mostTags = 100;
const originPrefix = "tags:";

interface SourceTag {
  readonly id: string;
  readonly row: string;
  readonly group: string;
  readonly label: string;
  readonly key: string;
}

/**
 * Plans a vocabulary for each group of tags (“Team: HR” belongs to “Team”), and what each tag says of tiers. What an earlier
 * import made is extended: a term that is there stays as the workspace has it, and none is taken out.
 */
export function planTags(
  exported: ContentfulExport,
  chosen: TierChoice,
  workspace: Workspace,
  ledger: Ledger,
): TagPlan {
  const tags = readTags(exported);
  const known = knownTerms(workspace);
  const byId = new Map<string, PlannedTag>();
  const tiers = tags.map((tag) => tierOf(tag, chosen));
  const tierById = new Map(tiers.map(({ tag, tier }) => [tag, tier]));
  // A tag that was renamed into another group stays in the vocabulary that has its key: its assets name it there.
  const groups = Map.groupBy(
    tags,
    ({ key, group }) => known.get(key)?.origin ?? originPrefix + (slug(group) || "tags"),
  );
  for (const [origin, members] of groups) {
    const vocabulary = planVocabulary(origin, members, workspace, ledger);
    for (const { id, label, key } of members) {
      const term = vocabulary.terms.get(key);
      if (term)
        byId.set(id, {
          tag: { vocabulary: vocabulary.id, key },
          label,
          tier: tierById.get(id) ?? null,
          retired: term.retired === true,
        });
    }
  }
  return { byId, tiers };
}

function readTags(exported: ContentfulExport): SourceTag[] {
  const taken = new Set<string>();
  const rows = [...exported.tags.entries()].map(([index, row]) => ({ row: rowKey("tags", row, index), tag: row }));
  // By id, so that the same two tags never change keys from one export to the next.
  const keys = new Map(
    rows.toSorted((a, b) => (a.row < b.row ? -1 : 1)).map(({ row }) => [row, claim(taken, tagKeyOf(row))]),
  );
  return rows.map(({ row, tag }) => ({ id: row, row, key: keys.get(row)!, ...groupOf(tag, row) }));
}

/** “employmentStatusEmployee” is `employment-status-employee`: the id of a tag stays, its name may be reworded. */
const tagKeyOf = (id: string): string => slug(id.replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")).slice(0, 56) || "tag";

function groupOf({ name }: Row<"tags">, id: string): { group: string; label: string } {
  const whole = name?.trim() || id;
  const parts = /^([^:]{1,60}):\s+(\S.*)$/.exec(whole);
  const label = shortLabel(parts?.[2] ?? whole, 120);
  return { group: parts?.[1]?.trim() ?? "Tags", label };
}

function tierOf({ id, group, label }: SourceTag, chosen: TierChoice): TagTier {
  const { tier: proposed, because } = proposeTier(group, label);
  const said = Object.hasOwn(chosen, id) ? chosen[id]! : undefined;
  return {
    tag: id,
    label: group === "Tags" ? label : `${group}: ${label}`,
    proposed,
    tier: said === undefined ? proposed : said,
    because: said === undefined || said === proposed ? because : "you chose it",
  };
}

/** The terms that earlier imports made, with the origin of the vocabulary that each is in. */
function knownTerms(workspace: Workspace): Map<string, { origin: string }> {
  const found = new Map<string, { origin: string }>();
  for (const [origin, { body }] of workspace.madeOf("tagVocabulary")) {
    const parsed = vocabularyBody.safeParse(body);
    if (origin.startsWith(originPrefix) && parsed.success)
      for (const { key } of parsed.data.settings.terms) found.set(key, { origin });
  }
  return found;
}

function planVocabulary(
  origin: string,
  members: readonly SourceTag[],
  workspace: Workspace,
  ledger: Ledger,
): { id: AssetId; terms: ReadonlyMap<string, VocabularyTag> } {
  const before = vocabularyBody.safeParse(workspace.find("tagVocabulary", origin)?.body);
  const terms = before.success ? [...before.data.settings.terms] : [];
  const known = new Map(terms.map((term) => [term.key, term]));
  const { group } = members[0]!;
  const wanted = {
    kind: "tagVocabulary",
    origin,
    name: `tags.${origin.slice(originPrefix.length)}`,
    tier: "campaign",
  } as const;
  const { name } = workspace.reserve(wanted);
  for (const { row, key, label } of members) {
    const term = known.get(key);
    if (!term && terms.length >= mostTerms) {
      ledger.leftOut("tags", row, `A vocabulary holds ${mostTerms} tags at most, and “${group}” has more.`);
      continue;
    }
    if (!term) terms.push({ key, label } satisfies VocabularyTag);
    ledger.imported("tags", row, `${name}#${key}`, term ? "same" : before.success ? "changed" : "created");
    if (term && term.label !== label)
      ledger.adapted("tags", row, `It stays “${term.label}” as the workspace has it; the export calls it “${label}”.`);
    if (term?.retired) ledger.adapted("tags", row, "The workspace has retired it, so no block gets it anew.");
  }
  const settings: VocabularyBody["settings"] = before.success
    ? { ...before.data.settings, terms }
    : {
        label: shortLabel(group, 120),
        terms,
        carry: "many",
        kinds: ["block", "image"],
        required: [],
        origin: originMark(origin),
      };
  const { id } = workspace.put(wanted, { settings }, "Imported from Contentful");
  if (!before.success)
    ledger.made(
      name,
      "tagVocabulary",
      `The export's tags of “${group}”. Nobody has to carry one yet, and whether a tag was public or private has no counterpart here.`,
    );
  return { id, terms: new Map(terms.map((term) => [term.key, term])) };
}

/** The ids of the tags of an entry or media file. */
export function tagIdsOf(row: Record<string, unknown>): string[] {
  const metadata = row["metadata"];
  const tags = isRecord(metadata) ? metadata["tags"] : undefined;
  return Array.isArray(tags) ? [...new Set(linkedIds(tags, "Tag"))] : [];
}

export interface Tagged {
  readonly body: Body;
  /** What could not be taken over as it is, as sentences. */
  readonly notes: readonly string[];
}

/** A body with the tags of its source added to those that it has: what the export does not name stays. */
export function addTags(body: Body, ids: readonly string[], { byId }: TagPlan): Tagged {
  const notes: string[] = [];
  const has = ({ vocabulary, key }: AssetTag): boolean =>
    tagsOf(tagged).some((one) => one.vocabulary === vocabulary && one.key === key);
  let tagged = body;
  for (const id of ids) {
    const planned = byId.get(id);
    if (!planned) notes.push(`Its tag “${id}” is left out: the export does not list it among its tags.`);
    else if (has(planned.tag)) continue;
    else if (planned.retired) notes.push(`Its tag “${planned.label}” is left out: the workspace has retired it.`);
    else if (tagsOf(tagged).length >= mostTags)
      notes.push(`Its tag “${planned.label}” is left out: an asset carries ${mostTags} at most.`);
    else {
      const { vocabulary, key } = planned.tag;
      const keys = tagsOf(tagged).flatMap((one) => (one.vocabulary === vocabulary ? [one.key] : []));
      tagged = withTags(tagged, vocabulary, [...keys, key]);
    }
  }
  return { body: tagged, notes };
}
