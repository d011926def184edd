import { Plus, X } from "lucide-react";
import { useState } from "react";
import { locale as localeSchema } from "#shared/taxonomy/model.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { type Path, valueAt } from "#renderer/assets/logic/body-path.ts";
import { problemHere } from "#renderer/assets/setting-fields.tsx";
import { localeLabel, localeName } from "#renderer/content/strings.ts";
import { Button, IconButton, ReadField, TextArea, TextField } from "#renderer/ui/index.ts";

/** A text in each of its locales. */
export function LocalizedText({ editor, path, label }: { editor: AssetEditor; path: Path; label: string }) {
  const found = valueAt(editor.body, path);
  const values = typeof found === "object" && found !== null && !Array.isArray(found) ? found : {};
  const locales = Object.keys(values).length > 0 ? Object.keys(values) : ["*"];
  const [typed, setTyped] = useState("");
  const next = typed.trim();
  const reason = localeSchema.safeParse(next).success
    ? locales.includes(next)
      ? "It is there already."
      : undefined
    : "Say which, such as de-DE.";
  return (
    <section className="fields" aria-label={label} data-at={path.join(".")}>
      <h2 className="group-title">{label}</h2>
      {locales.map((locale) => {
        const at = [...path, locale];
        const value = valueAt(editor.body, at);
        const text = typeof value === "string" ? value : "";
        if (editor.readOnly) {
          return (
            <ReadField key={locale} label={localeLabel(locale)}>
              <span className="read-text">{text}</span>
            </ReadField>
          );
        }
        return (
          <div key={locale} className="row localized-row" data-at={at.join(".")}>
            <div className="grow">
              <TextArea
                label={localeLabel(locale)}
                rule={localeName(locale)}
                lang={locale === "*" ? undefined : locale}
                value={text}
                onChange={(words) => editor.set(at, words)}
                problem={problemHere(editor, at.join("."))}
              />
            </div>
            {locales.length > 1 && (
              <IconButton
                icon={X}
                label={`Remove ${localeLabel(locale)}`}
                size="sm"
                onClick={() => editor.set(at, undefined)}
              />
            )}
          </div>
        );
      })}
      {!editor.readOnly && (
        <div className="row localized-row">
          <div className="grow">
            <TextField label="Another locale" rule="such as de-DE" value={typed} onChange={setTyped} />
          </div>
          <Button
            icon={Plus}
            reasonIn="tooltip"
            disabledReason={reason}
            onClick={() => {
              editor.set([...path, next], valueAt(editor.body, [...path, locales[0]!]) ?? "");
              setTyped("");
            }}
          >
            Add it
          </Button>
        </div>
      )}
    </section>
  );
}
