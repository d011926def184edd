import { ImageOff } from "lucide-react";
import type { ImageBody } from "#shared/images/model.ts";
import { isAssetId } from "#shared/kernel/ids.ts";
import { classes } from "#renderer/ui/index.ts";
import { usePicture, usePictureUrl } from "./files.ts";

export type ThumbnailSize = "sm" | "md" | "lg";

/** A picture, small. It says nothing by itself: its name stands beside it. */
export function Thumbnail({ body, size = "sm" }: { body: ImageBody | undefined; size?: ThumbnailSize }) {
  const { url, error } = usePictureUrl(body?.visual.file.digest);
  return (
    <span className={classes("thumb", `is-${size}`)} title={error}>
      {url && <img src={url} alt="" decoding="async" style={{ objectPosition: positionOf(body) }} />}
      {error && <ImageOff className="icon" role="img" aria-label={error} />}
    </span>
  );
}

/** The same of an asset by its id, for rows that know no more. */
export function ThumbnailOf({ id, size = "sm" }: { id: string; size?: ThumbnailSize }) {
  return <Thumbnail body={usePicture(isAssetId(id) ? id : undefined)?.body} size={size} />;
}

/** Where a cropped picture is held, as CSS says it. */
export function positionOf(body: ImageBody | undefined): string | undefined {
  const focal = body?.settings.focal;
  return focal && `${focal.x * 100}% ${focal.y * 100}%`;
}
