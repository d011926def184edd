import { z } from "zod";
import { command, contract } from "../kernel/contract.ts";
import { memberId } from "../kernel/ids.ts";
import { importReport } from "./model.ts";

export const content = contract("content", {
  /** Reads another product's export. Without `apply` it only reports what would become of every row. */
  importExport: command(
    z.strictObject({
      format: z.enum(["contentful"]),
      /** The export's text. */
      source: z.string().max(64 * 1024 * 1024),
      owner: memberId,
      /** The brand and market that the imported assets belong to. */
      brand: z.string(),
      market: z.string().default("*"),
      apply: z.boolean(),
    }),
    importReport,
  ),
});
