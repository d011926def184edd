import { useState } from "react";
import { pathFor } from "#shared/approvals/policy.ts";
import { changedFields } from "#shared/assets/merge.ts";
import type { CoveredPart } from "#shared/assets/parts.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { navigate } from "#renderer/app/navigation.ts";
import { api } from "#renderer/bridge/client.ts";
import { Button, Dialog, ProblemLine, Reason, showToast, TextArea, TextField } from "#renderer/ui/index.ts";
import { listed } from "#renderer/app/words.ts";
import type { AssetEditor } from "./data/asset-editor.ts";
import { requestTitle } from "./logic/request-title.ts";
import { type DraftDialogProps, useAct } from "./revise-dialog.tsx";
import { reviseDraft } from "./store.ts";
import { words } from "./strings.ts";

/** Sends what stands in the editor for review: makes a revision of the draft where there is one, and opens a change request. */
export function ReviewDialog({ editor, onClose, onConflict }: DraftDialogProps) {
  const { changed } = editor;
  const [title, setTitle] = useState(() => titleOf(editor));
  const [note, setNote] = useState("");
  const { busy, failure, run } = useAct(onClose, onConflict);
  const empty = title.trim() === "";
  return (
    <Dialog
      open
      title={words.send}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button
            variant="primary"
            disabledReason={empty ? "Give it a title." : undefined}
            onClick={busy ? undefined : () => run(() => send(editor, title.trim(), note.trim()))}
          >
            {words.send}
          </Button>
        </>
      }
    >
      <TextField label="Title" rule="what reviewers see in their list" value={title} onChange={setTitle} max={160} />
      <TextArea label="Note" rule="what changed and why, optional" value={note} onChange={setNote} rows={3} />
      <Reason>{whatHappens(editor, changed)}</Reason>
      {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
    </Dialog>
  );
}

function titleOf({ detail, body, library }: AssetEditor): string {
  const type = detail.kind === "block" ? body.settings?.["type"] : undefined;
  return requestTitle(
    detail.label || detail.name,
    detail.body ? changedFields(detail.body, body) : [],
    typeof type === "string" ? library.assets.get(type as AssetId)?.body : undefined,
  );
}

function whatHappens({ detail, body, rights }: AssetEditor, changed: boolean): string {
  const has = new Set<CoveredPart>(["identity", ...(Object.keys(body) as CoveredPart[])]);
  const steps = pathFor(rights, detail).filter((step) => step.covers.some((part) => has.has(part)));
  const which = changed
    ? `Your draft becomes revision ${detail.revision + 1}. `
    : `Revision ${detail.revision} goes out. `;
  if (detail.request)
    return `${which}The open change request follows it; approvals of parts that changed no longer count.`;
  const labels = steps.map((step) => step.label.toLowerCase());
  return `${which}It needs ${listed(labels)}, then the signature of its owner, ${rights.nameOf(detail.owner)}.`;
}

async function send(editor: AssetEditor, title: string, note: string): Promise<void> {
  const { detail, changed } = editor;
  if (changed) await reviseDraft(detail.id, note.slice(0, 500));
  try {
    const { id, number } = await api.approvals.open({ title, note, assets: [detail.id] });
    showToast({
      text: `Sent for review as request ${number}`,
      action: { label: "Open it", run: () => navigate("reviews", { id }) },
    });
  } catch (reason) {
    // A request that is open already follows the new revision by itself.
    if (!(reason instanceof AppError && reason.code === "IN_REVIEW" && detail.request)) throw reason;
    showToast({ text: "The open change request follows this revision" });
  }
}
