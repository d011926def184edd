import { useMemo } from "react";
import { baseVariant } from "#shared/content/model.ts";
import type { Field } from "#shared/taxonomy/model.ts";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { useAsset } from "#renderer/assets/data/asset-editor.ts";
import { SpellingNote } from "#renderer/spelling/spelling-note.tsx";
import { EmptyState, Tabs, Waiting } from "#renderer/ui/index.ts";
import { BlockSettings } from "./block-settings.tsx";
import { CarriedDisclosures } from "./carried-disclosures.tsx";
import { FieldEditor } from "./field-editor.tsx";
import { FixedField } from "./fixed-field.tsx";
import { firstLocale, localesOf, typeOf, viewBlock } from "./logic/block-view.ts";
import { Preview } from "./preview.tsx";
import { lookAt, useBlockLook } from "./store.ts";
import { words } from "./strings.ts";
import { AddVariant, VariantMenu, variantTabs } from "./variant-tabs.tsx";
import { WhoSees } from "./who-sees.tsx";

/** A block: its variants as tabs, what they look like, and the fields that its type lays down. */
export function BlockEditor({ editor }: EditorProps) {
  const { body, detail, library, libraryReady } = editor;
  const view = useMemo(() => viewBlock(body), [body]);
  const type = useMemo(() => typeOf(view, library), [view, library]);
  const locales = useMemo(() => localesOf(body, type?.body), [body, type]);
  const look = useBlockLook(detail.id);
  const { data: typeDetail } = useAsset(type?.id);
  const known = look.variant === baseVariant || view.variants.some((one) => one.id === look.variant);
  const variant = known ? look.variant : baseVariant;
  const locale = look.locale ?? firstLocale(body);
  const variantLabel = (id: string): string =>
    id === baseVariant ? words.everyone : (view.variants.find((one) => one.id === id)?.label ?? id);

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
  editor: EditorProps["editor"];
  variant: string;
  locale: string;
  variantLabel: (id: string) => string;
  type: NonNullable<ReturnType<typeof typeOf>>;
  typeDetail: ReturnType<typeof useAsset>["data"];
}

function OneField({ field, type, typeDetail, ...props }: OneFieldProps) {
  if (field.mode === "fixed")
    return (
      <FixedField
        field={field}
        type={type}
        typeDetail={typeDetail}
        locale={props.locale}
        block={props.editor.detail.id}
        rights={props.editor.rights}
      />
    );
  return <FieldEditor field={field} {...props} />;
}
