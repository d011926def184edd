import { type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import type { KindName } from "#shared/assets/kind.ts";
import type { AssetDetail } from "#shared/assets/model.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { Banner, Button, EmptyState, LinkButton, Panes, Reason, Waiting } from "#renderer/ui/index.ts";
import { askToWrite } from "#renderer/comments/store.ts";
import { AssetHead } from "./asset-head.tsx";
import { AssetInspector } from "./asset-inspector.tsx";
import { ConflictView } from "./conflict-view.tsx";
import { type AssetEditor, useAsset, useAssetEditor } from "./data/asset-editor.ts";
import { flushDraft } from "./store.ts";
import { TagSection } from "./tag-fields.tsx";
import { words } from "./strings.ts";
import "./assets.css";

export interface EditorProps {
  editor: AssetEditor;
}

export interface AssetWorkspaceProps {
  /** Sizes of the panes are remembered under this name. */
  screen: string;
  list: ReactNode;
  /** The asset that is open. */
  selected: string | undefined;
  /** The editor of an asset's kind. */
  editorFor: (editor: AssetEditor) => ReactNode;
  crumbFor?: (editor: AssetEditor) => ReactNode;
  /** What only this kind adds to the inspector. */
  aboutFor?: (editor: AssetEditor) => ReactNode;
  /** Told of what opened, so that a list can follow a link. */
  onShown?: (kind: KindName) => void;
  /** Shown while nothing is open. */
  nothing?: ReactNode;
}

/** Choose → do → know, for every kind of asset. */
export function AssetWorkspace({ screen, list, selected, nothing, onShown, ...rest }: AssetWorkspaceProps) {
  const { data, error } = useAsset(selected);
  const detail = data?.id === selected || data?.name === selected ? data : undefined;
  const kind = detail?.kind;
  useEffect(() => {
    if (kind) onShown?.(kind);
  }, [kind, onShown]);
  if (detail) return <Open key={detail.id} screen={screen} list={list} detail={detail} {...rest} />;
  return (
    <Panes id={screen} list={list} listSize={320}>
      {error ? (
        <EmptyState
          fill
          title={words.cannotRead}
          actions={
            <a className="btn" href={hrefTo(screen)}>
              Show the list
            </a>
          }
        >
          {error.message}
        </EmptyState>
      ) : selected !== undefined ? (
        <Waiting />
      ) : (
        (nothing ?? (
          <EmptyState fill title={words.nothingChosen}>
            {words.nothingChosenHelp}
          </EmptyState>
        ))
      )}
    </Panes>
  );
}

type OpenProps = Omit<AssetWorkspaceProps, "selected" | "nothing" | "onShown"> & { detail: AssetDetail };

function Open({ screen, list, detail, editorFor, crumbFor, aboutFor }: OpenProps) {
  const editor = useAssetEditor(detail);
  // A letter stands in its field before anything around the field is drawn anew.
  const later = useDeferredValue(editor);
  const [conflict, setConflict] = useState(false);
  const onConflict = useCallback(() => setConflict(true), []);
  const head = useMemo(
    () => <AssetHead editor={later} crumb={crumbFor?.(later)} onConflict={onConflict} />,
    [later, crumbFor, onConflict],
  );
  const inspector = useMemo(
    () => (
      <AssetInspector {...later} onProblem={focusField}>
        <TagSection editor={later} />
        {aboutFor?.(later)}
      </AssetInspector>
    ),
    [later, aboutFor],
  );
  return (
    <Panes id={screen} list={list} listSize={320} inspector={inspector}>
      <section
        className="stack editor"
        aria-label={detail.name}
        // What was typed is saved before the focus is anywhere else.
        onBlur={() => void flushDraft(detail.id)}
      >
        {head}
        <Notices editor={editor} conflict={conflict} onConflict={onConflict} />
        {conflict ? <ConflictView editor={editor} onDone={() => setConflict(false)} /> : editorFor(editor)}
      </section>
    </Panes>
  );
}

/** What must be known before one writes on: why nothing can be changed, or that somebody was faster. */
function Notices({ editor, conflict, onConflict }: { editor: AssetEditor; conflict: boolean; onConflict: () => void }) {
  const { readOnly, overtaken, changed, detail, rights, draft } = editor;
  const { save } = draft;
  if (readOnly) {
    return (
      <div className="notice">
        <Reason>You can read this. {readOnly}</Reason>
        {detail.status !== "retired" && (
          <LinkButton onClick={() => askToWrite(detail.id, null)}>Request a change</LinkButton>
        )}
      </div>
    );
  }
  if (draft.rival) {
    if (conflict) return null;
    return (
      <Banner
        tone="attn"
        title="You wrote the same field in another window"
        actions={<Button onClick={onConflict}>Compare</Button>}
      >
        What that window saved is kept. Choose between the two to save what stands here.
      </Banner>
    );
  }
  if (save.state === "failed") {
    return (
      <Banner tone="danger" title="Your last words are not saved yet">
        {save.reason instanceof Error ? save.reason.message : ""}
        {save.stopped ? "" : " It is tried again by itself; keep this window open."}
      </Banner>
    );
  }
  if (overtaken && changed && !conflict) {
    const newest = detail.revisions[0];
    return (
      <Banner
        tone="attn"
        title={`${newest ? rights.nameOf(newest.author) : "Somebody"} made revision ${detail.revision} meanwhile`}
        actions={<Button onClick={onConflict}>Compare</Button>}
      >
        Your draft was begun before that. Fields that only one of you changed are merged.
      </Banner>
    );
  }
  return null;
}

/** Moves the focus to the field that stands for a place in the body: the nearest one that names a part of it. */
function focusField(at: string): void {
  const fields = [...document.querySelectorAll<HTMLElement>("[data-at]")];
  const near = fields
    .filter((field) => at === field.dataset["at"] || at.startsWith(`${field.dataset["at"]}.`))
    .toSorted((a, b) => b.dataset["at"]!.length - a.dataset["at"]!.length)[0];
  near?.scrollIntoView({ block: "center" });
  near?.querySelector<HTMLElement>("input, textarea, button, [contenteditable], [tabindex]")?.focus();
}
