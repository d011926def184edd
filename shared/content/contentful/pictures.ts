import type { Tier } from "#shared/assets/model.ts";
import { type ImageBody, imageBody, type PictureFile } from "#shared/images/model.ts";
import type { ContentfulExport, Media } from "./export.ts";
import { type Named, shortLabel, slug } from "./names.ts";
import type { Ledger } from "./report.ts";
import { addTags, type TagPlan, tagIdsOf } from "./tags.ts";
import type { MediaFile } from "./values.ts";
import { originMark, type Workspace } from "./workspace.ts";

/** The files that came with an export, measured, by the id of their media row; a reason where one is no picture of ours. */
export type PictureFiles = ReadonlyMap<string, PictureFile | { readonly reason: string }>;

type MediaById = ReadonlyMap<string, MediaFile | { readonly reason: string }>;

/** Plans a picture of the library for every media file whose bytes came with the export. @returns the media, with them */
export function planPictures(
  { exported, media, files, tags, tier }: PictureSources,
  workspace: Workspace,
  ledger: Ledger,
): Map<string, MediaFile | { readonly reason: string }> {
  const found = new Map(media);
  for (const row of exported.assets) {
    const { id } = row.sys;
    const file = files.get(id);
    const described = media.get(id);
    if (!file || !described || "reason" in described) continue;
    if ("reason" in file) {
      ledger.adapted("assets", id, `Its file is not taken into the library. ${file.reason}`);
      continue;
    }
    found.set(id, { ...described, picture: planPicture(row, file, described, { tags, tier, workspace, ledger }) });
  }
  return found;
}

export interface PictureSources {
  readonly exported: ContentfulExport;
  readonly media: MediaById;
  readonly files: PictureFiles;
  readonly tags: TagPlan;
  /** The tier of what no tag speaks of. */
  readonly tier: Tier;
}

interface Around {
  readonly tags: TagPlan;
  readonly tier: Tier;
  readonly workspace: Workspace;
  readonly ledger: Ledger;
}

function planPicture(
  row: Media,
  file: PictureFile,
  { description }: MediaFile,
  { tags, tier, workspace, ledger }: Around,
): Named {
  const { id } = row.sys;
  const title = titleOf(row) ?? id;
  const origin = `asset:${id}`;
  const before = imageBody.safeParse(workspace.find("image", origin)?.body).data;
  const alt = { ...before?.copy?.alt, ...description };
  const body: ImageBody = {
    ...before,
    settings: { ...before?.settings, label: shortLabel(title, 160), origin: originMark(origin) },
    visual: { file },
    ...(Object.keys(alt).length > 0 ? { copy: { alt } } : {}),
  };
  const tagged = addTags(body, tagIdsOf(row), tags);
  for (const note of tagged.notes) ledger.adapted("assets", id, note);
  const wanted = { kind: "image", origin, name: `picture.${slug(title) || slug(id) || "picture"}`, tier } as const;
  return workspace.put(wanted, imageBody.parse(tagged.body), "Imported from Contentful");
}

function titleOf(row: Media): string | null {
  const title = Object.values(row.fields["title"] ?? {}).find((each) => typeof each === "string" && each.trim() !== "");
  return typeof title === "string" ? title.trim() : null;
}
