import type { KindName } from "#shared/assets/kind.ts";
import { kindNames } from "#shared/assets/kind.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import type { Identity } from "#shared/assets/model.ts";
import { revisionDigests } from "#shared/assets/parts.ts";
import { type FolderAsset, type ReadAsset, readFolder } from "#shared/exchange/folder.ts";
import type { ExchangeFile, ExchangeReport, ExchangeRow } from "#shared/exchange/model.ts";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import { fromBase64, toDigest } from "#shared/kernel/crypto.ts";
import type { PictureFile } from "#shared/images/model.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import { createAsset, reviseAsset } from "../assets/revise.ts";
import { type AssetRow, getRevision, identityOf } from "../assets/store.ts";
import { dictionaryKinds } from "../assets/world.ts";
import type { WriteContext } from "../context.ts";
import { dropPicture, lendPicture } from "../images/store.ts";
import { nodeCrypto } from "../keys/crypto.ts";
import { changesOf, type Piece, refuseUnlessAuthor, runImport, takePieces, type Taken } from "./apply.ts";
import { findAsset } from "./store.ts";

export interface FolderImport {
  readonly files: readonly ExchangeFile[];
  /** Who will own what is new. */
  readonly owner: MemberId;
  readonly apply: boolean;
}

/** @throws INPUT_INVALID where it is no whole folder */
export function importFolder(context: WriteContext, { files, owner, apply }: FolderImport): ExchangeReport {
  const { assets, rejected, notes, refusal } = readFolder(files);
  if (refusal) throw new AppError("INPUT_INVALID", refusal);
  const lent: PictureFile[] = [];
  const keep = (bytes: Uint8Array): void => {
    const { file, isNew } = lendPicture(context.folders.images, bytes);
    if (isNew) lent.push(file);
  };
  const report = runImport(context, {
    format: "json",
    source: toDigest(nodeCrypto.sha256(canonicalBytes(files))),
    take: () => [
      ...rejected.map(({ path, reason }) => rejectedRow(path, reason)),
      ...takePieces(
        context,
        inOrder(assets).map((read) => pieceOf(context, read, owner, keep)),
      ),
    ],
    notes,
    apply,
  });
  // A rehearsal leaves nothing behind, on the disk neither.
  if (!apply) for (const file of lent) dropPicture(context.folders.images, file);
  return report;
}

const rejectedRow = (source: string, reason: string): ExchangeRow => ({
  source,
  outcome: "rejected",
  changes: [],
  reason,
});

const pieceOf = (
  context: WriteContext,
  { path, asset, bytes }: ReadAsset,
  owner: MemberId,
  keep: (bytes: Uint8Array) => void,
): Piece => ({
  source: path,
  asset: asset.name,
  take() {
    if (bytes !== undefined) {
      refuseUnlessAuthor(context, asset, findAsset(context.db, asset.id)?.owner);
      // Named by its digest; whether it is the one that the asset speaks of is checked with the body.
      keep(fromBase64(bytes));
    }
    return takeAsset(context, asset, owner);
  },
});

function takeAsset(context: WriteContext, asset: FolderAsset, owner: MemberId): Taken {
  const { id, revision: _from, body, ...identity } = asset;
  const there = findAsset(context.db, id);
  if (there) return reviseFrom(context, there, asset);
  refuseUnlessAuthor(context, identity);
  createAsset(context, { id, identity, owner, body, note: "Imported from a folder" });
  return { outcome: "created", asset: identity.name, changes: [] };
}

function reviseFrom(context: WriteContext, row: AssetRow, asset: FolderAsset): Taken {
  const { id, revision, body, ...said } = asset;
  const unchanged: Taken = { outcome: "unchanged", asset: row.name, changes: [] };
  if (revisionDigests(nodeCrypto, id, said, body).revision === row.head) return unchanged;
  const head = getRevision(context.db, row.head!);
  const base = revision ? findBase(context, revision, id) : null;
  // The name too is merged: a rename since this file was written stands, unless the file names it anew.
  const identity = { ...said, name: base?.identity.name === said.name ? row.name : said.name };
  refuseMove(identity, identityOf(row));
  try {
    refuseUnlessAuthor(context, identity, row.owner);
    const note = "Imported from a folder";
    const written = reviseAsset(context, { asset: id, base: base?.digest ?? row.head, body, identity, note });
    const after = getRevision(context.db, written.digest);
    const renamed = identity.name === row.name ? [] : [{ at: "name", before: row.name, after: identity.name }];
    return { outcome: "changed", asset: identity.name, changes: [...renamed, ...changesOf(head.body, after.body)] };
  } catch (error) {
    if (error instanceof AppError && error.code === "NOTHING_CHANGED") return unchanged;
    throw error;
  }
}

/** The revision that a file was written from, where this workspace knows it; else the file's word is taken over the head. */
function findBase(context: WriteContext, revision: Parameters<typeof getRevision>[1], asset: AssetId) {
  try {
    const found = getRevision(context.db, revision);
    return found.asset === asset ? found : null;
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}

/** What decides who approves and who may write does not change by editing a file. */
function refuseMove(said: Identity, is: Identity): void {
  const scopeText = ({ brand, market, channel }: Identity["scope"]): string => `${brand}/${market}/${channel}`;
  const moved =
    said.kind !== is.kind
      ? `kind from ${is.kind} to ${said.kind}`
      : said.tier !== is.tier
        ? `tier from ${is.tier} to ${said.tier}`
        : scopeText(said.scope) !== scopeText(is.scope)
          ? `scope from ${scopeText(is.scope)} to ${scopeText(said.scope)}`
          : null;
  if (moved) throw new AppError("INPUT_INVALID", `A file cannot move an asset: this one changes its ${moved}.`);
}

/** What others name by word comes first, then by kind, and each after what it refers to. */
function inOrder(assets: readonly ReadAsset[]): ReadAsset[] {
  const rank = (kind: KindName): number =>
    dictionaryKinds.includes(kind) ? dictionaryRank.indexOf(kind) : dictionaryRank.length + kindNames.indexOf(kind);
  const byId = new Map(assets.map((read) => [read.asset.id, read]));
  const ordered = new Set<ReadAsset>();
  const entered = new Set<ReadAsset>();
  const visit = (read: ReadAsset): void => {
    if (entered.has(read)) return;
    entered.add(read);
    for (const { asset } of kindOf(read.asset.kind).references(read.asset.body)) {
      const named = byId.get(asset);
      if (named) visit(named);
    }
    ordered.add(read);
  };
  for (const read of assets.toSorted((a, b) => rank(a.asset.kind) - rank(b.asset.kind))) visit(read);
  return [...ordered];
}

/** Purposes before the attributes and events that need them, audiences after what their conditions read. */
const dictionaryRank: readonly KindName[] = ["consentPurpose", "attribute", "event", "audience"];
