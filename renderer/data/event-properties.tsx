import { Plus, X } from "lucide-react";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { valueAt, type Path } from "#renderer/assets/logic/body-path.ts";
import { problemHere } from "#renderer/assets/setting-fields.tsx";
import { valueTypeWords } from "#renderer/reviews/strings.ts";
import { Button, Field, IconButton, ReadField, Select, TextField } from "#renderer/ui/index.ts";
import { typeOptions } from "./strings.ts";

/** What an event says of itself beside its name and time. */
export function EventProperties({ editor }: { editor: AssetEditor }) {
  const path: Path = ["settings", "properties"];
  const value = valueAt(editor.body, path);
  const rows = (Array.isArray(value) ? value : []) as readonly { key: string; type: string }[];
  const set = (next: readonly { key: string; type: string }[]): void => editor.set(path, next);
  const change = (at: number, changes: Partial<{ key: string; type: string }>): void =>
    set(rows.map((row, index) => (index === at ? { ...row, ...changes } : row)));
  return (
    <section className="fields" aria-label="Properties" data-at={path.join(".")}>
      <h2 className="group-title">
        Properties <span className="count">{rows.length}</span>
        <span className="grow" />
        {!editor.readOnly && (
          <Button
            size="sm"
            icon={Plus}
            onClick={() => set([...rows, { key: `property${rows.length + 1}`, type: "string" }])}
          >
            Add a property
          </Button>
        )}
      </h2>
      {rows.map((row, at) =>
        editor.readOnly ? (
          <ReadField key={row.key} label={row.key}>
            {valueTypeWords[row.type as "string"]}
          </ReadField>
        ) : (
          // Properties have no id, and the key is what one edits.
          <div key={at} className="property-row" data-at={`${path.join(".")}.${at}.key`}>
            <TextField
              label="Key"
              mono
              value={row.key}
              onChange={(key) => change(at, { key })}
              problem={problemHere(editor, `${path.join(".")}.${at}`)}
            />
            <Field label="Type">
              {(control) => (
                <Select
                  {...control}
                  look="field"
                  label="Type"
                  value={row.type}
                  onChange={(type) => change(at, { type })}
                  options={typeOptions.map((option) => ({ ...option, value: option.value as string }))}
                />
              )}
            </Field>
            <IconButton icon={X} label={`Remove ${row.key}`} onClick={() => set(rows.toSpliced(at, 1))} />
          </div>
        ),
      )}
    </section>
  );
}
