import { useState } from "react";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { channels, type Channel } from "#shared/rules/model.ts";
import { AssetPicker } from "#renderer/assets/asset-picker.tsx";
import { type Library, useLibrary } from "#renderer/assets/data/library.ts";
import type { Scopes } from "#renderer/assets/data/scopes.ts";
import { asPart } from "#renderer/assets/logic/name-proposal.ts";
import { NewAssetDialog, type NewIdentity } from "#renderer/assets/new-asset-dialog.tsx";
import { capital } from "#renderer/app/words.ts";
import { NewAttribute, NewEvent, NewIdentifier, NewPurpose } from "#renderer/data/new-dialogs.tsx";
import { channelWords } from "#renderer/reviews/strings.ts";
import { Field, Select, TextField } from "#renderer/ui/index.ts";
import { newGuardrail, type RuleEffect } from "./logic/effect.ts";
import { mainChoice, slotChoices, slotsOf, typesFor } from "./logic/slots.ts";
import { ruleEffectOptions, ruleEffectWords, type View } from "./strings.ts";

interface NewDialogProps {
  scopes: Scopes;
  onClose: () => void;
}

/** The dialog that makes an asset of what the screen shows. */
export function NewDialog({ view, ...props }: NewDialogProps & { view: View }) {
  const Dialog = dialogs[view];
  return <Dialog {...props} />;
}

const sayLabel = "Say what people call it.";
const where = ({ scope }: NewIdentity): string[] => [scope.channel, scope.market].filter((part) => part !== "*");
const nameOf = (prefix: string, label: string, identity: NewIdentity): string =>
  label === "" ? "" : [prefix, asPart(label), ...where(identity)].join(".");

function NewRule({ scopes, onClose }: NewDialogProps) {
  const { library } = useLibrary();
  const [label, setLabel] = useState("");
  const [effect, setEffect] = useState<RuleEffect>("select");
  const [placement, setPlacement] = useState<string>();
  const [slot, setSlot] = useState<string>();
  const [block, setBlock] = useState<{ id: AssetId; name: string }>();
  const [reason, setReason] = useState("");
  const [avoid, setAvoid] = useState("");
  const place = library.assets.get(placement as AssetId);
  const within = slotsOf(place, library);
  const named = label.trim();
  const body = (): Body | string => {
    if (named === "") return sayLabel;
    if (effect !== "select") {
      if (reason.trim() === "") return "Say why: the reason stands in every trace.";
      const labels = avoid.split(",").flatMap((one) => one.trim() || []);
      if (effect === "brandSafety" && labels.length === 0) return "Say beside what it must never stand.";
      return { settings: { label: named }, logic: newGuardrail(effect, reason.trim(), labels) };
    }
    // Nobody is meant until the condition is written.
    if (!placement) return "Choose a placement.";
    if (!block) return "Choose the block that it shows.";
    const target = { placement, ...(slot ? { slot } : {}) };
    return { settings: { label: named }, logic: { effect, ...target, block: block.id, when: "false", priority: 100 } };
  };
  return (
    <NewAssetDialog
      kind="rule"
      tier="variable"
      {...scopes}
      propose={(identity) => nameOf("rule", named, identity)}
      body={body}
      onClose={onClose}
    >
      <Field label="Effect" rule={ruleEffectWords[effect].help}>
        {(control) => (
          <Select
            {...control}
            look="field"
            label="Effect"
            value={effect}
            onChange={setEffect}
            options={ruleEffectOptions}
          />
        )}
      </Field>
      <TextField label="Label" rule="what it is for" value={label} onChange={setLabel} />
      {effect !== "select" ? (
        <>
          {effect === "brandSafety" && (
            <TextField label="Never beside" rule="labels, with commas between" value={avoid} onChange={setAvoid} />
          )}
          <TextField label="Reason" rule="stands in every trace" value={reason} onChange={setReason} />
        </>
      ) : (
        <div className="fields-pair">
          <Few
            label="Placement"
            library={library}
            kind="placement"
            value={placement}
            onChange={(id) => {
              setPlacement(id);
              setSlot(undefined);
            }}
          />
          {within && (
            <Field label="Slot">
              {(control) => (
                <Select
                  {...control}
                  look="field"
                  label="Slot"
                  value={slot ?? mainChoice}
                  onChange={(next) => setSlot(next === mainChoice ? undefined : next)}
                  options={slotChoices(within, library.nameOf)}
                />
              )}
            </Field>
          )}
          <BlockField label="Block" value={block} onChange={setBlock} types={typesFor(place, slot, library)} />
        </div>
      )}
    </NewAssetDialog>
  );
}

function NewPlacement({ scopes, onClose }: NewDialogProps) {
  const { library } = useLibrary();
  const [label, setLabel] = useState("");
  const [channel, setChannel] = useState<Channel>("web");
  const [type, setType] = useState<string>();
  const [purpose, setPurpose] = useState<string>();
  const [fallback, setFallback] = useState<{ id: AssetId; name: string }>();
  const named = label.trim();
  const body = (): Body | string => {
    if (named === "") return sayLabel;
    if (!type) return "Choose what may be shown there.";
    if (!purpose) return "Choose the consent that it needs.";
    if (!fallback) return "Choose the generic block.";
    return { settings: { label: named, channel, types: [type], purpose, fallback: fallback.id } };
  };
  return (
    <NewAssetDialog
      kind="placement"
      tier="variable"
      {...scopes}
      propose={() => (named === "" ? "" : asPart(named))}
      body={body}
      onClose={onClose}
    >
      <div className="fields-pair">
        <TextField label="Label" rule="where it is" value={label} onChange={setLabel} />
        <Field label="Channel">
          {(control) => (
            <Select
              {...control}
              look="field"
              label="Channel"
              value={channel}
              onChange={setChannel}
              options={(Object.keys(channels) as Channel[]).map((value) => ({
                value,
                label: capital(channelWords[value]),
              }))}
            />
          )}
        </Field>
        <Few label="Block type" library={library} kind="blockType" value={type} onChange={setType} />
        <Few label="Consent" library={library} kind="consentPurpose" value={purpose} onChange={setPurpose} />
        <BlockField label="Generic block" value={fallback} onChange={setFallback} />
      </div>
    </NewAssetDialog>
  );
}

const dialogs: Readonly<Record<View, (props: NewDialogProps) => React.ReactNode>> = {
  rule: NewRule,
  placement: NewPlacement,
  attribute: NewAttribute,
  event: NewEvent,
  identifier: NewIdentifier,
  consentPurpose: NewPurpose,
};

interface FewProps {
  label: string;
  library: Library;
  kind: "placement" | "blockType" | "consentPurpose";
  value: string | undefined;
  onChange: (id: string) => void;
}

/** One asset of a kind of which there are few. */
function Few({ label, library, kind, value, onChange }: FewProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          look="field"
          label={label}
          value={value}
          onChange={onChange}
          options={library.ofKind(kind).map(({ id, name }) => ({ value: id as string, label: name }))}
        />
      )}
    </Field>
  );
}

interface BlockFieldProps {
  label: string;
  value: { id: AssetId; name: string } | undefined;
  onChange: (block: { id: AssetId; name: string }) => void;
  types?: readonly AssetId[] | undefined;
}

function BlockField({ label, value, onChange, types }: BlockFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <AssetPicker
          id={control.id}
          label={label}
          kinds={["block"]}
          types={types}
          value={value?.id}
          name={value?.name}
          onChange={({ id, name }) => onChange({ id, name })}
        />
      )}
    </Field>
  );
}
