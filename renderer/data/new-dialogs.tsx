import { useState } from "react";
import type { Body } from "#shared/assets/parts.ts";
import { canonicalEvent } from "#shared/data/event-names.ts";
import { type Normalisation, normalisations, type ValueType } from "#shared/data/model.ts";
import { useLibrary } from "#renderer/assets/data/library.ts";
import type { Scopes } from "#renderer/assets/data/scopes.ts";
import { asPart } from "#renderer/assets/logic/name-proposal.ts";
import { NewAssetDialog } from "#renderer/assets/new-asset-dialog.tsx";
import { capital } from "#renderer/app/words.ts";
import { normalisationWords } from "#renderer/reviews/strings.ts";
import { asKey } from "#renderer/rules/logic/keys.ts";
import { Field, Select, TextArea, TextField } from "#renderer/ui/index.ts";
import { typeOptions } from "./strings.ts";

interface NewDialogProps {
  scopes: Scopes;
  onClose: () => void;
}

const sayLabel = "Say what people call it.";

export function NewAttribute({ scopes, onClose }: NewDialogProps) {
  const [label, setLabel] = useState("");
  const [type, setType] = useState<ValueType>("string");
  const named = label.trim();
  const body = (): Body | string =>
    named === ""
      ? sayLabel
      : {
          settings: {
            label: named,
            key: asKey(named),
            type,
            personalData: "pseudonymous",
            purposes: [],
            source: "",
            aliases: [],
          },
        };
  return (
    <NewAssetDialog
      kind="attribute"
      tier="variable"
      {...scopes}
      propose={() => (named === "" ? "" : `attr.${asPart(named)}`)}
      body={body}
      onClose={onClose}
    >
      <div className="fields-pair">
        <TextField label="Label" rule="what it says of a person" value={label} onChange={setLabel} />
        <Field label="Type">
          {(control) => (
            <Select {...control} look="field" label="Type" value={type} onChange={setType} options={typeOptions} />
          )}
        </Field>
      </div>
    </NewAssetDialog>
  );
}

export function NewEvent({ scopes, onClose }: NewDialogProps) {
  const [label, setLabel] = useState("");
  const named = label.trim();
  const body = (): Body | string =>
    named === ""
      ? sayLabel
      : { settings: { label: named, key: canonicalEvent(named), properties: [], purposes: [], aliases: [] } };
  return (
    <NewAssetDialog
      kind="event"
      tier="variable"
      {...scopes}
      propose={() => (named === "" ? "" : `event.${asPart(named)}`)}
      body={body}
      onClose={onClose}
    >
      <TextField label="Label" rule="what the person did" value={label} onChange={setLabel} />
    </NewAssetDialog>
  );
}

export function NewPurpose({ scopes, onClose }: NewDialogProps) {
  const [label, setLabel] = useState("");
  const [text, setText] = useState("");
  const named = label.trim();
  const body = (): Body | string => {
    if (named === "") return sayLabel;
    if (text.trim() === "") return "Write the words that people agree to.";
    const settings = { label: named, key: asKey(named), basis: "consent", jurisdictions: [] };
    return { settings, disclosure: { text: { "*": text.trim() } } };
  };
  return (
    <NewAssetDialog
      kind="consentPurpose"
      tier="campaign"
      {...scopes}
      propose={() => (named === "" ? "" : `consent.${asPart(named)}`)}
      body={body}
      onClose={onClose}
    >
      <TextField label="Label" rule="what it is for" value={label} onChange={setLabel} />
      <TextArea label="Words that the person agrees to" value={text} onChange={setText} rows={3} />
    </NewAssetDialog>
  );
}

export function NewIdentifier({ scopes, onClose }: NewDialogProps) {
  const { library } = useLibrary();
  const [label, setLabel] = useState("");
  const [normalisation, setNormalisation] = useState<Normalisation>("opaque");
  const named = label.trim();
  const body = (): Body | string =>
    named === ""
      ? sayLabel
      : {
          settings: {
            label: named,
            key: asKey(named),
            normalisation,
            match: "deterministic",
            // The first one is what people are counted by, until somebody says otherwise.
            primary: library.dictionary.identifiers.length === 0,
            personalData: normalisation === "email" || normalisation === "phone" ? "identifying" : "pseudonymous",
            purposes: [],
            source: "",
          },
        };
  return (
    <NewAssetDialog
      kind="identifier"
      tier="variable"
      {...scopes}
      propose={() => (named === "" ? "" : `id.${asPart(named)}`)}
      body={body}
      onClose={onClose}
    >
      <div className="fields-pair">
        <TextField label="Label" rule="what tells people apart" value={label} onChange={setLabel} />
        <Field label="Compared">
          {(control) => (
            <Select
              {...control}
              look="field"
              label="Compared"
              value={normalisation}
              onChange={setNormalisation}
              options={normalisations.map((value) => ({ value, label: capital(normalisationWords[value]) }))}
            />
          )}
        </Field>
      </div>
    </NewAssetDialog>
  );
}
