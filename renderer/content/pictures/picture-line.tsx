import type { AssetId } from "#shared/kernel/ids.ts";
import { measureWords } from "../logic/picture.ts";
import { usePicture } from "./files.ts";
import { Thumbnail } from "./thumbnail.tsx";

interface PictureFaceProps {
  id: AssetId | undefined;
  /** What stands there in place of a picture of the library. */
  address?: string | undefined;
}

/** A picture of the library to be looked at: small, with its name and its measures. */
export function PictureFace({ id, address }: PictureFaceProps) {
  const picture = usePicture(id);
  return (
    <>
      <Thumbnail body={picture?.body} size="md" />
      <span className="grow picture-name">
        {picture ? (
          <>
            <b>{picture.body.settings.label}</b>
            <small>{measureWords(picture.body)}</small>
          </>
        ) : (
          <span className="dim">{address ?? (id ? "…" : "None chosen yet")}</span>
        )}
      </span>
    </>
  );
}

/** The same, in a line of its own. */
export const PictureLine = ({ id }: Pick<PictureFaceProps, "id">) => (
  <span className="row picture-choice">
    <PictureFace id={id} />
  </span>
);
