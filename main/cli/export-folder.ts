import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { kindNames } from "#shared/assets/kind.ts";
import type { StudioApi } from "#shared/contracts.ts";
import { companionOf, folderOf, indexPath } from "#shared/exchange/folder.ts";
import { type ExchangeFile, mostText } from "#shared/exchange/model.ts";
import { utf8 } from "#shared/kernel/canonical.ts";
import { fromBase64, toBase64 } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { writeFileAtomic } from "../keys/atomic-file.ts";

/** Stands in a folder while it is written, in place of the index: whoever finds it knows that the export was interrupted. */
const unfinished = `${indexPath}.unfinished`;

export interface Written {
  readonly total: number;
  readonly changed: number;
  readonly removed: number;
}

/**
 * Writes the whole workspace to a folder. The index goes first and comes back last, so that an interrupted export never
 * looks whole. Files of an earlier export that are no longer true are removed; anything else in the folder is left alone.
 * @throws INPUT_INVALID, where the folder holds something else
 */
export async function writeExportFolder(api: StudioApi, folder: string): Promise<Written> {
  refuseStranger(folder);
  const files = await allFiles(api);
  const index = files.find(({ path }) => path === indexPath)!;
  mkdirSync(folder, { recursive: true });
  if (existsSync(join(folder, indexPath))) renameSync(join(folder, indexPath), join(folder, unfinished));
  else writeFileSync(join(folder, unfinished), "");
  const kept = new Set(files.flatMap((file) => [file.path, companionOf(file) ?? file.path]));
  const removed = assetPaths(folder).filter((path) => !kept.has(path));
  for (const path of removed) rmSync(join(folder, path));
  let changed = 0;
  for (const file of files) if (file !== index && writeChanged(folder, file)) changed++;
  writeFileAtomic(join(folder, indexPath), index.text);
  rmSync(join(folder, unfinished), { force: true });
  return { total: files.length - 1, changed, removed: removed.length };
}

/** All pages of one state of the workspace. Whoever writes meanwhile makes it begin anew. */
async function allFiles(api: StudioApi): Promise<ExchangeFile[]> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const files: ExchangeFile[] = [];
    let state: number | null = null;
    for (;;) {
      const page = await api.exchange.exportFolder({ offset: files.length });
      if (state !== null && page.state !== state) break;
      state = page.state;
      files.push(...page.files);
      if (files.length > page.total) return files;
    }
  }
  throw new AppError("WORKSPACE_BUSY", "The workspace keeps changing while it is exported. Try again in a moment.");
}

function refuseStranger(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new AppError("INPUT_INVALID", `${folder} is a file, not a folder.`);
  const there = readdirSync(folder).filter((name) => !name.startsWith("."));
  if (there.length === 0 || there.includes(indexPath) || there.includes(unfinished)) return;
  throw new AppError(
    "INPUT_INVALID",
    `${folder} holds other files. Choose a new folder, or one with an earlier export.`,
  );
}

/** The files of assets in a folder: what lies one level deep in the folder of a kind. */
function assetPaths(folder: string): string[] {
  return kindNames.map(folderOf).flatMap((name) => {
    const place = join(folder, name);
    if (!existsSync(place) || !statSync(place).isDirectory()) return [];
    return readdirSync(place)
      .filter((file) => file.endsWith(".json") || (name === folderOf("image") && pictureFile.test(file)))
      .map((file) => `${name}/${file}`);
  });
}

const pictureFile = /\.(jpe?g|png|webp|avif|gif|svg)$/;

/** @returns whether it had to be written. */
function writeChanged(folder: string, file: ExchangeFile): boolean {
  const companion = file.bytes === undefined ? null : companionOf(file);
  const wrote = companion !== null && writeBytes(join(folder, companion), fromBase64(file.bytes!));
  return writeBytes(join(folder, file.path), utf8(file.text)) || wrote;
}

function writeBytes(place: string, bytes: Uint8Array): boolean {
  if (existsSync(place) && readFileSync(place).equals(bytes)) return false;
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, bytes);
  return true;
}

/** Reads what `writeExportFolder` wrote. @throws NOT_FOUND, INPUT_INVALID */
export function readExportFolder(folder: string): ExchangeFile[] {
  const index = join(folder, indexPath);
  if (existsSync(join(folder, unfinished)))
    throw new AppError("INPUT_INVALID", `The export in ${folder} was interrupted. Export it again.`, { folder });
  if (!existsSync(index))
    throw new AppError("NOT_FOUND", `There is no ${indexPath} in ${folder}: this is not a whole export.`, { folder });
  const paths = [indexPath, ...assetPaths(folder)];
  const size = paths.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
  if (size > mostText)
    throw new AppError(
      "INPUT_INVALID",
      `The folder holds ${Math.ceil(size / 2 ** 20)} MiB; one import takes ${mostText / 2 ** 20}. Import a part of it at a time.`,
      {
        folder,
      },
    );
  return paths
    .filter((path) => path.endsWith(".json"))
    .map((path) => {
      const file = { path, text: readFileSync(join(folder, path), "utf8") };
      const companion = companionOf(file);
      const beside = companion === null ? null : join(folder, companion);
      return beside && existsSync(beside) ? { ...file, bytes: toBase64(readFileSync(beside)) } : file;
    });
}
