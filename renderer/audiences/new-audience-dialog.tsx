import { useState } from "react";
import type { Body } from "#shared/assets/parts.ts";
import type { Scopes } from "#renderer/assets/data/scopes.ts";
import { NewAssetDialog } from "#renderer/assets/new-asset-dialog.tsx";
import { asPart } from "#renderer/assets/logic/name-proposal.ts";
import { TextField } from "#renderer/ui/index.ts";

/** A new audience. Nobody is in it until its condition is written. */
export function NewAudienceDialog({ scopes, onClose }: { scopes: Scopes; onClose: () => void }) {
  const [label, setLabel] = useState("");
  const named = label.trim();
  const body = (): Body | string =>
    named === "" ? "Say what people call it." : { settings: { label: named }, logic: { when: "false" } };
  return (
    <NewAssetDialog
      kind="audience"
      tier="variable"
      {...scopes}
      propose={({ scope }) => [asPart(named), scope.market === "*" ? "" : scope.market].filter(Boolean).join("-")}
      body={body}
      onClose={onClose}
    >
      <TextField label="Label" rule="who is in it, in a few words" value={label} onChange={setLabel} />
    </NewAssetDialog>
  );
}
