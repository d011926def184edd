import { useState } from "react";
import type { Body } from "#shared/assets/parts.ts";
import { asPart } from "#shared/taxonomy/naming-proposal.ts";
import type { Scopes } from "#renderer/assets/data/scopes.ts";
import { NewAssetDialog } from "#renderer/assets/new-asset-dialog.tsx";
import { TextField } from "#renderer/ui/index.ts";

interface NewProps {
  scopes: Scopes;
  onClose: () => void;
}

/** A new vocabulary for blocks, without tags yet. */
export const NewVocabularyDialog = (props: NewProps) => (
  <NewGoverned
    {...props}
    kind="tagVocabulary"
    prefix="tags"
    example="Season"
    body={(label) => ({ settings: { label, terms: [], carry: "one", kinds: ["block"], required: [] } })}
  />
);

const firstParts: readonly Record<string, string>[] = [
  { key: "type", from: "type" },
  { key: "campaign", from: "free" },
  { key: "channel", from: "scope", of: "channel" },
  { key: "market", from: "scope", of: "market" },
];

/** A new convention for the names of blocks that vary: it governs as soon as it is made. */
export const NewConventionDialog = (props: NewProps) => (
  <NewGoverned
    {...props}
    kind="namingConvention"
    prefix="names"
    example="Blocks"
    body={(label) => ({
      settings: {
        label,
        pattern: "{type}.{campaign}[.{channel}][.{market}]",
        parts: firstParts,
        kinds: ["block"],
        tiers: ["campaign", "variable"],
      },
    })}
  />
);

interface NewGovernedProps extends NewProps {
  kind: "tagVocabulary" | "namingConvention";
  prefix: string;
  example: string;
  body: (label: string) => Body;
}

function NewGoverned({ scopes, onClose, kind, prefix, example, body }: NewGovernedProps) {
  const [label, setLabel] = useState("");
  const named = label.trim();
  return (
    <NewAssetDialog
      kind={kind}
      tier="campaign"
      {...scopes}
      propose={() => (named === "" ? "" : `${prefix}.${asPart(named)}`)}
      body={() => (named === "" ? "Say what people call it." : body(named))}
      onClose={onClose}
    >
      <TextField label="Label" rule={`what people call it, such as ${example}`} value={label} onChange={setLabel} />
    </NewAssetDialog>
  );
}
