import { AppError } from "#shared/kernel/errors.ts";
import { type Scope, scope as scopeSchema, type Tier } from "#shared/assets/model.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import { changesOf } from "#shared/exchange/changes.ts";
import type { ImportReport, ImportRow } from "../model.ts";
import { planAudiences, readAudiences, traitValues } from "./audiences.ts";
import { planBlockTypes } from "./block-types.ts";
import { blockEntries, planBlocks } from "./blocks.ts";
import { indexEntries, ninetailed, typeIdOf } from "./entries.ts";
import { reportEditors } from "./editor-settings.ts";
import { type ContentfulExport, readExport } from "./export.ts";
import { readLocales } from "./locales.ts";
import { readMedia } from "./media.ts";
import { planMergeTags } from "./merge-tags.ts";
import { called, enterRows, reportMedia, reportOthers } from "./other-rows.ts";
import { planPath, planPurpose } from "./path.ts";
import { type PictureFiles, planPictures } from "./pictures.ts";
import { Ledger } from "./report.ts";
import { planTags, type TagPlan, tagIdsOf } from "./tags.ts";
import type { TierChoice } from "./tiers.ts";
import { DictionaryPlan, inferTraitTypes } from "./vocabulary.ts";
import { type ExistingAsset, type PlannedAsset, Workspace } from "./workspace.ts";

export interface ImportOptions {
  readonly brand: string;
  readonly market: string;
  /** Owns whatever the import creates. */
  readonly owner: MemberId;
  readonly newId: () => AssetId;
  /** The workspace's assets as they stand, retired ones left out. */
  readonly existing: readonly ExistingAsset[];
  /** What a person says of tiers: by the id of a tag, and for blocks of which no tag says anything. */
  readonly tiers?: TierChoice | undefined;
  readonly otherwise?: Tier | undefined;
  /** The files of media that came with the export. */
  readonly pictures?: PictureFiles | undefined;
}

export interface ImportPlan {
  /** What to create and revise, each after whatever it refers to. */
  readonly assets: readonly PlannedAsset[];
  readonly report: ImportReport;
}

/**
 * Works out what an export of a Contentful space becomes here. Pure: nothing is written.
 *
 * Every planned body passes the checks of its kind, taken together with the workspace and the rest of the plan. A second
 * import revises what the first one made; what an export no longer has stays as it is.
 *
 * @throws AppError INPUT_INVALID where the source is not such an export, or brand or market cannot stand in a name.
 */
export function planImport(source: string, options: ImportOptions): ImportPlan {
  const scope = readScope(options);
  const exported = readExport(source);
  const ledger = new Ledger();
  enterRows(exported, ledger);
  const locales = readLocales(exported.locales, ledger);
  const index = indexEntries(exported, locales);
  for (const { sys } of exported.entries)
    ledger.enter("entries", sys.id, called(index.title(sys.id) ?? sys.id, sys.id));
  const workspace = new Workspace({ existing: options.existing, scope, owner: options.owner, newId: options.newId });

  const purpose = planPurpose(workspace, ledger);
  const read = readAudiences(exported, locales, ledger);
  const words = new DictionaryPlan(workspace, ledger, purpose, inferTraitTypes(traitValues(read)));
  const mergeTags = planMergeTags(exported, index, words, ledger);
  const audiences = planAudiences(read, index, words, workspace, ledger);
  const { tiers = {}, otherwise = "campaign", pictures = new Map() } = options;
  const tags = planTags(exported, tiers, workspace, ledger);
  const types = planBlockTypes(exported, mergeTags.keys, pictures, workspace, ledger);
  const media = planPictures(
    { exported, media: readMedia(exported.assets, locales), files: pictures, tags, tier: otherwise },
    workspace,
    ledger,
  );
  const entries = blockEntries(exported.entries, types, ledger);
  const { blocks, shown } = planBlocks(
    { entries, index, locales, types, audiences, media, tokens: mergeTags.tokens, tags, tier: otherwise, workspace },
    ledger,
  );
  planPath(blocks, purpose, workspace, ledger);

  for (const entry of exported.entries) sayUntagged(entry, ledger);
  reportMedia(exported, media, shown, locales, ledger);
  reportEditors(exported, types, ledger);
  reportOthers(exported, ledger);
  const closed = ledger.close();
  return {
    assets: workspace.planned,
    report: {
      ...closed,
      rows: withChanges(closed.rows, workspace.planned),
      tiers: { tags: countTags(exported, tags), otherwise },
    },
  };
}

/** What becomes neither block nor variant has no place for the tags of the export. */
function sayUntagged(entry: ContentfulExport["entries"][number], ledger: Ledger): void {
  const type = typeIdOf(entry);
  if (type !== ninetailed.audience && type !== ninetailed.mergeTag) return;
  if (tagIdsOf(entry).length > 0 && !ledger.isLeftOut("entries", entry.sys.id))
    ledger.adapted(
      "entries",
      entry.sys.id,
      "Its tags are left out: only blocks and pictures carry those of an export.",
    );
}

/** Collections of which a row stands for an asset of its own. */
const standing: ReadonlySet<string> = new Set(["contentTypes", "entries"]);

/** Says of each row that stands for an asset what becomes of it, and what changes in one that is there already. */
function withChanges(rows: readonly ImportRow[], planned: readonly PlannedAsset[]): ImportRow[] {
  const byName = new Map(planned.map((each) => [each.identity.name, each]));
  return rows.map((row) => {
    const { asset, sourceKind, does } = row;
    const isPicture = sourceKind === "assets" && byName.get(asset ?? "")?.identity.kind === "image";
    if (asset === undefined || does !== undefined || !(standing.has(sourceKind) || isPicture)) return row;
    const found = byName.get(asset.split(/[#,]/)[0]!);
    if (!found) return { ...row, does: "same" };
    if (found.before === null) return { ...row, does: "created" };
    // What stands in for another is a part of its block, whose row says the changes.
    const changes = asset === found.identity.name ? changesOf(found.before, found.body) : [];
    return { ...row, does: "changed", ...(changes.length > 0 ? { changes } : {}) };
  });
}

function countTags(exported: ContentfulExport, { tiers }: TagPlan): ImportReport["tiers"]["tags"] {
  const counts = new Map<string, number>();
  for (const id of exported.entries.flatMap(tagIdsOf)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return tiers.map((each) => ({ ...each, entries: counts.get(each.tag) ?? 0 }));
}

function readScope({ brand, market }: ImportOptions): Scope {
  for (const [at, value] of Object.entries({ brand, market })) {
    if (scopeSchema.shape.brand.safeParse(value).success) continue;
    throw new AppError("INPUT_INVALID", `“${value}” cannot be the ${at}: use lower-case letters, digits and hyphens.`, {
      at,
    });
  }
  return { brand, market, channel: "*" };
}
