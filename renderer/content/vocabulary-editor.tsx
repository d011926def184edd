import { Archive, ArchiveRestore, Plus, X } from "lucide-react";
import { useMemo } from "react";
import type { KindName } from "#shared/assets/kind.ts";
import { asPart } from "#shared/taxonomy/naming-proposal.ts";
import type { VocabularyBody, VocabularyTag } from "#shared/taxonomy/vocabulary.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { valueAt } from "#renderer/assets/logic/body-path.ts";
import { ChoiceSetting, problemHere, TextSetting } from "#renderer/assets/setting-fields.tsx";
import { kindWords } from "#renderer/assets/strings.ts";
import { Button, Checkbox, IconButton, TextField } from "#renderer/ui/index.ts";
import { kindOptions, ManySetting, tierOptions } from "./carriers.tsx";

type Required = VocabularyBody["settings"]["required"];

/** A tag vocabulary: its tags, how often each is used, and who carries them. */
export function VocabularyEditor({ editor }: EditorProps) {
  return (
    <div className="editor-body scroll" tabIndex={-1}>
      <div className="fields">
        <div className="fields-pair">
          <TextSetting editor={editor} name="label" label="Label" rule="what people call it" />
          <TextSetting editor={editor} name="description" label="Description" rule="optional" optional />
          <ChoiceSetting
            editor={editor}
            name="carry"
            label="An asset carries"
            options={[
              { value: "one", label: "One of these tags" },
              { value: "many", label: "Any number of them" },
            ]}
          />
        </div>
        <Terms editor={editor} />
        <ManySetting editor={editor} path={["settings", "kinds"]} label="Who may carry them" options={kindOptions} />
        <RequiredTiers editor={editor} />
      </div>
    </div>
  );
}

function listAt<T>(editor: AssetEditor, key: string): readonly T[] {
  const value = valueAt(editor.body, ["settings", key]);
  return Array.isArray(value) ? (value as readonly unknown[] as readonly T[]) : [];
}

/** How many assets carry each tag, in their newest revisions. */
function useUsage(editor: AssetEditor): ReadonlyMap<string, number> | undefined {
  const { id } = editor.detail;
  const { data } = useQuery(["assets.tagUsage", id], () => api.assets.tagUsage({ vocabulary: id }));
  return useMemo(() => data && new Map(Object.entries(data.counts)), [data]);
}

function Terms({ editor }: { editor: AssetEditor }) {
  const terms = listAt<VocabularyTag>(editor, "terms");
  const usage = useUsage(editor);
  const write = (next: readonly VocabularyTag[]): void => editor.set(["settings", "terms"], next);
  const add = (): void => write([...terms, { key: `tag-${terms.length + 1}`, label: "" }]);
  return (
    <section className="fields" aria-label="Tags" data-at="settings.terms">
      <h2 className="group-title">
        Tags <span className="count">{terms.length}</span>
        <span className="grow" />
        {!editor.readOnly && (
          <Button size="sm" icon={Plus} onClick={add}>
            Add a tag
          </Button>
        )}
      </h2>
      {terms.length > 0 && (
        <>
          <p className="dim small">
            Names and files use the key. To change one that is carried takes the tag off what carries it.
          </p>
          <div className="term-row row-heads" aria-hidden>
            <span>Label</span>
            <span>Key</span>
            <span>Description</span>
          </div>
        </>
      )}
      {terms.map((term, at) => (
        // Tags are edited by their key too, so that only their place identifies them.
        <TermRow
          key={at}
          editor={editor}
          term={term}
          at={at}
          used={usage?.get(term.key) ?? (usage ? 0 : undefined)}
          onChange={(next) => write(next ? terms.with(at, next) : terms.toSpliced(at, 1))}
        />
      ))}
    </section>
  );
}

interface TermRowProps {
  editor: AssetEditor;
  term: VocabularyTag;
  at: number;
  /** How many assets carry it; undefined while that is not known. */
  used: number | undefined;
  onChange: (term: VocabularyTag | undefined) => void;
}

function TermRow({ editor, term, at, used, onChange }: TermRowProps) {
  const { key, label, description, retired } = term;
  const place = `settings.terms.${at}`;
  const count = used === undefined ? "…" : used === 0 ? "unused" : `on ${used}`;
  if (editor.readOnly)
    return (
      <div className="term-row headed" data-at={place}>
        <span>{label}</span>
        <span className="mono dim">{key}</span>
        <span className="dim">{description}</span>
        <span className="small dim">{retired ? `retired, ${count}` : count}</span>
      </div>
    );
  // Until somebody carries a tag its key follows its label.
  const relabel = (text: string): void => {
    const follows = used === 0 && (key === asPart(label) || /^tag-\d+$/.test(key));
    onChange({ ...term, label: text, key: (follows && asPart(text).slice(0, 60)) || key });
  };
  const { retired: _retired, ...live } = term;
  const { description: _description, ...plain } = term;
  return (
    <div className="term-row headed" data-at={place}>
      <TextField label="Label" value={label} onChange={relabel} problem={problemHere(editor, `${place}.label`)} />
      <TextField
        label="Key"
        mono
        value={key}
        onChange={(text) => onChange({ ...term, key: text })}
        problem={problemHere(editor, `${place}.key`)}
      />
      <TextField
        label="Description"
        placeholder="none"
        value={description ?? ""}
        onChange={(text) => onChange(text === "" ? plain : { ...term, description: text })}
      />
      <span className="term-use small dim">{retired ? `retired, ${count}` : count}</span>
      <span className="row term-use">
        <IconButton
          icon={retired ? ArchiveRestore : Archive}
          label={retired ? `Offer ${label} again` : `Retire ${label}: it stays where it is and is offered no more`}
          size="sm"
          onClick={() => onChange(retired ? live : { ...term, retired: true })}
        />
        <IconButton
          icon={X}
          label={`Remove ${label}`}
          size="sm"
          disabledReason={used ? `${used} assets carry it. Retire it instead.` : undefined}
          onClick={() => onChange(undefined)}
        />
      </span>
    </div>
  );
}

/** In which tiers each kind must carry one. */
function RequiredTiers({ editor }: { editor: AssetEditor }) {
  const kinds = listAt<KindName>(editor, "kinds");
  const required = listAt<Required[number]>(editor, "required");
  // What was required before its kind was taken away is still shown, to be mended.
  const shown = [...new Set([...kinds, ...required.map(({ kind }) => kind)])];
  return (
    <section className="fields" aria-label="Who must carry one" data-at="settings.required">
      <h2 className="group-title">Who must carry one</h2>
      {shown.length === 0 && <p className="dim small">Say first who may carry these tags.</p>}
      <div className="fields-pair">
        {shown.map((kind) => {
          const at = required.findIndex((one) => one.kind === kind);
          return (
            <TierChoice
              key={kind}
              editor={editor}
              kind={kind}
              at={at}
              chosen={required[at]?.tiers ?? []}
              onChange={(tiers) => {
                const others = required.filter((one) => one.kind !== kind);
                editor.set(["settings", "required"], tiers.length > 0 ? [...others, { kind, tiers }] : others);
              }}
            />
          );
        })}
      </div>
    </section>
  );
}

interface TierChoiceProps {
  editor: AssetEditor;
  kind: KindName;
  at: number;
  chosen: Required[number]["tiers"];
  onChange: (tiers: Required[number]["tiers"]) => void;
}

function TierChoice({ editor, kind, at, chosen, onChange }: TierChoiceProps) {
  const problem = at < 0 ? undefined : problemHere(editor, `settings.required.${at}`);
  return (
    <div role="group" aria-label={`Tiers in which ${kindWords[kind].many} need a tag`} className="tier-choice">
      <span className="small">{kindOptions.find(({ value }) => value === kind)!.label}</span>
      {editor.readOnly ? (
        <span className="dim small">
          {tierOptions
            .filter(({ value }) => chosen.includes(value))
            .map(({ label }) => label)
            .join(", ") || "No tier"}
        </span>
      ) : (
        tierOptions.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={chosen.includes(value)}
            onChange={(on) =>
              onChange(tierOptions.map((one) => one.value).filter((one) => (one === value ? on : chosen.includes(one))))
            }
          />
        ))
      )}
      {problem && <p className="tone-danger small">{problem.message}</p>}
    </div>
  );
}
