import { join } from "node:path";
import { type TrustFile, trustFile } from "#shared/bundle/repository.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { diskFiles } from "./files.ts";

/** Where a workspace keeps its trust file: what a decision service is given once, by hand. */
export const trustPath = (folders: { readonly keeper: string }): string => join(folders.keeper, "trust.json");

/** @throws AppError NOT_FOUND where there is none, METADATA_INVALID where it is not one */
export async function readTrust(path: string): Promise<TrustFile> {
  const bytes = await diskFiles.read(path);
  if (!bytes) throw new AppError("NOT_FOUND", "There is no trust file at this place.", { path });
  try {
    return trustFile.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  } catch (cause) {
    throw new AppError(
      "METADATA_INVALID",
      "This is not a trust file of Imprimatur, or it is damaged.",
      { path },
      cause,
    );
  }
}
