import { useMemo, useState } from "react";
import type { AssetId } from "#shared/kernel/ids.ts";
import { type BlockTypeBody, blockTypeBody } from "#shared/taxonomy/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Library } from "#renderer/assets/data/library.ts";
import type { Scopes } from "#renderer/assets/data/scopes.ts";
import { NewAssetDialog } from "#renderer/assets/new-asset-dialog.tsx";
import { Field, Select, TextField } from "#renderer/ui/index.ts";
import { firstWords } from "./logic/first-words.ts";
import { proposeName } from "#renderer/assets/logic/name-proposal.ts";

interface NewBlockDialogProps {
  library: Library;
  scopes: Scopes;
  onClose: () => void;
}

/** A new block: of which type, called what. Its required fields get words to begin with. */
export function NewBlockDialog({ library, scopes, onClose }: NewBlockDialogProps) {
  const types = useMemo(() => readTypes(library), [library]);
  const [chosen, setChosen] = useState<AssetId>();
  const [label, setLabel] = useState("");
  const type = types.find((one) => one.id === (chosen ?? types[0]?.id));
  const body = (): Body | string => {
    if (!type) return "Make a block type first: it says which fields a block has.";
    if (label.trim() === "") return "Say what people call it.";
    return firstWords(type.id, type.body, label.trim());
  };
  return (
    <NewAssetDialog
      kind="block"
      tier="campaign"
      {...scopes}
      propose={({ scope }) =>
        label.trim() === "" ? "" : proposeName(type?.body.settings.label ?? "block", label, scope)
      }
      body={body}
      onClose={onClose}
    >
      <div className="fields-pair">
        <Field label="Block type">
          {(control) => (
            <Select
              {...control}
              look="field"
              label="Block type"
              value={type?.id}
              onChange={setChosen}
              options={types.map((one) => ({ value: one.id, label: one.body.settings.label, note: one.name }))}
            />
          )}
        </Field>
        <TextField label="Label" rule="campaign" value={label} onChange={setLabel} />
      </div>
    </NewAssetDialog>
  );
}

function readTypes(library: Library): { id: AssetId; name: string; body: BlockTypeBody }[] {
  return library.ofKind("blockType").flatMap(({ id, name, body }) => {
    const parsed = blockTypeBody.safeParse(body);
    return parsed.success ? [{ id, name, body: parsed.data }] : [];
  });
}
