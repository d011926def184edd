import { Lock, Pencil } from "lucide-react";
import { useMemo, useState } from "react";
import type { Body } from "#shared/assets/parts.ts";
import type { Json } from "#shared/kernel/canonical.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { channels, type Channel } from "#shared/rules/model.ts";
import type { Slot } from "#shared/templates/model.ts";
import { AssetPicker } from "#renderer/assets/asset-picker.tsx";
import type { Library } from "#renderer/assets/data/library.ts";
import type { Scopes } from "#renderer/assets/data/scopes.ts";
import { asPart } from "#renderer/assets/logic/name-proposal.ts";
import { NewAssetDialog } from "#renderer/assets/new-asset-dialog.tsx";
import { Checkbox, Field, Select, TextField } from "#renderer/ui/index.ts";
import { type StartingSlot, startingSlots, typesFor } from "../logic/template-slots.ts";
import { channelOption } from "./template-editor.tsx";

/** What a person changed about a slot that a new template begins with. */
interface Choice {
  readonly left?: boolean;
  readonly type?: AssetId;
  readonly block?: { readonly id: AssetId; readonly name: string } | undefined;
}

interface NewTemplateDialogProps {
  library: Library;
  scopes: Scopes;
  onClose: () => void;
}

/** A new template: for which channel, and which of the slots that are usual there it begins with. */
export function NewTemplateDialog({ library, scopes, onClose }: NewTemplateDialogProps) {
  const [label, setLabel] = useState("");
  const [channel, setChannel] = useState<Channel>("web");
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const starting = startingSlots[channel];
  const named = label.trim();
  const choose = (key: string, changes: Choice): void =>
    setChoices((now) => ({ ...now, [key]: { ...now[key], ...changes } }));
  const body = (): Body | string => {
    if (named === "") return "Say what people call it.";
    const slots: Slot[] = [];
    for (const slot of starting) {
      const { left, type, block } = choices[slot.key] ?? {};
      if (left) continue;
      const takes = type ?? typesFor(slot.role, library)[0]?.id ?? typesFor("content", library)[0]?.id;
      if (!takes) return "Make a block type first: a slot takes blocks of one.";
      if (slot.mode === "fixed" && !block) return `Choose the block of “${slot.label}”, or leave that slot out.`;
      const { key, label: called, mode } = slot;
      slots.push({
        key,
        label: called,
        mode,
        types: [takes],
        ...(slot.mode === "fixed" && block ? { block: block.id } : {}),
      });
    }
    if (!slots.some(({ mode }) => mode === "flexible")) return "Begin with at least one flexible slot.";
    return { settings: { label: named, channel, slots: slots as unknown as Json } };
  };
  return (
    <NewAssetDialog
      kind="template"
      tier="campaign"
      {...scopes}
      propose={() => (named === "" ? "" : `template.${asPart(named)}`)}
      body={body}
      onClose={onClose}
    >
      <div className="fields-pair">
        <TextField label="Label" rule="what people call it" value={label} onChange={setLabel} />
        <Field label="For the channel">
          {(control) => (
            <Select
              {...control}
              look="field"
              label="For the channel"
              value={channel}
              onChange={setChannel}
              options={(Object.keys(channels) as Channel[]).map(channelOption)}
            />
          )}
        </Field>
      </div>
      <section className="starting" aria-label="It begins with these slots">
        <h3 className="group-title">It begins with these slots</h3>
        {starting.map((slot) => (
          <StartingRow
            key={`${channel} ${slot.key}`}
            slot={slot}
            library={library}
            choice={choices[slot.key] ?? {}}
            onChange={(changes) => choose(slot.key, changes)}
          />
        ))}
      </section>
    </NewAssetDialog>
  );
}

interface StartingRowProps {
  slot: StartingSlot;
  library: Library;
  choice: Choice;
  onChange: (changes: Choice) => void;
}

function StartingRow({ slot, library, choice, onChange }: StartingRowProps) {
  // What it usually takes comes first, but a note or a logo may be fixed as well.
  const types = useMemo(() => {
    const own = typesFor(slot.role, library);
    return slot.role === "content" ? own : [...own, ...typesFor("content", library)];
  }, [slot.role, library]);
  const fixed = slot.mode === "fixed";
  const type = choice.type ?? types[0]?.id;
  const Mode = fixed ? Lock : Pencil;
  return (
    <div className="starting-row">
      <Checkbox
        label={
          <span className="starting-label">
            <Mode className="icon icon-sm" role="img" aria-label={fixed ? "Fixed" : "Flexible"} /> {slot.label}
          </span>
        }
        checked={!choice.left}
        onChange={(taken) => onChange({ left: !taken })}
      />
      {!choice.left && (
        <>
          <Select
            look="field"
            label={`What “${slot.label}” takes`}
            value={type}
            // A block of another type would not stand in it.
            onChange={(next) => onChange({ type: next, block: undefined })}
            options={types.map((one) => ({ value: one.id, label: one.body.settings.label, note: one.name }))}
          />
          {fixed ? (
            <AssetPicker
              label={`Block of “${slot.label}”`}
              kinds={["block"]}
              types={type ? [type] : undefined}
              value={choice.block?.id}
              name={choice.block?.name}
              onChange={({ id, name }) => onChange({ block: { id, name } })}
            />
          ) : (
            <span className="dim small">What rules choose</span>
          )}
        </>
      )}
    </div>
  );
}
