import { content } from "#shared/content/contract.ts";
import { planImport } from "#shared/content/contentful/plan.ts";
import { refusal } from "#shared/access/policy.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { putObject } from "../db/objects.ts";
import { refuseOvertaken } from "../assets/drafts.ts";
import { assetSubject } from "../assets/handlers.ts";
import { createAsset, reviseAsset } from "../assets/revise.ts";
import { getAssetRow, listBodies } from "../assets/store.ts";
import { implement, type WriteContext } from "../context.ts";
import { previewMany, reviseMany } from "./many.ts";
import { migrate, previewMigration } from "./migrate.ts";

export const contentHandlers = implement(content, {
  previewMany: { run: (context, { assets, change }) => ({ assets: previewMany(context, assets, change) }) },

  reviseMany: {
    run: (context, { change, confirmed, note }) => ({ assets: reviseMany(context, change, confirmed, note) }),
  },

  previewMigration: { run: (context, { type, body }) => previewMigration(context, type, body) },

  migrate: {
    subject: (db, { type }) => assetSubject(db, { asset: type }),
    run(context, { draft, ...change }) {
      refuseOvertaken(context.db, { asset: change.type, member: context.me.id }, draft);
      return migrate(context, change);
    },
  },

  importExport: {
    subject: (_db, { brand, market }) => ({ scope: { brand, market, channel: "*" } }),
    run(context, { format, source, owner, brand, market, apply }) {
      const existing = listBodies(context.db, {}, "head").map(({ id, body, ...identity }) => ({
        id,
        identity,
        body,
      }));
      const { assets, report } = planImport(source, {
        brand,
        market,
        owner,
        newId: () => context.newId("ast"),
        existing,
      });
      if (!apply) return report;
      for (const asset of assets) applyOne(context, asset, owner, format);
      const counts = Object.values(report.counts);
      const sum = (key: "imported" | "adapted" | "leftOut"): number =>
        counts.reduce((total, count) => total + count[key], 0);
      context.record("content.imported", {
        format,
        source: putObject(context.db, source),
        imported: sum("imported"),
        adapted: sum("adapted"),
        leftOut: sum("leftOut"),
      });
      return report;
    },
  },
});

type Planned = ReturnType<typeof planImport>["assets"][number];

/** Through the same doors as a person's edit: an import breaks no limit and opens no lock. */
function applyOne(
  context: WriteContext,
  { id, op, identity, body }: Planned,
  owner: Parameters<typeof createAsset>[1]["owner"],
  format: string,
): void {
  const subject = { scope: identity.scope, kind: identity.kind, tier: identity.tier };
  const refused = refusal({ who: "author" }, subject, context.me, context.policy.members, context.policy.grants);
  if (refused)
    throw new AppError(refused.code, `${identity.name}: ${refused.message}`, {
      roles: refused.roles,
      could: refused.could,
    });
  const note = `Imported from ${format}`;
  if (op === "create") createAsset(context, { id, identity, owner, body, note });
  else reviseAsset(context, { asset: id, base: getAssetRow(context.db, id).head, body, identity, note });
}
