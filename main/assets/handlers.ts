import { randomUUID } from "node:crypto";
import type { Subject } from "#shared/access/policy.ts";
import { assets } from "#shared/assets/contract.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import type { AssetDetail } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, Instant } from "#shared/kernel/ids.ts";
import { implement, type ReadContext } from "../context.ts";
import type { ReadDb } from "../db/database.ts";
import { deleteDraft, type DraftKey, getDraft, getUndo, putDraft, putUndo, refuseOvertaken } from "./drafts.ts";
import { createAsset, refuseProblems, refuseRetired, refuseRetirement, retireAsset, reviseAsset } from "./revise.ts";
import { pictureProblems } from "../images/store.ts";
import { countTags, filterAssets, filterIds, usedBy, uses } from "./list.ts";
import {
  checkContext,
  getAssetRow,
  getRevision,
  getSummary,
  identityOf,
  listBodies,
  listRevisions,
  scopeOf,
  selfOf,
} from "./store.ts";
import { deleteView, listViews, putView } from "./views.ts";

/** Permission to write an asset depends on its kind, tier, scope and owner. */
export function assetSubject(db: ReadDb, input: { asset: string }): Subject {
  const row = getAssetRow(db, input.asset);
  return { scope: scopeOf(row), kind: row.kind, tier: row.tier, owner: row.owner };
}

export const assetHandlers = implement(assets, {
  list: {
    run: ({ db, me, now }, { filter, order, offset, limit }) =>
      filterAssets(db, filter, order, { offset, limit, me: me.id, now: instantOf(now) }),
  },

  ids: {
    run: ({ db, me, now }, { filter, order, offset, limit }) => ({
      ids: filterIds(db, filter, order, { offset, limit, me: me.id, now: instantOf(now) }),
    }),
  },

  tagUsage: { run: ({ db }, { vocabulary }) => ({ counts: countTags(db, vocabulary) }) },

  get: { run: (context, { asset }) => detail(context, getAssetRow(context.db, asset).id) },

  revision: {
    run({ db }, { digest }) {
      const { asset, identity, body, ...summary } = getRevision(db, digest);
      return { asset, identity, body, summary };
    },
  },

  bodies: { run: ({ db }, { which, ...wanted }) => ({ assets: listBodies(db, wanted, which) }) },

  create: {
    subject: (_db, { scope, kind, tier }) => ({ scope, kind, tier }),
    run(context, { kind, name, tier, scope, owner, body }) {
      const id = context.newId("ast");
      createAsset(context, { id, identity: { kind, name, tier, scope }, owner, body, note: "" });
      return { id };
    },
  },

  saveDraft: {
    subject: assetSubject,
    run({ db, me, at }, { asset, body, base, version, undo }) {
      const row = getAssetRow(db, asset);
      refuseRetired(row);
      const problems = kindOf(row.kind).check(body, checkContext(db, selfOf(row.id, identityOf(row))));
      // A draft may be unfinished, but it may not try a lock.
      refuseProblems(problems.filter((problem) => problem.code === "fixed"));
      const key = { asset, member: me.id };
      const stored = putDraft(db, key, { body, base, version, savedAt: at });
      if (undo) putUndo(db, key, { body, steps: undo, at });
      return { savedAt: stored.savedAt, version: stored.version, problems };
    },
  },

  discardDraft: {
    run({ db, me, at }, { asset, version, undo }) {
      const key = { asset, member: me.id };
      refuseOvertaken(db, key, version);
      deleteDraft(db, key);
      if (undo) putUndo(db, key, { body: headBody(db, asset) ?? {}, steps: undo, at });
      return {};
    },
  },

  revise: {
    subject: assetSubject,
    run(context, { draft, ...change }) {
      refuseOvertaken(context.db, { asset: change.asset, member: context.me.id }, draft);
      return { revision: reviseAsset(context, change) };
    },
  },

  rename: {
    subject: assetSubject,
    run(context, { asset, name }) {
      const row = getAssetRow(context.db, asset);
      const { body } = getRevision(context.db, row.head!);
      const identity = { ...identityOf(row), name };
      return {
        revision: reviseAsset(context, { asset, base: row.head, body, identity, note: `Renamed from ${row.name}` }),
      };
    },
  },

  restore: {
    subject: assetSubject,
    run(context, { asset, revision }) {
      const row = getAssetRow(context.db, asset);
      const old = getRevision(context.db, revision);
      if (old.asset !== asset)
        throw new AppError("INPUT_INVALID", "This is a revision of another asset.", { revision });
      return {
        revision: reviseAsset(context, { asset, base: row.head, body: old.body, note: `As in revision ${old.number}` }),
      };
    },
  },

  retire: {
    subject: assetSubject,
    run(context, { asset, reason }) {
      const row = getAssetRow(context.db, asset);
      refuseRetired(row);
      refuseRetirement(context, row);
      retireAsset(context, row, reason);
      return {};
    },
  },

  views: { run: ({ db, me }, { list }) => ({ views: listViews(db, me.id, list) }) },

  saveView: {
    run({ db, me, at }, { id: known, ...view }) {
      const id = known ?? randomUUID();
      putView(db, { ...view, id, member: me.id, at }, known === undefined);
      return { id };
    },
  },

  removeView: {
    run({ db, me }, { id }) {
      deleteView(db, me.id, id);
      return {};
    },
  },
});

function detail({ db, me, now, folders }: ReadContext, id: AssetId): AssetDetail {
  const summary = getSummary(db, id, me.id, instantOf(now));
  const body = headBody(db, id);
  const key: DraftKey = { asset: id, member: me.id };
  const draft = getDraft(db, key);
  const shown = draft?.body ?? body;
  return {
    ...summary,
    body,
    draft,
    undo: getUndo(db, key, shown ?? {}),
    request: getAssetRow(db, id).request,
    revisions: listRevisions(db, id),
    uses: uses(db, id),
    usedBy: usedBy(db, id),
    problems: shown
      ? [
          ...kindOf(summary.kind).check(shown, checkContext(db, selfOf(id, summary))),
          ...pictureProblems(folders.images, summary.kind, shown),
        ]
      : [],
  };
}

function headBody(db: ReadDb, asset: AssetId): Body | null {
  const { head } = getAssetRow(db, asset);
  return head ? getRevision(db, head).body : null;
}

const instantOf = (now: () => number): Instant => new Date(now()).toISOString();
