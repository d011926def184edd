import { Languages } from "lucide-react";
import { useState } from "react";
import { locale as localeSchema } from "#shared/taxonomy/model.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { Button, Dialog, Select, TextField } from "#renderer/ui/index.ts";
import { lookAt } from "./store.ts";
import { localeLabel, localeName } from "./strings.ts";

const another = "+";

/** The locale that fields and preview are in, and the way to write in another one. */
export function LocaleSwitch({
  editor,
  locale,
  locales,
  adds = true,
}: {
  editor: AssetEditor;
  locale: string;
  locales: readonly string[];
  /** What is edited has words of its own, and may get some in another locale. */
  adds?: boolean;
}) {
  const [adding, setAdding] = useState(false);
  const shown = [...new Set([...locales, locale, "*"])];
  return (
    <>
      <Select
        label="Locale"
        icon={Languages}
        value={locale}
        onChange={(next) => (next === another ? setAdding(true) : lookAt(editor.detail.id, { locale: next }))}
        options={[
          ...shown.map((value) => ({ value, label: localeLabel(value), note: localeName(value) })),
          ...(adds ? [{ value: another, label: "Another locale …", disabledReason: editor.readOnly }] : []),
        ]}
      />
      {adding && (
        <AddLocale
          taken={shown}
          onDone={(next) => {
            lookAt(editor.detail.id, { locale: next });
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

function AddLocale({
  taken,
  onDone,
  onClose,
}: {
  taken: readonly string[];
  onDone: (locale: string) => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const wrong = text !== "" && !localeSchema.safeParse(text).success;
  const reason =
    text === "" ? "Say which." : wrong ? "Such as de-DE." : taken.includes(text) ? "It is there already." : undefined;
  return (
    <Dialog
      open
      title="Write in another locale"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button variant={reason ? "normal" : "primary"} disabledReason={reason} onClick={() => onDone(text)}>
            Write in it
          </Button>
        </>
      }
    >
      <TextField
        label="Locale"
        rule="language and region, such as fr-CA"
        value={typed}
        onChange={setTyped}

        hint={text && !wrong ? localeName(text) : "What you write there is used for it and for the regions below it."}
        problem={
          wrong
            ? {
                severity: "error",
                message: "A language in two or three letters, then a region: de-DE, ja, zh-Hant-TW.",
              }
            : undefined
        }
        onKeyDown={(event) => {
          if (event.key === "Enter" && !reason) onDone(text);
        }}
      />
    </Dialog>
  );
}
