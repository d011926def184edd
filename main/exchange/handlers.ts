import { exchange, type TableFormat } from "#shared/exchange/contract.ts";
import { writeAssetFile, writeIndex } from "#shared/exchange/folder.ts";
import { utf8 } from "#shared/kernel/canonical.ts";
import { fromBase64, toBase64, toDigest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { imageBody } from "#shared/images/model.ts";
import type { Identity } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { journalSize } from "../audit/journal.ts";
import { implement } from "../context.ts";
import { readPicture } from "../images/store.ts";
import { nodeCrypto } from "../keys/crypto.ts";
import { runImport } from "./apply.ts";
import { importFolder } from "./folder.ts";
import { countExported, exportedAssets } from "./store.ts";
import { describeTable, importTable } from "./table.ts";
import { exportUnits, takeTexts } from "./texts.ts";

/** Loaded when the first such file comes: no start of the studio waits for them. */
const formats = {
  csv: () => import("./formats/csv.ts"),
  xliff: () => import("./formats/xliff.ts"),
};

export const exchangeHandlers = implement(exchange, {
  exportFolder: {
    run({ db, folders }, { offset, limit }) {
      const counts = countExported(db);
      const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
      const files = exportedAssets(db, { offset, limit }).map((asset) => ({
        ...writeAssetFile(asset),
        ...pictureOf(folders.images, asset),
      }));
      if (offset + limit >= total) files.push(writeIndex(counts));
      return { files, total, state: journalSize(db) };
    },
  },

  importFolder: { run: importFolder },

  exportTexts: {
    async prepare(_context, { format, ...wanted }) {
      const { writeTexts } = await formats[format]();
      return (context) => {
        const units = exportUnits(context, wanted);
        const path = `texts.${wanted.source}.${wanted.target}.${format === "csv" ? "csv" : "xlf"}`;
        return { file: { path, text: writeTexts(units, wanted) }, units: units.length };
      };
    },
  },

  readTable: {
    async prepare(_context, what) {
      const { table } = await readTable(what);
      return () => describeTable(table);
    },
  },

  importTable: {
    async prepare(_context, { content, ...rest }) {
      const { table, bytes } = await readTable({ format: rest.format, content });
      const source = toDigest(nodeCrypto.sha256(bytes ?? utf8(content)));
      const { writeCsv } = await formats.csv();
      return (context) => importTable(context, { ...rest, table, source, write: writeCsv });
    },
  },

  importTexts: {
    async prepare(_context, { format, text, apply }) {
      const { readTexts } = await formats[format]();
      const { units, source } = readTexts(text);
      const digest = toDigest(nodeCrypto.sha256(utf8(text)));
      return (context) =>
        runImport(context, {
          format,
          source: digest,
          take: () => takeTexts(context, units, source),
          notes: [],
          apply,
        });
    },
  },
});

async function readTable({ format, content }: { format: TableFormat; content: string }) {
  if (format === "csv") return { table: (await formats.csv()).readCsv(content), bytes: null };
  const bytes = fromBase64(content);
  return { table: (await import("./formats/xlsx.ts")).readXlsx(bytes), bytes };
}

/** The file of a picture goes with what is said of it. One that is lost or damaged does not: the import says so. */
function pictureOf(folder: string, { identity, body }: { identity: Identity; body: Body }): { bytes?: string } {
  const file = identity.kind === "image" ? imageBody.safeParse(body).data?.visual.file : undefined;
  if (!file) return {};
  try {
    return { bytes: toBase64(readPicture(folder, file)) };
  } catch (error) {
    if (error instanceof AppError && error.code === "PICTURE_DAMAGED") return {};
    throw error;
  }
}
