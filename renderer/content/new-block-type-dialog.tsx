import { useState } from "react";
import type { Body } from "#shared/assets/parts.ts";
import type { Scopes } from "#renderer/assets/data/scopes.ts";
import { NewAssetDialog } from "#renderer/assets/new-asset-dialog.tsx";
import { TextField } from "#renderer/ui/index.ts";
import { asPart } from "#renderer/assets/logic/name-proposal.ts";

/** A new block type, with one field to begin with. */
export function NewBlockTypeDialog({ scopes, onClose }: { scopes: Scopes; onClose: () => void }) {
  const [label, setLabel] = useState("");
  const body = (): Body | string => (label.trim() === "" ? "Say what people call it." : firstType(label.trim()));
  return (
    <NewAssetDialog
      kind="blockType"
      tier="campaign"
      {...scopes}
      propose={() => (label.trim() === "" ? "" : `type.${asPart(label)}`)}
      body={body}
      onClose={onClose}
    >
      <TextField label="Label" rule="what people call it, such as Hero" value={label} onChange={setLabel} />
    </NewAssetDialog>
  );
}

const firstType = (label: string): Body => ({
  settings: {
    label,
    fields: [
      {
        name: "headline",
        label: "Headline",
        type: "text",
        part: "copy",
        mode: "flexible",
        required: true,
        localized: true,
        limits: { maxLength: 60 },
      },
    ],
  },
});
