import { z } from "zod";
import type { AssetId } from "#shared/kernel/ids.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { type ColumnTarget, rowWords } from "#shared/exchange/columns.ts";
import type { TableFormat } from "#shared/exchange/contract.ts";
import { locale } from "#shared/taxonomy/model.ts";
import { readJson } from "./io.ts";
import type { Session } from "./session.ts";

/** What a column becomes, as people write it: a word of the row, a field with its locale, a vocabulary by name, or nothing. */
const written = z.union([
  z.enum(rowWords),
  z.null(),
  z.strictObject({ field: z.string(), locale: z.union([locale, z.literal("*")]).default("*") }),
  z.strictObject({ tag: z.string() }),
]);
const mapping = z.record(z.string(), written);
const form =
  'headers with what each becomes, such as {"SKU": "key", "Title": {"field": "headline", "locale": "de-DE"}, "Season": {"tag": "tags.season"}, "Notes": null}';

/** A mapping of columns from a file. Columns that it does not name are left out. @throws NOT_FOUND, INPUT_INVALID */
export async function readMapping(
  { api }: Session,
  { file, format, content }: { file: string; format: TableFormat; content: string },
): Promise<(ColumnTarget | null)[]> {
  const said = readJson(file, "mapping", mapping, form);
  const { columns } = await api.exchange.readTable({ format, content });
  const headers = columns.map(({ header }) => header);
  const unknown = Object.keys(said).filter((header) => !headers.includes(header));
  if (unknown.length > 0)
    throw new AppError(
      "INPUT_INVALID",
      `The table has no column ${unknown.map((header) => `“${header}”`).join(", ")}. Its columns are: ${headers.join(", ")}.`,
      { columns: headers },
    );
  const find = async (name: string): Promise<AssetId> => (await api.assets.get({ asset: name })).id;
  return Promise.all(headers.map((header) => targetOf(said[header] ?? null, find)));
}

async function targetOf(
  said: z.infer<typeof written>,
  find: (name: string) => Promise<AssetId>,
): Promise<ColumnTarget | null> {
  if (said === null) return null;
  if (typeof said === "string") return { to: said };
  if ("tag" in said) return { to: "tag", vocabulary: await find(said.tag) };
  return { to: "field", ...said };
}
