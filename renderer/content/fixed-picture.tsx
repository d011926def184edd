import { useState } from "react";
import { isAssetId } from "#shared/kernel/ids.ts";
import type { Field as FieldModel, FieldValue } from "#shared/taxonomy/model.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { Button, Field, type FieldProblem, LinkButton, TextField } from "#renderer/ui/index.ts";
import { PictureLine } from "./pictures/picture-line.tsx";
import { PicturePicker } from "./pictures/picture-picker.tsx";

interface FixedPictureProps {
  editor: AssetEditor;
  field: FieldModel;
  locale: string;
  label: string;
  rule: string;
  value: FieldValue | undefined;
  onChange: (value: FieldValue | undefined) => void;
  problem: FieldProblem | undefined;
}

/** The picture that stands in every block of the type: one of the library, or an address where it already is one. */
export function FixedPicture({ editor, field, locale, label, rule, value, onChange, problem }: FixedPictureProps) {
  const [picking, setPicking] = useState(false);
  const id = typeof value === "string" && isAssetId(value) ? value : undefined;
  const address = id === undefined && typeof value === "string" && value !== "…" ? value : undefined;
  const pick = picking && (
    <PicturePicker
      field={field}
      locale={locale}
      library={editor.library}
      value={id}
      onChange={onChange}
      onClose={() => setPicking(false)}
    />
  );
  if (address !== undefined) {
    return (
      <>
        <TextField
          label={label}
          rule={rule}
          aside={<LinkButton onClick={() => setPicking(true)}>Choose from the library</LinkButton>}
          value={address}
          inputMode="url"
          spellCheck={false}
          onChange={(text) => onChange(text === "" ? undefined : text)}
          problem={problem}
        />
        {pick}
      </>
    );
  }
  return (
    <>
      <Field label={label} rule={rule} problem={problem}>
        {(control) => (
          <div className="row">
            <span className="grow">
              <PictureLine id={id} />
            </span>
            <Button
              {...control}
              aria-label={`${id ? "Choose another picture" : "Choose a picture"} for ${field.label}, ${label.toLowerCase()}`}
              onClick={() => setPicking(true)}
            >
              {id ? "Choose another" : "Choose a picture"}
            </Button>
          </div>
        )}
      </Field>
      {pick}
    </>
  );
}
