import { createContext, memo, use, useCallback, useDeferredValue, useMemo } from "react";
import { baseVariant } from "#shared/content/model.ts";
import type { Field } from "#shared/taxonomy/model.ts";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { type AssetEditor, useAsset } from "#renderer/assets/data/asset-editor.ts";
import { valueAt } from "#renderer/assets/logic/body-path.ts";
import { SpellingNote } from "#renderer/spelling/spelling-note.tsx";
import { EmptyState, Tabs, Waiting } from "#renderer/ui/index.ts";
import { BlockSettings } from "./block-settings.tsx";
import { CarriedDisclosures } from "./carried-disclosures.tsx";
import { FieldEditor } from "./field-editor.tsx";
import { FixedField } from "./fixed-field.tsx";
import { firstLocale, localesOf, placeOf, typeOf, viewBlock } from "./logic/block-view.ts";
import { Preview } from "./preview.tsx";
import { lookAt, useBlockLook } from "./store.ts";
import { words } from "./strings.ts";
import { AddVariant, VariantMenu, variantTabs } from "./variant-tabs.tsx";
import { WhoSees } from "./who-sees.tsx";

/** The block as it is typed in, a moment ahead of what is drawn around the field. */
const Typed = createContext<AssetEditor | undefined>(undefined);

/**
 * A block: its variants as tabs, what they look like, and the fields that its type lays down. A letter is drawn in its
 * own field at once, and everywhere else when there is time: typing never waits for the rest of the screen.
 */
export function BlockEditor({ editor }: EditorProps) {
  const later = useDeferredValue(editor);
  const drawn = useMemo(() => <WholeBlock editor={later} />, [later]);
  return <Typed value={editor}>{drawn}</Typed>;
}

function WholeBlock({ editor }: EditorProps) {
  const { body, detail, library, libraryReady } = editor;
  // The settings are the same object while a field is typed in, and so is all that is made of them.
  const { settings } = body;
  const view = useMemo(() => viewBlock({ settings }), [settings]);
  const type = useMemo(() => typeOf(view, library), [view, library]);
  const locales = useMemo(() => localesOf(body, type?.body), [body, type]);
  const look = useBlockLook(detail.id);
  const { data: typeDetail } = useAsset(type?.id);
  const known = look.variant === baseVariant || view.variants.some((one) => one.id === look.variant);
  const variant = known ? look.variant : baseVariant;
  const locale = look.locale ?? firstLocale(body);
  const variantLabel = useCallback(
    (id: string): string =>
      id === baseVariant ? words.everyone : (view.variants.find((one) => one.id === id)?.label ?? id),
    [view],
  );

  if (!type) {
    if (!libraryReady) return <Waiting />;
    return (
      <EmptyState fill title="Its block type is not here">
        This block names a block type that is not in this workspace, so its fields are not known.
      </EmptyState>
    );
  }
  return (
    <Tabs
      label="Variants"
      tabs={variantTabs(body, view, library)}
      value={variant}
      onChange={(next) => lookAt(detail.id, { variant: next })}
      after={
        <>
          {!editor.readOnly && <AddVariant editor={editor} />}
          {variant !== baseVariant && <VariantMenu editor={editor} variant={variant} />}
          <span className="grow" />
          <WhoSees editor={editor} view={view} type={type.body} />
        </>
      }
    >
      <Preview editor={editor} view={view} type={type} variant={variant} locale={locale} locales={locales} />
      <div className="editor-body scroll" tabIndex={-1}>
        {!editor.readOnly && <SpellingNote locale={locale} />}
        <div className="fields content-fields">
          {type.body.settings.fields.map((field) => (
            <OneField
              key={`${variant} ${locale} ${field.name}`}
              field={field}
              {...{ editor, variant, locale, variantLabel, type, typeDetail }}
            />
          ))}
          <CarriedDisclosures editor={editor} type={type} locale={locale} />
        </div>
        {variant === baseVariant && <BlockSettings editor={editor} view={view} type={type.body} />}
      </div>
    </Tabs>
  );
}

interface OneFieldProps {
  field: Field;
  editor: AssetEditor;
  variant: string;
  locale: string;
  variantLabel: (id: string) => string;
  type: NonNullable<ReturnType<typeof typeOf>>;
  typeDetail: ReturnType<typeof useAsset>["data"];
}

/** The field that is typed in has the block as it is typed; the others wait for it to be drawn. */
function OneField({ editor, ...props }: OneFieldProps) {
  const typed = use(Typed) ?? editor;
  const path = placeOf(props.field, props.variant, props.locale);
  const mine = valueAt(typed.body, path) !== valueAt(editor.body, path);
  return <FieldOf {...props} editor={mine ? typed : editor} />;
}

const FieldOf = memo(function FieldOf({ field, type, typeDetail, ...props }: OneFieldProps) {
  if (field.mode === "flexible") return <FieldEditor field={field} {...props} />;
  return (
    <FixedField
      {...{ field, type, typeDetail }}
      locale={props.locale}
      block={props.editor.detail.id}
      rights={props.editor.rights}
    />
  );
});
