import { fileNameOf, type PictureFile } from "#shared/images/model.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { dropPicture, lendPicture } from "./store.ts";

/**
 * Pictures that an import brings. Their files must lie beside the workspace before a body that names them can be checked;
 * those of rows that are refused, or of a rehearsal, are taken away again.
 */
export class PictureLoan {
  readonly #folder: string;
  readonly #lent = new Map<string, PictureFile>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws PICTURE_REFUSED, DISK_FULL */
  keep(bytes: Uint8Array): PictureFile {
    const { file, isNew } = lendPicture(this.#folder, bytes);
    if (isNew) this.#lent.set(fileNameOf(file), file);
    return file;
  }

  /** Takes away what this import brought and nothing names. What was there before stays. */
  settle(used: ReadonlySet<Digest>): void {
    for (const [name, file] of this.#lent) {
      if (used.has(file.digest)) continue;
      dropPicture(this.#folder, file);
      this.#lent.delete(name);
    }
  }
}
