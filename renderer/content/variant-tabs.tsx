import { ArrowLeft, ArrowRight, Ellipsis, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Body } from "#shared/assets/parts.ts";
import { baseVariant } from "#shared/content/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { AssetPicker } from "#renderer/assets/asset-picker.tsx";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { counted } from "#renderer/app/words.ts";
import { Button, Dialog, Field, IconButton, Menu, type Tab, TextField } from "#renderer/ui/index.ts";
import { type BlockView, differingFields, viewBlock } from "./logic/block-view.ts";
import { addVariant, changeVariant, moveVariant, removeVariant } from "./logic/variants.ts";
import { lookAt } from "./store.ts";
import { words } from "./strings.ts";

/** Everyone, then each variant in the order in which it is tried, with how many fields differ. */
export function variantTabs(body: Body, view: BlockView): Tab[] {
  return [
    { value: baseVariant, label: words.everyone },
    ...view.variants.map((variant, at) => {
      const count = differingFields(body, variant.id);
      // The first says what the number counts, as it stands beside the others.
      const note =
        count === 0
          ? "the same"
          : at === 0
            ? `${counted(count, "field")} ${count === 1 ? "differs" : "differ"}`
            : `${count}`;
      return { value: variant.id, label: variant.label, note };
    }),
  ];
}

export function AddVariant({ editor }: { editor: AssetEditor }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <span className="tab-action">
        <IconButton icon={Plus} label="Add a variant" size="sm" onClick={() => setOpen(true)} />
      </span>
      {open && <VariantDialog editor={editor} onClose={() => setOpen(false)} />}
    </>
  );
}

/** What can be done with the variant in sight. */
export function VariantMenu({ editor, variant }: { editor: AssetEditor; variant: string }) {
  const [open, setOpen] = useState(false);
  const { detail, change, readOnly } = editor;
  const { variants } = viewBlock(editor.body);
  const at = variants.findIndex((one) => one.id === variant);
  const move = (by: -1 | 1) => change(`move ${variant} ${by}`, (body) => moveVariant(body, variant, by));
  return (
    <>
      <span className="tab-action">
        <Menu
          trigger={<IconButton icon={Ellipsis} label="What to do with this variant" size="sm" />}
          sections={[
            {
              items: [
                {
                  id: "edit",
                  label: "Name and audience",
                  icon: Pencil,
                  disabledReason: readOnly,
                  run: () => setOpen(true),
                },
                {
                  id: "earlier",
                  label: "Try it earlier",
                  icon: ArrowLeft,
                  note: "The first variant whose audience matches is shown",
                  disabledReason: readOnly ?? (at === 0 ? "It is the first already." : undefined),
                  run: () => move(-1),
                },
                {
                  id: "later",
                  label: "Try it later",
                  icon: ArrowRight,
                  disabledReason: readOnly ?? (at === variants.length - 1 ? "It is the last already." : undefined),
                  run: () => move(1),
                },
              ],
            },
            {
              items: [
                {
                  id: "remove",
                  label: "Remove this variant",
                  icon: Trash2,
                  note: "Undo brings it back",
                  disabledReason: readOnly,
                  run: () => {
                    change(`remove ${variant}`, (body) => removeVariant(body, variant));
                    lookAt(detail.id, { variant: baseVariant });
                  },
                },
              ],
            },
          ]}
        />
      </span>
      {open && <VariantDialog editor={editor} variant={variant} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Names a variant and says who sees it. */
function VariantDialog({ editor, variant, onClose }: { editor: AssetEditor; variant?: string; onClose: () => void }) {
  const { detail, change, library } = editor;
  const before = viewBlock(editor.body).variants.find((one) => one.id === variant);
  const [audience, setAudience] = useState<{ id: AssetId; name: string; label: string } | undefined>(
    before && { id: before.audience, name: library.nameOf(before.audience), label: before.label },
  );
  const [typed, setTyped] = useState(before?.label);
  const label = typed ?? audience?.label ?? "";
  const reason = audience ? (label.trim() === "" ? "Give it a name." : undefined) : "Choose who sees it.";
  const done = (): void => {
    if (!audience) return;
    if (variant !== undefined) {
      change(`variant ${variant}`, (body) =>
        changeVariant(body, variant, { label: label.trim(), audience: audience.id }),
      );
    } else {
      let made = baseVariant;
      change(`add ${audience.id}`, (body) => {
        const added = addVariant(body, label.trim(), audience.id);
        made = added.id;
        return added.body;
      });
      lookAt(detail.id, { variant: made });
    }
    onClose();
  };
  return (
    <Dialog
      open
      title={before ? `Variant ${before.label}` : "Add a variant"}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button variant={reason ? "normal" : "primary"} disabledReason={reason} onClick={done}>
            {before ? "Change it" : "Add it"}
          </Button>
        </>
      }
    >
      <Field label="Audience" rule="who sees it, if no variant before it fits">
        {(control) => (
          <AssetPicker
            id={control.id}
            label="Audience"
            kinds={["audience"]}
            value={audience?.id}
            name={audience?.name}
            onChange={({ id, name, label: given }) => setAudience({ id, name, label: given || name })}
          />
        )}
      </Field>
      <TextField label="Name" rule="on the tab" value={label} onChange={setTyped} />
    </Dialog>
  );
}
