import { Lock, Pencil } from "lucide-react";
import { describeScope, scopeCovers } from "#shared/access/policy.ts";
import type { AssetSummary } from "#shared/assets/model.ts";
import type { Slot } from "#shared/templates/model.ts";
import { AssetPicker } from "#renderer/assets/asset-picker.tsx";
import { AssetsSetting } from "#renderer/assets/assets-setting.tsx";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { problemHere } from "#renderer/assets/setting-fields.tsx";
import { Checkbox, Field, ReadField, Segmented, TextField } from "#renderer/ui/index.ts";
import { changeSlot } from "../logic/template-slots.ts";

interface SlotFormProps extends EditorProps {
  slot: Slot;
  at: number;
  isMain: boolean;
}

type Change = (changes: Parameters<typeof changeSlot>[2]) => void;

/** One slot: what it is called, whether it is the same for everyone, which types it takes and what stands there. */
export function SlotForm({ editor, slot, at, isMain }: SlotFormProps) {
  const place = `settings.slots.${at}`;
  const change: Change = (changes) =>
    editor.change(`${place}.${Object.keys(changes).join()}`, (body) => changeSlot(body, at, changes));
  return (
    <div className="field-form fields">
      <div className="fields-pair">
        {editor.readOnly ? (
          <>
            <ReadField label="Label">{slot.label}</ReadField>
            <ReadField label="Key">{slot.key}</ReadField>
          </>
        ) : (
          <>
            <div data-at={`${place}.label`}>
              <TextField
                label="Label"
                rule="what authors call it"
                value={slot.label}
                onChange={(label) => change({ label })}
                problem={problemHere(editor, `${place}.label`)}
              />
            </div>
            <div data-at={`${place}.key`}>
              <TextField
                label="Key"
                rule="rules and clients name it"
                mono
                value={slot.key}
                onChange={(key) => change({ key })}
                problem={problemHere(editor, `${place}.key`)}
              />
            </div>
          </>
        )}
        <Mode editor={editor} slot={slot} change={change} />
        <Standing editor={editor} slot={slot} isMain={isMain} place={place} change={change} />
      </div>
      <AssetsSetting
        editor={editor}
        name={["settings", "slots", String(at), "types"]}
        label="Block types"
        rule="that may stand here"
        kind="blockType"
      />
    </div>
  );
}

interface PartProps extends EditorProps {
  slot: Slot;
  change: Change;
}

function Mode({ editor, slot, change }: PartProps) {
  if (editor.readOnly)
    return <ReadField label="Mode">{slot.mode === "fixed" ? "Fixed: always the same block" : "Flexible"}</ReadField>;
  return (
    <Field
      label="Mode"
      hint={
        slot.mode === "fixed"
          ? "The same for everyone, in whatever is shown. No rule can fill, change or leave it out."
          : "Rules choose what stands here for whom."
      }
    >
      {() => (
        <Segmented
          label="Mode"
          value={slot.mode}
          onChange={(mode) => change({ mode })}
          options={[
            { value: "fixed", label: "Fixed", icon: Lock },
            { value: "flexible", label: "Flexible", icon: Pencil },
          ]}
        />
      )}
    </Field>
  );
}

function Standing({ editor, slot, isMain, place, change }: PartProps & { isMain: boolean; place: string }) {
  const { readOnly, library, detail } = editor;
  const fixed = slot.mode === "fixed";
  const label = fixed ? "Block" : "Default block";
  // The engine never asks the main slot for a default, so none is offered; one that is there can be taken away.
  if (isMain && slot.block === undefined)
    return (
      <ReadField label="Default block">
        <span className="dim">The generic block of each placement: this is the main slot, the first flexible one.</span>
      </ReadField>
    );
  if (readOnly)
    return (
      <ReadField label={label}>
        {slot.block ? library.nameOf(slot.block) : <span className="dim">None: left out where no rule chooses</span>}
      </ReadField>
    );
  const refuse = ({ scope }: AssetSummary): string | undefined =>
    scopeCovers(scope, detail.scope)
      ? undefined
      : `It is${describeScope(scope)} alone; this template serves more than that.`;
  return (
    <div className="fields" data-at={`${place}.block`}>
      <Field
        label={label}
        rule={fixed ? "always" : "where no rule chooses"}
        problem={problemHere(editor, `${place}.block`)}
        hint={fixed ? <NeverEmpty label={slot.label} /> : undefined}
      >
        {(control) => (
          <AssetPicker
            id={control.id}
            label={label}
            kinds={["block"]}
            types={slot.types}
            value={slot.block}
            name={slot.block && library.nameOf(slot.block)}
            refuse={refuse}
            onChange={({ id }) => change({ block: id })}
            onClear={!fixed && slot.block ? () => change({ block: undefined }) : undefined}
          />
        )}
      </Field>
      {!fixed && !isMain && (
        <Checkbox
          label="Required"
          note="Where neither a rule nor a default fills it, nothing of the placement is shown."
          checked={slot.required === true}
          onChange={(required) => change({ required })}
        />
      )}
    </div>
  );
}

const NeverEmpty = ({ label }: { label: string }) => (
  <>
    <Lock className="icon" aria-hidden />
    <span>
      A fixed slot is never empty: “{label}” is in whatever this template shows. Choose another block, or make the slot
      flexible.
    </span>
  </>
);
