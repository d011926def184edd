import { useState } from "react";
import type { AssetId } from "#shared/kernel/ids.ts";
import { assetName, type Identity } from "#shared/assets/model.ts";
import { type NamingPart, parseName, readConvention } from "#shared/taxonomy/naming.ts";
import { parsePattern } from "#shared/taxonomy/naming-pattern.ts";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { valueAt } from "#renderer/assets/logic/body-path.ts";
import { problemHere, TextSetting } from "#renderer/assets/setting-fields.tsx";
import { Field, Reason, Select, TextArea, TextField, ToneText } from "#renderer/ui/index.ts";
import { kindOptions, ManySetting, tierOptions } from "./carriers.tsx";

/** A naming convention: the pattern, where each of its parts comes from, whose names it governs, and a name to try. */
export function NamingEditor({ editor }: EditorProps) {
  return (
    <div className="editor-body scroll" tabIndex={-1}>
      <div className="fields">
        <div className="fields-pair">
          <TextSetting editor={editor} name="label" label="Label" rule="what people call it" />
          <TextSetting editor={editor} name="description" label="Description" rule="optional" optional />
        </div>
        <Pattern editor={editor} />
        <Parts editor={editor} />
        <TryName editor={editor} />
        <ManySetting editor={editor} path={["settings", "kinds"]} label="Whose names" options={kindOptions} />
        <ManySetting editor={editor} path={["settings", "tiers"]} label="In which tiers" options={tierOptions} />
      </div>
    </div>
  );
}

const textAt = (editor: AssetEditor, key: string): string => {
  const value = valueAt(editor.body, ["settings", key]);
  return typeof value === "string" ? value : "";
};

function partsOf(editor: AssetEditor): readonly NamingPart[] {
  const value = valueAt(editor.body, ["settings", "parts"]);
  return Array.isArray(value) ? (value as readonly unknown[] as readonly NamingPart[]) : [];
}

const setParts = (editor: AssetEditor, parts: readonly NamingPart[]): void => editor.set(["settings", "parts"], parts);

/**
 * A part that is new in the pattern: scope and type are known by their names, another in the place of one that is gone is that
 * one renamed, all else is free at first.
 */
function newPart(key: string, keys: readonly string[], before: NamingPart | undefined): NamingPart {
  if (key === "market" || key === "channel" || key === "brand") return { key, from: "scope", of: key };
  if (key === "type") return { key, from: "type" };
  return before && !keys.includes(before.key) ? { ...before, key } : { key, from: "free" };
}

/** Writing the pattern makes and takes away the parts that it names. */
function Pattern({ editor }: { editor: AssetEditor }) {
  const write = (text: string): void =>
    editor.change("pattern", (body) => {
      const read = parsePattern(text);
      const parts = partsOf(editor);
      const keys = "slots" in read ? [...new Set(read.slots.flatMap(({ part }) => part || []))] : undefined;
      const next =
        keys?.map((key, at) => parts.find((part) => part.key === key) ?? newPart(key, keys, parts[at])) ?? parts;
      return { ...body, settings: { ...body.settings, pattern: text, parts: next as never } };
    });
  if (editor.readOnly) return <TextSetting editor={editor} name="pattern" label="Names are written" mono />;
  return (
    <div data-at="settings.pattern">
      <TextField
        label="Names are written"
        rule="parts in braces; [.{market}] is left out where it is everywhere"
        mono
        value={textAt(editor, "pattern")}
        onChange={write}
        problem={problemHere(editor, "settings.pattern")}
      />
    </div>
  );
}

function Parts({ editor }: { editor: AssetEditor }) {
  const parts = partsOf(editor);
  return (
    <section className="fields" aria-label="Parts" data-at="settings.parts">
      <h2 className="group-title">
        Parts <span className="count">{parts.length}</span>
      </h2>
      {parts.map((part, at) => (
        <PartRow
          key={part.key}
          editor={editor}
          part={part}
          at={at}
          onChange={(next) => setParts(editor, parts.with(at, next))}
        />
      ))}
    </section>
  );
}

/** Where a part comes from, as one choice: the scope's three, the type, free, words, or a vocabulary by its id. */
const sourceOf = (part: NamingPart): string =>
  part.from === "scope" ? part.of : part.from === "vocabulary" ? part.vocabulary : part.from;

function fromSource(key: string, source: string): NamingPart {
  if (source === "market" || source === "channel" || source === "brand") return { key, from: "scope", of: source };
  if (source === "type") return { key, from: "type" };
  if (source === "free") return { key, from: "free" };
  if (source === "words") return { key, from: "words", words: [] };
  return { key, from: "vocabulary", vocabulary: source as AssetId };
}

interface PartRowProps {
  editor: AssetEditor;
  part: NamingPart;
  at: number;
  onChange: (part: NamingPart) => void;
}

function PartRow({ editor, part, at, onChange }: PartRowProps) {
  const place = `settings.parts.${at}`;
  const problem = problemHere(editor, place);
  const options = [
    ...(["market", "channel", "brand"] as const).map((of) => ({ value: of as string, label: `Its ${of}` })),
    { value: "type", label: "Its block type", note: "the last part of the type's name" },
    ...[...editor.library.taxonomy.vocabularies.values()].map(({ id, settings }) => ({
      value: id as string,
      label: `A tag of ${settings.label}`,
    })),
    { value: "words", label: "One of these words" },
    { value: "free", label: "Any words", note: "lower-case, joined by hyphens" },
  ];
  if (editor.readOnly)
    return (
      <p className="part-row">
        <b className="mono">{part.key}</b>
        <span>{options.find(({ value }) => value === sourceOf(part))?.label}</span>
        {part.from === "words" && <span className="dim">{part.words.join(", ")}</span>}
      </p>
    );
  return (
    <div className="part-row" data-at={place}>
      <b className="mono">{part.key}</b>
      <Field label={`Where ${part.key} comes from`} problem={part.from === "words" ? undefined : problem}>
        {(control) => (
          <Select
            {...control}
            look="field"
            label={`Where ${part.key} comes from`}
            value={sourceOf(part)}
            onChange={(source: string) => onChange(fromSource(part.key, source))}
            options={options}
          />
        )}
      </Field>
      {part.from === "words" && (
        <TextArea
          label={`Words of ${part.key}`}
          rule="one a line"
          value={part.words.join("\n")}
          onChange={(text) => onChange({ ...part, words: text === "" ? [] : text.split("\n") })}
          problem={problem}
        />
      )}
    </div>
  );
}

/** A name typed to see how it is read, part by part. It is tried as if it were everywhere it says it is. */
function TryName({ editor }: { editor: AssetEditor }) {
  const [name, setName] = useState("");
  const identity: Identity = { ...editor.detail };
  const convention = readConvention(editor.detail.id, identity, editor.body);
  return (
    <section className="fields" aria-label="Try a name">
      <TextField label="Try a name" rule="nothing is made" mono value={name} onChange={setName} />
      {name !== "" && !convention && <Reason>Mend the pattern and its parts first.</Reason>}
      {name !== "" && convention && <Reading editor={editor} name={name} convention={convention} />}
    </section>
  );
}

type ReadingProps = { editor: AssetEditor; name: string; convention: NonNullable<ReturnType<typeof readConvention>> };

function Reading({ editor, name, convention }: ReadingProps) {
  const { library } = editor;
  // Scope and type are not known here: each is read as whatever stands in its place.
  const loose = {
    ...convention,
    parts: new Map(
      [...convention.parts].map(([key, part]) => [
        key,
        part.from === "scope" || part.from === "type" ? ({ key, from: "free" } as const) : part,
      ]),
    ),
  };
  const named = { kind: "block", tier: "campaign", scope: editor.detail.scope, body: {} } as const;
  const { vocabularies } = library.taxonomy;
  const optional = loose.slots.filter((slot) => slot.optional).map((slot) => slot.part);
  // Parts in brackets may be missing from the right: the longest reading that fits is shown.
  const readings = [...optional, undefined].map((_, left) => {
    const gone = new Set(optional.slice(optional.length - left));
    const slots = loose.slots.filter((slot) => !slot.optional || !gone.has(slot.part));
    return parseName({ ...loose, slots }, name, named, vocabularies);
  });
  const parts = readings.find((one) => one !== null);
  if (!parts || !assetName.safeParse(name).success)
    return (
      <p className="small">
        <ToneText tone="danger">Not written this way.</ToneText> Names here are written{" "}
        <span className="mono">{convention.settings.pattern}</span>.
      </p>
    );
  return (
    <dl className="name-parts">
      {parts.map(({ key, value, problem }) => (
        <div key={key} className="name-part">
          <dt className="small dim">{key}</dt>
          <dd className="mono">{value}</dd>
          <dd className="small">
            <ToneText tone={problem ? "danger" : "ok"}>{problem ?? "fits"}</ToneText>
          </dd>
        </div>
      ))}
    </dl>
  );
}
