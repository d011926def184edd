import {
  Archive,
  Check,
  CircleAlert,
  Ellipsis,
  LoaderCircle,
  Pencil,
  Redo2,
  RotateCcw,
  Send,
  Stamp,
  Undo2,
} from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { sayFailure, useCommands } from "#renderer/app/commands.ts";
import type { Command } from "#renderer/app/feature.ts";
import { Button, IconButton, Menu, PageHead, StatusBadge } from "#renderer/ui/index.ts";
import { sayDay } from "#renderer/app/dates.ts";
import { counted } from "#renderer/app/words.ts";
import { type AssetEditor, errorsOf } from "./data/asset-editor.ts";
import { shownStatus } from "./kind-look.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { RetireDialog } from "./retire-dialog.tsx";
import { ReviewDialog } from "./review-dialog.tsx";
import { ReviseDialog } from "./revise-dialog.tsx";
import { discardDraft, redoDraft, undoDraft } from "./store.ts";
import { kindWords, words } from "./strings.ts";

type Asked = "revise" | "send" | "rename" | "retire";

/** The head of an editor: which asset, whether it is saved, and what comes next. */
export function AssetHead({
  editor,
  crumb,
  onConflict,
}: {
  editor: AssetEditor;
  crumb?: ReactNode;
  onConflict: () => void;
}) {
  const [asked, ask] = useState<Asked>();
  const { detail, draft, readOnly } = editor;
  const refusals = useRefusals(editor);
  useAssetCommands(editor, refusals, ask);
  const close = (): void => ask(undefined);
  return (
    <>
      <PageHead
        title={detail.name}
        crumb={crumb}
        badge={readOnly ? <StatusBadge status={shownStatus(detail)} /> : undefined}
      >
        {!readOnly && <Saved editor={editor} />}
        {!readOnly && (
          <>
            <IconButton
              icon={Undo2}
              label={words.undo}
              keys="mod+z"
              size="sm"
              disabledReason={draft.history.past.length === 0 ? "Nothing to undo." : undefined}
              onClick={() => undoDraft(detail.id)}
            />
            <IconButton
              icon={Redo2}
              label={words.redo}
              keys="mod+shift+z"
              size="sm"
              disabledReason={draft.history.future.length === 0 ? "Nothing to redo." : undefined}
              onClick={() => redoDraft(detail.id)}
            />
          </>
        )}
        <More editor={editor} refusals={refusals} ask={ask} />
        <Button
          icon={Send}
          variant={refusals.send ? "normal" : "primary"}
          disabledReason={refusals.send}
          // What may only be read says why below the head, once.
          reasonIn={readOnly ? "tooltip" : "words"}
          onClick={() => ask("send")}
        >
          {words.send}
        </Button>
      </PageHead>
      {asked === "revise" && <ReviseDialog editor={editor} onClose={close} onConflict={onConflict} />}
      {asked === "send" && <ReviewDialog editor={editor} onClose={close} onConflict={onConflict} />}
      {asked === "rename" && <RenameDialog editor={editor} onClose={close} />}
      {asked === "retire" && <RetireDialog editor={editor} onClose={close} />}
    </>
  );
}

interface Refusals {
  send: string | undefined;
  revise: string | undefined;
  discard: string | undefined;
  rename: string | undefined;
  retire: string | undefined;
}

/** Why each act cannot be done now, in words. Undefined: it can. */
function useRefusals(editor: AssetEditor): Refusals {
  const { detail, changed, problems, rights, readOnly } = editor;
  return useMemo(() => {
    const wrong = errorsOf(problems).length;
    const mend = wrong > 0 ? `${counted(wrong, "thing")} to mend first` : undefined;
    const nothing = changed ? undefined : "Nothing has changed since the last revision.";
    const done = detail.status === "approved" || detail.status === "live" || detail.status === "expired";
    const inReview = detail.request !== null && !changed ? "It is in review already." : undefined;
    const unchanged =
      done && !changed ? (detail.status === "live" ? "Live as it stands" : "Approved as it stands") : undefined;
    return {
      revise: readOnly ?? mend ?? nothing,
      send: readOnly ?? rights.refuse("approvals.open", { scope: detail.scope }) ?? mend ?? inReview ?? unchanged,
      discard: readOnly ?? (changed ? undefined : "There is no draft to discard."),
      rename: readOnly ?? (changed ? "Make a revision of your draft first." : undefined),
      retire:
        detail.status === "retired"
          ? "It is retired already."
          : (rights.refuse("assets.retire", detail) ??
            usedReason(editor) ??
            (detail.request ? "It is in review. Withdraw the request first." : undefined)),
    };
  }, [editor, detail, changed, problems, rights, readOnly]);
}

function usedReason({ detail }: AssetEditor): string | undefined {
  const { usedBy } = detail;
  if (usedBy.length === 0) return undefined;
  const [first] = usedBy;
  return usedBy.length === 1
    ? `${first!.name} uses it. Change or retire that first.`
    : `${first!.name} and ${counted(usedBy.length - 1, "other")} use it. Change or retire those first.`;
}

function Saved({ editor }: { editor: AssetEditor }) {
  const { save } = editor.draft;
  if (save.state === "failed") {
    return (
      <span className="saved tone-danger" role="status" title={save.reason instanceof Error ? save.reason.message : ""}>
        <CircleAlert className="icon icon-sm" aria-hidden />
        Not saved
      </span>
    );
  }
  if (save.state === "waiting" || save.state === "saving") {
    return (
      <span className="saved" role="status">
        <LoaderCircle className="icon icon-sm" aria-hidden />
        Saving
      </span>
    );
  }
  if (!save.at || !editor.changed) return null;
  return (
    <span className="saved is-saved" role="status">
      <Check className="icon icon-sm" aria-hidden />
      Saved {sayDay(save.at)}
    </span>
  );
}

function discard(editor: AssetEditor): void {
  const { detail } = editor;
  discardDraft(detail.id, { digest: detail.head, body: detail.body }).catch(sayFailure);
}

function More({ editor, refusals, ask }: { editor: AssetEditor; refusals: Refusals; ask: (asked: Asked) => void }) {
  const noun = kindWords[editor.detail.kind].one;
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} label={words.more} size="sm" />}
      align="end"
      sections={[
        {
          items: [
            {
              id: "revise",
              label: words.revise,
              icon: Stamp,
              keys: "mod+enter",
              disabledReason: refusals.revise,
              run: () => ask("revise"),
            },
            {
              id: "discard",
              label: "Discard your draft",
              icon: RotateCcw,
              disabledReason: refusals.discard,
              run: () => discard(editor),
            },
          ],
        },
        {
          items: [
            {
              id: "rename",
              label: "Rename",
              icon: Pencil,
              keys: "f2",
              disabledReason: refusals.rename,
              run: () => ask("rename"),
            },
            {
              id: "retire",
              label: `Retire this ${noun}`,
              icon: Archive,
              disabledReason: refusals.retire,
              run: () => ask("retire"),
            },
          ],
        },
      ]}
    />
  );
}

function useAssetCommands(editor: AssetEditor, refusals: Refusals, ask: (asked: Asked) => void): void {
  const { id, kind } = editor.detail;
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "asset.send",
        title: words.send,
        icon: Send,
        keys: "mod+shift+enter",
        disabledReason: () => refusals.send,
        run: () => ask("send"),
      },
      {
        id: "asset.revise",
        title: words.revise,
        icon: Stamp,
        keys: "mod+enter",
        disabledReason: () => refusals.revise,
        run: () => ask("revise"),
      },
      { id: "asset.undo", title: words.undo, icon: Undo2, keys: "mod+z", run: () => undoDraft(id) },
      { id: "asset.redo", title: words.redo, icon: Redo2, keys: "mod+shift+z", run: () => redoDraft(id) },
      {
        id: "asset.rename",
        title: "Rename",
        icon: Pencil,
        keys: "f2",
        disabledReason: () => refusals.rename,
        run: () => ask("rename"),
      },
      {
        id: "asset.retire",
        title: "Retire",
        icon: Archive,
        disabledReason: () => refusals.retire,
        run: () => ask("retire"),
      },
    ],
    [id, refusals, ask],
  );
  useCommands(`For this ${kindWords[kind].one}`, commands);
}
