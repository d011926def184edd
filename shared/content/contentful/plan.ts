import { AppError } from "#shared/kernel/errors.ts";
import { type Scope, scope as scopeSchema } from "#shared/assets/model.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import type { ImportReport } from "../model.ts";
import { planAudiences, readAudiences, traitValues } from "./audiences.ts";
import { planBlockTypes } from "./block-types.ts";
import { blockEntries, planBlocks } from "./blocks.ts";
import { indexEntries } from "./entries.ts";
import { readExport } from "./export.ts";
import { readLocales } from "./locales.ts";
import { readMedia } from "./media.ts";
import { planMergeTags } from "./merge-tags.ts";
import { called, enterRows, reportMedia, reportOthers } from "./other-rows.ts";
import { planPath, planPurpose } from "./path.ts";
import { Ledger } from "./report.ts";
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
  const types = planBlockTypes(exported, mergeTags.keys, workspace, ledger);
  const media = readMedia(exported.assets, locales);
  const entries = blockEntries(exported.entries, types, ledger);
  const { blocks, shown } = planBlocks(
    { entries, index, locales, types, audiences, media, tokens: mergeTags.tokens, workspace },
    ledger,
  );
  planPath(blocks, purpose, workspace, ledger);

  reportMedia(exported, media, shown, locales, ledger);
  reportOthers(exported, ledger);
  return { assets: workspace.planned, report: ledger.close() };
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
