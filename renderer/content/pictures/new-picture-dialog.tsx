import { ImageUp } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Body } from "#shared/assets/parts.ts";
import { sayBytes } from "#shared/taxonomy/checks/pictures.ts";
import type { Scopes } from "#renderer/assets/data/scopes.ts";
import { asPart } from "#renderer/assets/logic/name-proposal.ts";
import { NewAssetDialog } from "#renderer/assets/new-asset-dialog.tsx";
import { api } from "#renderer/bridge/client.ts";
import { Button, Field, TextField } from "#renderer/ui/index.ts";
import { labelOf } from "../logic/picture.ts";
import { readFile } from "./files.ts";
import { FileInput } from "./picture-editor.tsx";

interface NewPictureDialogProps {
  scopes: Scopes;
  /** What was dropped or chosen before the dialog opened; one dialog for each, one after another. */
  files: readonly File[];
  onFiles: (files: readonly File[]) => void;
  onClose: () => void;
}

/** A new picture: its file, what people call it and what it shows. */
export function NewPictureDialog({ files, onFiles, ...props }: NewPictureDialogProps) {
  const [file] = files;
  const next = (): void => (files.length > 1 ? onFiles(files.slice(1)) : props.onClose());
  // Each file begins anew, with words of its own.
  return (
    <OnePicture
      key={file ? `${files.length} ${file.name}` : "none"}
      {...props}
      file={file}
      more={files.length - 1}
      onFiles={onFiles}
      onClose={next}
    />
  );
}

type OnePictureProps = Omit<NewPictureDialogProps, "files"> & { file: File | undefined; more: number };

function OnePicture({ scopes, file, more, onFiles, onClose }: OnePictureProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setLabel] = useState<string>();
  const [alt, setAlt] = useState("");
  const label = typed ?? (file ? labelOf(file.name) : "");
  const words = label.trim();
  const body = (): Body | string =>
    file === undefined ? "Choose a file." : words === "" ? "Say what people call it." : { settings: { label: words } };
  return (
    <NewAssetDialog
      kind="image"
      tier="campaign"
      {...scopes}
      propose={() => (words === "" ? "" : `image.${asPart(words)}`)}
      body={body}
      make={async ({ name, tier, scope, owner }) => {
        const read = await readFile(file!);
        if ("problem" in read) throw new Error(read.problem);
        const said = alt.trim() === "" ? {} : { alt: { "*": alt.trim() } };
        return api.images.add({ ...read, ...said, name, label: words, tier, scope, owner });
      }}
      onClose={onClose}
    >
      <Field label="File" rule="PNG, JPEG, WebP, AVIF, GIF or SVG, at most 16 MB">
        {(control) => (
          <div className="row picture-choice">
            <LocalThumbnail file={file} />
            <span className="grow">
              {file ? `${file.name}, ${sayBytes(file.size)}` : <span className="dim">None chosen yet</span>}
              {more > 0 && <span className="dim"> · {more} more after it</span>}
            </span>
            <FileInput ref={input} label="File" multiple onFiles={onFiles} />
            <Button {...control} icon={ImageUp} onClick={() => input.current?.click()}>
              {file ? "Another file" : "Choose a file"}
            </Button>
          </div>
        )}
      </Field>
      <TextField label="Label" rule="what people call it" value={label} max={160} onChange={setLabel} />
      <TextField
        label="What it shows, in words"
        rule="for those who cannot see it; by locale later"
        value={alt}
        max={250}
        onChange={setAlt}
      />
    </NewAssetDialog>
  );
}

/** A file of this computer, before it is sent anywhere. */
function LocalThumbnail({ file }: { file: File | undefined }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file) return setUrl(undefined);
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return <span className="thumb is-md">{url && <img src={url} alt="" />}</span>;
}
