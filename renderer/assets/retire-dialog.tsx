import { useState } from "react";
import { api } from "#renderer/bridge/client.ts";
import { Button, Dialog, ProblemLine, Reason, TextField } from "#renderer/ui/index.ts";
import type { AssetEditor } from "./data/asset-editor.ts";
import { useAct } from "./revise-dialog.tsx";
import { kindWords } from "./strings.ts";

/** Takes an asset out of use, with the reason that the journal keeps. It cannot be undone, so it is asked. */
export function RetireDialog({ editor, onClose }: { editor: AssetEditor; onClose: () => void }) {
  const { detail } = editor;
  const [reason, setReason] = useState("");
  const { busy, failure, run } = useAct(onClose);
  return (
    <Dialog
      open
      title={`Retire ${detail.name}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            variant="danger"
            disabledReason={reason.trim() === "" ? "Say why: the journal keeps the reason." : undefined}
            onClick={busy ? undefined : () => run(() => api.assets.retire({ asset: detail.id, reason: reason.trim() }))}
          >
            Retire this {kindWords[detail.kind].one}
          </Button>
        </>
      }
    >
      <TextField label="Why" rule="kept in the journal" value={reason} onChange={setReason} max={500} />
      <Reason>
        {detail.live ? "It leaves the next release; until then it is served as it is. " : ""}Its revisions and approvals
        stay in the journal. It cannot be brought back; a new one can be made from any of its revisions.
      </Reason>
      {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
    </Dialog>
  );
}
