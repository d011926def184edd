import type { AssetId } from "#shared/kernel/ids.ts";
import { measureWords } from "../logic/picture.ts";
import { usePicture } from "./files.ts";
import { Thumbnail } from "./thumbnail.tsx";

/** A picture of the library to be looked at: small, with its name and its measures. */
export function PictureLine({ id }: { id: AssetId | undefined }) {
  const picture = usePicture(id);
  return (
    <span className="row picture-choice">
      <Thumbnail body={picture?.body} size="md" />
      <span className="grow picture-name">
        {picture ? (
          <>
            <b>{picture.body.settings.label}</b>
            <small>{measureWords(picture.body)}</small>
          </>
        ) : (
          <span className="dim">{id ? "…" : "None chosen yet"}</span>
        )}
      </span>
    </span>
  );
}
