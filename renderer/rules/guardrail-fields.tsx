import type { AssetId } from "#shared/kernel/ids.ts";
import { channels, type Channel } from "#shared/rules/channels.ts";
import { isGuardrail, ruleLogic } from "#shared/rules/effects.ts";
import { capital } from "#renderer/app/words.ts";
import { AssetPicker } from "#renderer/assets/asset-picker.tsx";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { valueAt } from "#renderer/assets/logic/body-path.ts";
import { LinesSetting, problemHere, TextSetting } from "#renderer/assets/setting-fields.tsx";
import { channelWords } from "#renderer/reviews/strings.ts";
import { Chip, Field, ReadField, Select } from "#renderer/ui/index.ts";
import { CapFields } from "./cap-fields.tsx";
import type { RuleView } from "./logic/effect.ts";
import { guardrailWords } from "./logic/guardrail-words.ts";
import { WindowFields } from "./window-fields.tsx";

interface GuardrailProps extends EditorProps {
  view: RuleView;
}

/** A guardrail: what is its own, where it holds and of what, and why. */
export function GuardrailFields({ editor, view }: GuardrailProps) {
  return (
    <>
      {view.effect === "suppress" && <WindowFields editor={editor} />}
      {view.effect === "cap" && <CapFields editor={editor} />}
      {view.effect === "brandSafety" && <SurroundingsFields editor={editor} />}
      <h2 className="group-title">Where, and of what</h2>
      <Placements editor={editor} view={view} />
      <Channels editor={editor} />
      <Content editor={editor} />
      <TextSetting editor={editor} name={["logic", "reason"]} label="Reason" rule="stands in every trace" />
    </>
  );
}

/** What the guardrail does as it stands, as a sentence; nothing while it is not complete. */
export function GuardrailSentence({ editor }: EditorProps) {
  const parsed = ruleLogic.safeParse(editor.body.logic);
  if (!parsed.success || !isGuardrail(parsed.data)) return null;
  return (
    <p className="condition-words" aria-label="What it does">
      {guardrailWords(parsed.data, editor.library.nameOf)}
    </p>
  );
}

function SurroundingsFields({ editor }: EditorProps) {
  return (
    <>
      <h2 className="group-title">Beside what it must not stand</h2>
      <LinesSetting
        editor={editor}
        name={["logic", "avoid"]}
        label="Never beside"
        rule="labels of the request's context, one a line; news covers news/accidents"
      />
      <Required editor={editor} />
    </>
  );
}

function Required({ editor }: EditorProps) {
  const path = ["logic", "contextRequired"];
  const label = "Where a request does not say beside what";
  const required = valueAt(editor.body, path) !== false;
  if (editor.readOnly) return <ReadField label={label}>{required ? "It is kept back" : "It may be shown"}</ReadField>;
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          look="field"
          label={label}
          value={required ? "block" : "show"}
          onChange={(next) => editor.set(path, next === "block")}
          options={[
            { value: "block", label: "It is kept back" },
            { value: "show", label: "It may be shown" },
          ]}
        />
      )}
    </Field>
  );
}

function Placements({ editor, view }: GuardrailProps) {
  const { library, set } = editor;
  return (
    <Several
      editor={editor}
      at="logic.placements"
      label="Placements"
      all="in every placement"
      some="in these alone"
      add="Only in a placement"
      chosen={view.placements}
      options={library.ofKind("placement").map(({ id, name, body }) => ({
        value: id as string,
        label: name,
        note: noteOf(body.settings),
      }))}
      onChange={(ids) => set(["logic", "placements"], ids)}
    />
  );
}

const noteOf = (settings: { label?: unknown; channel?: unknown } | undefined): string =>
  [settings?.label, settings?.channel].filter((one) => typeof one === "string").join(", ");

const channelNames = Object.keys(channels) as Channel[];

function Channels({ editor }: EditorProps) {
  return (
    <Several
      editor={editor}
      at="logic.channels"
      label="Channels"
      all="by every channel"
      some="by these alone"
      add="Only by a channel"
      chosen={textsAt(editor, ["logic", "channels"])}
      options={channelNames.map((value) => ({ value, label: capital(channelWords[value]) }))}
      onChange={(chosen) => editor.set(["logic", "channels"], chosen.length > 0 ? chosen : undefined)}
    />
  );
}

/** The block types and blocks that it keeps back. */
function Content({ editor }: EditorProps) {
  const { library, readOnly, set } = editor;
  const types = textsAt(editor, ["logic", "content", "types"]);
  const blocks = textsAt(editor, ["logic", "content", "blocks"]);
  const change = (next: { types: readonly string[]; blocks: readonly string[] }): void =>
    set(["logic", "content"], next.types.length + next.blocks.length > 0 ? { ...next } : undefined);
  return (
    <div className="fields-pair">
      <Several
        editor={editor}
        at="logic.content"
        label="Block types"
        all={blocks.length === 0 ? "everything personalized" : "none; only the blocks named"}
        some="blocks of these types"
        add="Only blocks of a type"
        chosen={types}
        options={library
          .ofKind("blockType")
          .map(({ id, name, body }) => ({ value: id as string, label: name, note: noteOf(body.settings) }))}
        onChange={(next) => change({ types: next, blocks })}
      />
      <Field label="Blocks" rule={blocks.length === 0 ? "none by name" : "these by name"}>
        {() => (
          <div className="chips">
            {blocks.map((id) => (
              <Chip
                key={id}
                on
                {...(readOnly
                  ? {}
                  : {
                      onRemove: () => change({ types, blocks: blocks.filter((one) => one !== id) }),
                      removeLabel: `No longer ${library.nameOf(id)}`,
                    })}
              >
                {library.nameOf(id)}
              </Chip>
            ))}
            {!readOnly && (
              <AssetPicker
                label="A block by name"
                kinds={["block"]}
                value={undefined}
                name={undefined}
                accepts={({ id }) => !blocks.includes(id)}
                onChange={({ id }: { id: AssetId }) => change({ types, blocks: [...blocks, id] })}
              />
            )}
          </div>
        )}
      </Field>
    </div>
  );
}

/** The texts of a list in a body; none where there is no list. */
function textsAt(editor: EditorProps["editor"], path: readonly string[]): readonly string[] {
  const value = valueAt(editor.body, path);
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

interface SeveralProps extends EditorProps {
  at: string;
  label: string;
  /** What it means that none is chosen, and that some are. */
  all: string;
  some: string;
  add: string;
  chosen: readonly string[];
  options: readonly { value: string; label: string; note?: string }[];
  onChange: (chosen: readonly string[]) => void;
}

/** Any number of few choices, of which none means all. */
function Several({ editor, at, label, all, some, add, chosen, options, onChange }: SeveralProps) {
  const { readOnly, library } = editor;
  const left = options.filter(({ value }) => !chosen.includes(value));
  const wordOf = (value: string): string =>
    options.find((option) => option.value === value)?.label ?? library.nameOf(value);
  return (
    <div data-at={at}>
      <Field label={label} rule={chosen.length === 0 ? all : some} problem={problemHere(editor, at)}>
        {() => (
          <div className="chips">
            {chosen.map((value) =>
              readOnly ? (
                <Chip key={value}>{wordOf(value)}</Chip>
              ) : (
                <Chip
                  key={value}
                  on
                  onRemove={() => onChange(chosen.filter((one) => one !== value))}
                  removeLabel={`No longer ${wordOf(value)}`}
                >
                  {wordOf(value)}
                </Chip>
              ),
            )}
            {!readOnly && left.length > 0 && (
              <Select
                label={add}
                placeholder={chosen.length === 0 ? add : "And"}
                value={undefined}
                onChange={(value: string) => onChange([...chosen, value])}
                options={left}
              />
            )}
          </div>
        )}
      </Field>
    </div>
  );
}
