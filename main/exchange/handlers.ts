import { exchange } from "#shared/exchange/contract.ts";
import { writeAssetFile, writeIndex } from "#shared/exchange/folder.ts";
import { journalSize } from "../audit/journal.ts";
import { implement } from "../context.ts";
import { importFolder } from "./folder.ts";
import { countExported, exportedAssets } from "./store.ts";

export const exchangeHandlers = implement(exchange, {
  exportFolder: {
    run({ db }, { offset, limit }) {
      const counts = countExported(db);
      const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
      const files = exportedAssets(db, { offset, limit }).map(writeAssetFile);
      if (offset + limit >= total) files.push(writeIndex(counts));
      return { files, total, state: journalSize(db) };
    },
  },

  importFolder: { run: importFolder },
});
