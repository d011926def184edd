import { useState } from "react";
import type { LintFinding } from "#shared/insight/finding.ts";
import { useAct } from "#renderer/assets/revise-dialog.tsx";
import { api } from "#renderer/bridge/client.ts";
import { Button, Dialog, ProblemLine, Reason, TextField } from "#renderer/ui/index.ts";
import { words } from "./strings.ts";

/** Says of a finding that it is meant to be so, with the reason that the journal keeps. */
export function AsideDialog({ finding, onClose }: { finding: LintFinding; onClose: () => void }) {
  const { asset, rule, about, name, message } = finding;
  const [reason, setReason] = useState("");
  const { busy, failure, run } = useAct(onClose);
  const act = (): void => run(() => api.insight.setAside({ asset, rule, about, reason: reason.trim() }));
  return (
    <Dialog
      open
      title={`${words.setAside}: ${name}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button
            variant="primary"
            disabledReason={reason.trim() === "" ? words.needsReason : undefined}
            onClick={busy ? undefined : act}
          >
            {words.setAside}
          </Button>
        </>
      }
    >
      <p>{message}</p>
      <TextField label={words.why} rule={words.kept} value={reason} onChange={setReason} max={500} />
      <Reason>{words.asideHelp}</Reason>
      {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
    </Dialog>
  );
}
