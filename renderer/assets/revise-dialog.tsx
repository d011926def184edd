import { useState } from "react";
import { AppError } from "#shared/kernel/errors.ts";
import { Button, Dialog, ProblemLine, TextField } from "#renderer/ui/index.ts";
import type { AssetEditor } from "./data/asset-editor.ts";
import { BodyDiff } from "./diff-dialog.tsx";
import { isOvertaken, reviseDraft } from "./store.ts";
import { words } from "./strings.ts";

/** What every dialog about a draft is given. A conflict closes it: the fields in question open in its place. */
export interface DraftDialogProps {
  editor: AssetEditor;
  onClose: () => void;
  onConflict: () => void;
}

/** Makes the draft a revision, after showing in words what it changes. */
export function ReviseDialog({ editor, onClose, onConflict }: DraftDialogProps) {
  const { detail, draft, body, library } = editor;
  const [note, setNote] = useState("");
  const { busy, failure, run } = useAct(onClose, onConflict);
  return (
    <Dialog
      open
      wide
      title={`${words.revise}: ${detail.name}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Go on editing</Button>
          <Button variant="primary" onClick={busy ? undefined : () => run(() => reviseDraft(detail.id, note.trim()))}>
            Make revision {detail.revision + 1}
          </Button>
        </>
      }
    >
      <TextField
        label="What and why"
        rule="for those who review it, optional"
        value={note}
        onChange={setNote}
        max={500}
      />
      {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
      <BodyDiff
        kind={detail.kind}
        library={library}
        before={{
          words: detail.revision > 0 ? `Revision ${detail.revision}` : "Nothing before it",
          body: draft.baseBody ?? detail.body,
        }}
        after={{ words: "Your draft", body }}
      />
    </Dialog>
  );
}

/** Runs one act of a dialog: closes it when it is done, says in place why it was not, and hands conflicts on. */
export function useAct(onDone: () => void, onConflict?: () => void) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const run = (act: () => Promise<unknown>): void => {
    setBusy(true);
    setFailure(undefined);
    act()
      .then(onDone, (reason: unknown) => {
        if (reason instanceof AppError && reason.code === "CONFLICT" && !isOvertaken(reason) && onConflict) {
          onDone();
          onConflict();
          return;
        }
        setFailure(reason instanceof Error ? reason.message : "That did not work. Try it again.");
      })
      .finally(() => setBusy(false));
  };
  return { busy, failure, run };
}
