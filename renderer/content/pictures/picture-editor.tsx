import { ImageUp } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, type Ref, useRef, useState } from "react";
import { blockBody } from "#shared/content/model.ts";
import { type ImageBody, imageBody } from "#shared/images/model.ts";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { MomentSetting } from "#renderer/assets/period-fields.tsx";
import { problemHere, TextSetting } from "#renderer/assets/setting-fields.tsx";
import { api, useQuery } from "#renderer/bridge/client.ts";
import { LocalizedText } from "#renderer/rules/localized-text.tsx";
import { Button, EmptyState, LinkButton, ProblemLine, Reason } from "#renderer/ui/index.ts";
import { focalAfter, focalAt, focalWords, measureWords, middle, missingAlt } from "../logic/picture.ts";
import { localeName, words } from "../strings.ts";
import { readFile, usePictureUrl } from "./files.ts";

/** A picture of the library: large, with the point that stays in sight, its words and what may be done with it. */
export function PictureEditor({ editor }: EditorProps) {
  const parsed = imageBody.safeParse(editor.body);
  const file = imageBody.shape.visual.safeParse(editor.body.visual);
  if (!file.success)
    return (
      <EmptyState fill title={words.noFile}>
        {words.noFileHelp}
      </EmptyState>
    );
  const image: ImageBody = parsed.success ? parsed.data : { settings: { label: "?" }, visual: file.data };
  return (
    <div className="editor-body scroll" tabIndex={-1}>
      <div className="fields">
        <Canvas editor={editor} image={image} />
        <TextSetting editor={editor} name="label" label="Label" rule="what people call it" max={160} />
        <Alt editor={editor} image={image} />
        <section className="fields" aria-label="Licence">
          <h2 className="group-title">Licence</h2>
          <div className="fields-three">
            <TextSetting
              editor={editor}
              name={["settings", "licence", "holder"]}
              label="Holder"
              rule="whose it is"
              optional
            />
            <TextSetting
              editor={editor}
              name={["settings", "licence", "terms"]}
              label="Terms"
              rule="what may be done with it"
              optional
            />
            <MomentSetting
              editor={editor}
              path={["settings", "licence", "until"]}
              label="Until"
              open="without an end"
            />
          </div>
          <Reason>
            When the licence ends, no block that shows the picture is served any more: generic content is.
          </Reason>
        </section>
      </div>
    </div>
  );
}

interface PictureProps extends EditorProps {
  image: ImageBody;
}

/** The picture itself. A click or the arrow keys set the point that stays in sight when a channel crops it. */
function Canvas({ editor, image }: PictureProps) {
  const { digest } = image.visual.file;
  const { url, error } = usePictureUrl(digest);
  const focal = image.settings.focal;
  const point = focal ?? middle;
  const set = (next: typeof point): void => editor.set(["settings", "focal"], { ...next });
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = focalAfter(event.key, event.shiftKey, point);
    if (!next) return;
    event.preventDefault();
    set(next);
  };
  const onClick = (event: MouseEvent<HTMLButtonElement>): void => {
    // Enter and space point at nothing.
    if (event.detail > 0) set(focalAt(event, event.currentTarget.getBoundingClientRect()));
  };
  const problem = problemHere(editor, "visual.file");
  const said = focal ? focalWords(focal) : "the middle";
  return (
    <section className="picture-canvas" aria-label="Picture" data-at="visual.file">
      <div className="picture-stage">
        {error && <ProblemLine severity="error">{error}</ProblemLine>}
        {url && (
          <button
            type="button"
            className="picture-point"
            disabled={editor.readOnly !== undefined}
            aria-label={`Point that stays in sight: ${said}. A click or the arrow keys move it.`}
            onClick={onClick}
            onKeyDown={onKeyDown}
          >
            <img src={url} alt="" draggable={false} />
            <i aria-hidden="true" style={{ left: `${point.x * 100}%`, top: `${point.y * 100}%` }} />
          </button>
        )}
      </div>
      <div className="picture-facts">
        <span>{measureWords(image)}</span>
        <span className="dim">Stays in sight: {said}</span>
        {focal && !editor.readOnly && (
          <LinkButton onClick={() => editor.set(["settings", "focal"], undefined)}>Use the middle</LinkButton>
        )}
        <span className="grow" />
        {!editor.readOnly && <OtherFile editor={editor} />}
      </div>
      {problem && !error && <ProblemLine severity={problem.severity}>{problem.message}</ProblemLine>}
    </section>
  );
}

/** Takes another file in place of this one; the draft holds it until it becomes a revision. */
function OtherFile({ editor }: EditorProps) {
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{ busy: boolean; problem?: string }>({ busy: false });
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setState({ busy: true });
    try {
      const read = await readFile(file);
      if ("problem" in read) return setState({ busy: false, problem: read.problem });
      const kept = await api.images.keep({ asset: editor.detail.id, bytes: read.bytes });
      editor.set(["visual", "file"], { ...kept.file });
      setState({ busy: false });
    } catch (error) {
      setState({ busy: false, problem: error instanceof Error ? error.message : words.noFile });
    }
  };
  return (
    <>
      <FileInput ref={input} label="Another file" onFiles={(files) => void take(files[0])} />
      <Button size="sm" icon={ImageUp} onClick={() => input.current?.click()}>
        {state.busy ? "Reading …" : "Another file"}
      </Button>
      {state.problem && <ProblemLine severity="error">{state.problem}</ProblemLine>}
    </>
  );
}

/** The system's own choice of files; a button of ours opens it. */
export function FileInput({
  ref,
  label,
  multiple,
  onFiles,
}: {
  ref: Ref<HTMLInputElement>;
  label: string;
  multiple?: boolean;
  onFiles: (files: readonly File[]) => void;
}) {
  return (
    <input
      ref={ref}
      type="file"
      hidden
      aria-label={label}
      accept="image/png,image/jpeg,image/webp,image/avif,image/gif,image/svg+xml"
      multiple={multiple}
      onChange={(event) => {
        onFiles([...(event.target.files ?? [])]);
        // The same file may be chosen again after it was mended.
        event.target.value = "";
      }}
    />
  );
}

/** What it shows, in words, and in which locales that is still missing for the blocks that show it. */
function Alt({ editor, image }: PictureProps) {
  const blocks = editor.detail.usedBy.filter(({ kind }) => kind === "block").map(({ id }) => id);
  const { data } = useQuery(blocks.length > 0 ? ["assets.bodies", "shown in", blocks] : null, () =>
    api.assets.bodies({ assets: blocks.slice(0, 2000) }),
  );
  const bodies = (data?.assets ?? []).flatMap(({ body }) => {
    const parsed = blockBody.safeParse(body);
    return parsed.success ? [parsed.data] : [];
  });
  const missing = missingAlt(image, bodies);
  return (
    <>
      <LocalizedText editor={editor} path={["copy", "alt"]} label="What it shows, in words" />
      {missing.length > 0 && (
        <Reason>
          Blocks that show it speak also {missing.map((locale) => `${localeName(locale)} (${locale})`).join(", ")}:
          there it has no words yet.
        </Reason>
      )}
    </>
  );
}
