import { Plus, X } from "lucide-react";
import type { RequiredDisclosure } from "#shared/taxonomy/model.ts";
import { AssetPicker } from "#renderer/assets/asset-picker.tsx";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { problemHere } from "#renderer/assets/setting-fields.tsx";
import { listed } from "#renderer/app/words.ts";
import { Field, IconButton, TextField } from "#renderer/ui/index.ts";

/** The disclosures that every block of a type carries, by market and channel. */
export function TypeDisclosures({ editor }: { editor: AssetEditor }) {
  const required = (editor.body.settings?.["disclosures"] ?? []) as unknown as readonly RequiredDisclosure[];
  const write = (next: readonly RequiredDisclosure[]): void =>
    editor.set(["settings", "disclosures"], next.length > 0 ? next : undefined);
  if (editor.readOnly && required.length === 0) return null;
  return (
    <section aria-label="Disclosures" className="fields">
      <h2 className="group-title">
        Disclosures <span className="count">{required.length}</span>
      </h2>
      <p className="dim small">
        Every block of this type carries them. Nobody has to put them in, and nobody can leave them out.
      </p>
      {required.length > 0 && !editor.readOnly && (
        <div className="source-row row-heads" aria-hidden>
          <span>Disclosure</span>
          <span>Markets</span>
          <span>Channels</span>
        </div>
      )}
      {required.map((one, at) => (
        <OneDisclosure
          key={one.block}
          editor={editor}
          one={one}
          at={at}
          onChange={(next) => write(next ? required.with(at, next) : required.toSpliced(at, 1))}
        />
      ))}
      {!editor.readOnly && (
        <div className="row">
          <Plus className="icon icon-sm" aria-hidden />
          <AssetPicker
            label="Demand a disclosure"
            kinds={["block"]}
            value={undefined}
            name="Demand a disclosure"
            accepts={({ id }) => !required.some(({ block }) => block === id)}
            onChange={({ id }) => write([...required, { block: id }])}
          />
        </div>
      )}
    </section>
  );
}

interface OneProps {
  editor: AssetEditor;
  one: RequiredDisclosure;
  at: number;
  onChange: (next: RequiredDisclosure | undefined) => void;
}

function OneDisclosure({ editor, one, at, onChange }: OneProps) {
  const { block, markets = [], channels = [] } = one;
  const place = `settings.disclosures.${at}`;
  const name = editor.library.nameOf(block);
  const where = [...markets.map((market) => market.toUpperCase()), ...channels];
  if (editor.readOnly)
    return (
      <p className="small">
        {name}, {where.length > 0 ? `in ${listed(where)}` : "everywhere"}
      </p>
    );
  const set = (key: "markets" | "channels", text: string): void => {
    const { [key]: _gone, ...rest } = one;
    const named = text
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean);
    onChange(text.trim() === "" ? rest : { ...rest, [key]: named });
  };
  return (
    <div className="source-row headed" data-at={place}>
      <Field label="Disclosure" problem={problemHere(editor, `${place}.block`)}>
        {(control) => (
          <AssetPicker
            id={control.id}
            label="Disclosure"
            kinds={["block"]}
            value={block}
            name={name}
            onChange={({ id }) => onChange({ ...one, block: id })}
          />
        )}
      </Field>
      <TextField
        label="Markets"
        placeholder="all, or de, uk"
        value={markets.join(", ")}
        onChange={(text) => set("markets", text)}
        problem={problemHere(editor, `${place}.markets`)}
      />
      <TextField
        label="Channels"
        placeholder="all, or web, email"
        value={channels.join(", ")}
        onChange={(text) => set("channels", text)}
      />
      <IconButton icon={X} label={`No longer demand ${name}`} onClick={() => onChange(undefined)} />
    </div>
  );
}
