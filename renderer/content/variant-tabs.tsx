import { ArrowLeft, ArrowRight, Columns2, Ellipsis, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Body } from "#shared/assets/parts.ts";
import { baseVariant, type Variant } from "#shared/content/model.ts";
import { forWhom } from "#shared/content/variants.ts";
import { CompareDialog } from "#renderer/assets/compare-dialog.tsx";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { counted } from "#renderer/app/words.ts";
import { IconButton, Menu, type Tab } from "#renderer/ui/index.ts";
import { type BlockView, differingFields, viewBlock } from "./logic/block-view.ts";
import { audienceLabel, moveVariant, removeVariant } from "./logic/variants.ts";
import { lookAt } from "./store.ts";
import { words } from "./strings.ts";
import { VariantDialog } from "./variant-dialog.tsx";

/** Everyone, then each variant in the order in which it is tried, with how many fields differ. */
export function variantTabs(body: Body, view: BlockView, library: AssetEditor["library"]): Tab[] {
  return [
    { value: baseVariant, label: words.everyone },
    ...view.variants.map((variant, at) => {
      const count = differingFields(body, variant.id);
      // The first says what the number counts, as it stands beside the others.
      const differs =
        count === 0
          ? "the same"
          : at === 0
            ? `${counted(count, "field")} ${count === 1 ? "differs" : "differ"}`
            : `${count}`;
      const whom = tabWhom(variant, library);
      return { value: variant.id, label: variant.label, note: [...whom, differs].join(" · ") };
    }),
  ];
}

/** For whom, as far as the name on the tab does not say it already. */
function tabWhom(variant: Variant, library: AssetEditor["library"]): string[] {
  const parts = forWhom(variant, (id) => audienceLabel(library, id));
  return parts.join(", ") === variant.label ? [] : parts.filter((part) => part !== variant.label);
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
  const [comparing, compare] = useState(false);
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
                  label: "For whom, and its name",
                  icon: Pencil,
                  disabledReason: readOnly,
                  run: () => setOpen(true),
                },
                {
                  id: "compare",
                  label: "Compare with another variant",
                  icon: Columns2,
                  run: () => compare(true),
                },
                {
                  id: "earlier",
                  label: "Try it earlier",
                  icon: ArrowLeft,
                  note: "The first that applies is shown",
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
      {comparing && (
        <CompareDialog
          detail={detail}
          body={editor.body}
          changed={editor.changed}
          rights={editor.rights}
          before={{ source: "editor", variant: baseVariant }}
          after={{ source: "editor", variant }}
          onClose={() => compare(false)}
        />
      )}
      {open && <VariantDialog editor={editor} variant={variant} onClose={() => setOpen(false)} />}
    </>
  );
}
