import { images } from "#shared/images/contract.ts";
import { fromBase64, toBase64 } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { assetSubject } from "../assets/handlers.ts";
import { createAsset, refuseRetired } from "../assets/revise.ts";
import { getAssetRow } from "../assets/store.ts";
import { implement } from "../context.ts";
import { findPicture, keepPicture } from "./store.ts";

export const imageHandlers = implement(images, {
  add: {
    subject: (_db, { scope, tier }) => ({ scope, kind: "image", tier }),
    // The file is kept before the asset is made: a file without an asset does no harm, the other way round would.
    async prepare({ folders }, { bytes, name, label, alt, tier, scope, owner }) {
      const file = keepPicture(folders.images, decode(bytes));
      return (context) => {
        const id = context.newId("ast");
        const body = { settings: { label }, visual: { file }, ...(alt && { copy: { alt } }) };
        const revision = createAsset(context, {
          id,
          identity: { kind: "image", name, tier, scope },
          owner,
          body,
          note: "",
        });
        return { id, file, revision };
      };
    },
  },

  keep: {
    subject: assetSubject,
    async prepare({ folders, db }, { asset, bytes }) {
      const row = getAssetRow(db, asset);
      refuseRetired(row);
      if (row.kind !== "image")
        throw new AppError("INPUT_INVALID", `${row.name} is no picture: it has no file.`, { asset });
      const file = keepPicture(folders.images, decode(bytes));
      return () => ({ file });
    },
  },

  read: {
    run({ folders }, { digest }) {
      const { bytes, mediaType } = findPicture(folders.images, digest);
      return { bytes: toBase64(bytes), mediaType };
    },
  },
});

function decode(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch (cause) {
    throw new AppError("INPUT_INVALID", "The file is not sent as padded base64 (RFC 4648).", {}, cause);
  }
}
