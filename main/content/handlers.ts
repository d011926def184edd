import { content } from "#shared/content/contract.ts";
import { refuseOvertaken } from "../assets/drafts.ts";
import { assetSubject } from "../assets/handlers.ts";
import { implement } from "../context.ts";
import { importExport } from "./import-export.ts";
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
    run: importExport,
  },
});
