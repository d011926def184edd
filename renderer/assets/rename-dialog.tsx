import { useState } from "react";
import { assetName } from "#shared/assets/model.ts";
import { api } from "#renderer/bridge/client.ts";
import { Button, Dialog, LinkButton, Reason, TextField } from "#renderer/ui/index.ts";
import type { AssetEditor } from "./data/asset-editor.ts";
import { adviseName } from "./logic/naming.ts";
import { useAct } from "./revise-dialog.tsx";

/** What is wrong with a name, in words; undefined where nothing is. */
export function nameProblem(name: string): string | undefined {
  const parsed = assetName.safeParse(name);
  if (parsed.success) return undefined;
  if (name.length < 3) return "At least three characters.";
  return "Lower-case letters and digits, joined by dots, hyphens or underscores.";
}

/** Gives an asset another name. It is a revision like any other: its name is part of what is approved. */
export function RenameDialog({ editor, onClose }: { editor: AssetEditor; onClose: () => void }) {
  const { detail } = editor;
  const [name, setName] = useState(detail.name);
  const { busy, failure, run } = useAct(onClose);
  const advice = adviseName(editor.library, detail, detail.body ?? editor.body, name, detail.name);
  const wrong = nameProblem(name) ?? advice?.problem;
  const problem = name === detail.name ? advice?.problem : (wrong ?? failure);
  const reason = name === detail.name ? "This is its name now." : wrong;
  const proposed = advice?.proposed;
  return (
    <Dialog
      open
      title={`Rename ${detail.name}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep the name</Button>
          <Button
            variant="primary"
            disabledReason={reason}
            onClick={busy ? undefined : () => run(() => api.assets.rename({ asset: detail.id, name }))}
          >
            Rename
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        mono

        rule={advice && `${advice.label}: ${advice.pattern}`}
        problem={problem ? { severity: name === detail.name ? "warning" : "error", message: problem } : undefined}
      />
      {proposed && proposed !== name && <LinkButton onClick={() => setName(proposed)}>Use {proposed}</LinkButton>}
      <Reason>
        A name is part of what is approved, so this is a new revision. Assets that use it follow by themselves.
      </Reason>
    </Dialog>
  );
}
