import { Image } from "lucide-react";
import { useState } from "react";
import { isAssetId } from "#shared/kernel/ids.ts";
import { Button, Field, LinkButton, TextField } from "#renderer/ui/index.ts";
import { asText, around, type ValueProps } from "../value-parts.tsx";
import { usePicture } from "./files.ts";
import { PictureFace } from "./picture-line.tsx";
import { PicturePicker } from "./picture-picker.tsx";

/** A picture of the library; where the field asks nothing of it, an address will do as well. */
export function PictureValue(props: ValueProps) {
  const { field, value, inherited, set, editor, locale } = props;
  const [picking, setPicking] = useState(false);
  const shown = asText(value ?? inherited);
  const id = isAssetId(shown) ? shown : undefined;
  const picture = usePicture(id);
  const limited = Object.keys(field.limits.picture ?? {}).length > 0;
  const fromLibrary = limited || id !== undefined;
  const pick = picking && (
    <PicturePicker
      field={field}
      locale={locale}
      library={editor.library}
      value={id}
      onChange={(chosen) => set(chosen)}
      onClose={() => setPicking(false)}
    />
  );
  if (!fromLibrary) {
    return (
      <>
        <TextField
          {...around(props)}
          aside={
            <>
              {props.aside}
              <LinkButton onClick={() => setPicking(true)}>Choose from the library</LinkButton>
            </>
          }
          icon={Image}
          value={asText(value)}
          onChange={set}
          placeholder={asText(inherited)}
          inputMode="url"
          spellCheck={false}
        />
        {pick}
      </>
    );
  }
  const address = id === undefined && shown !== "" ? shown : undefined;
  return (
    <>
      <Field
        {...around(props)}
        aside={
          <>
            {props.aside}
            {value !== undefined && (
              <LinkButton onClick={() => set(undefined)}>{limited ? "Take it away" : "Use an address"}</LinkButton>
            )}
          </>
        }
      >
        {(control) => (
          <div className="row picture-choice">
            <PictureFace id={id} address={address} />
            <Button
              {...control}
              aria-label={`${picture ? "Choose another picture" : "Choose a picture"} for ${field.label}`}
              onClick={() => setPicking(true)}
            >
              {picture ? "Choose another" : "Choose a picture"}
            </Button>
          </div>
        )}
      </Field>
      {pick}
    </>
  );
}
