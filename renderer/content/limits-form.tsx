import { Plus, X } from "lucide-react";
import type { Field as FieldModel, Limits } from "#shared/taxonomy/model.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { problemHere } from "#renderer/assets/setting-fields.tsx";
import { Button, IconButton, TextArea, TextField } from "#renderer/ui/index.ts";
import {
  CurrencyLimits,
  DayLimits,
  MarkLimits,
  PictureLimitsForm,
  TypeLimits,
  WidthLimits,
  wholeNumber,
} from "./limit-fields.tsx";
import { usefulLimits } from "./logic/block-type.ts";
import { TokenLimits } from "./token-limits.tsx";

interface LimitsFormProps {
  editor: AssetEditor;
  field: FieldModel;
  place: string;
  onChange: (limits: Limits, key: string) => void;
}

/** How far a flexible field may go. Only the limits that its type has a use for are shown. */
export function LimitsForm({ editor, field, place, onChange }: LimitsFormProps) {
  const { limits } = field;
  const useful = usefulLimits(field.type);
  const set = <K extends keyof Limits>(key: K, value: Limits[K] | undefined): void => {
    const { [key]: _gone, ...rest } = limits;
    onChange(value === undefined ? rest : { ...rest, [key]: value }, key);
  };
  const number = (key: "minLength" | "maxLength" | "min" | "max" | "decimals", label: string, rule: string) =>
    useful.has(key) && (
      <TextField
        label={label}
        rule={rule}
        inputMode="numeric"
        value={limits[key] === undefined ? "" : String(limits[key])}
        onChange={(text) => set(key, wholeNumber(text))}
        problem={problemHere(editor, `${place}.limits.${key}`)}
      />
    );
  const list = (key: "values" | "linkHosts" | "allowedWords", label: string, rule: string) =>
    useful.has(key) && (
      <div className="is-wide">
        <TextArea
          label={label}
          rule={rule}
          value={(limits[key] ?? []).join("\n")}
          onChange={(text) => set(key, text === "" ? undefined : text.split("\n"))}
          problem={problemHere(editor, `${place}.limits.${key}`)}
        />
      </div>
    );
  const items = field.type === "list";
  return (
    <div className="limits-grid">
      {number("minLength", "Shortest", "characters as a reader counts them")}
      {number("maxLength", "Longest", "characters as a reader counts them")}
      {number("min", items ? "Fewest entries" : "Lowest", "optional")}
      {number("max", items ? "Most entries" : "Highest", "optional")}
      {number("decimals", "Decimals", "the most digits behind the point")}
      {useful.has("width") && <WidthLimits limits={limits} set={set} />}
      {useful.has("currencies") && <CurrencyLimits limits={limits} set={set} />}
      {useful.has("earliest") && (
        <DayLimits limits={limits} set={set} problem={problemHere(editor, `${place}.limits.latest`)} />
      )}
      {useful.has("marks") && <MarkLimits limits={limits} set={set} />}
      {useful.has("types") && <TypeLimits limits={limits} set={set} library={editor.library} />}
      {useful.has("picture") && <PictureLimitsForm limits={limits} set={set} />}
      {list("values", "Allowed wordings", field.type === "choice" ? "one a line" : "one a line; empty allows any")}
      {list("linkHosts", "Hosts that links may lead to", "one a line; paths of one’s own site are always allowed")}
      {list("allowedWords", "Allowed words", "one a line, for a controlled language; empty allows any")}
      {useful.has("pattern") && (
        <div className="is-wide">
          <TextField
            label="Form"
            rule="a regular expression (RE2) that the whole value matches, optional"
            mono
            value={limits.pattern ?? ""}
            onChange={(pattern) => set("pattern", pattern || undefined)}
            problem={problemHere(editor, `${place}.limits.pattern`)}
          />
        </div>
      )}
      {useful.has("tokens") && (
        <TokenLimits
          editor={editor}
          place={place}
          tokens={limits.tokens ?? []}
          onChange={(tokens) => set("tokens", tokens.length > 0 ? tokens : undefined)}
        />
      )}
      {useful.has("forbidden") && (
        <Forbidden
          words={limits.forbidden ?? []}
          onChange={(words) => set("forbidden", words.length > 0 ? words : undefined)}
        />
      )}
    </div>
  );
}

type Words = NonNullable<Limits["forbidden"]>;

/** Words that may not appear, why, and what to say instead: an editor is offered that. */
function Forbidden({ words, onChange }: { words: Words; onChange: (words: Words) => void }) {
  const change = (at: number, changes: Partial<Words[number]>): void =>
    onChange(words.map((one, index) => (index === at ? { ...one, ...changes } : one)));
  return (
    <div className="is-wide fields">
      <div className="row">
        <span className="small dim grow">Words that may not be used</span>
        <Button
          size="sm"
          icon={Plus}
          onClick={() => onChange([...words, { word: "word", reason: "", suggestions: [] }])}
        >
          Add a word
        </Button>
      </div>
      {words.map(({ word, reason, suggestions }, at) => (
        // Rows have no id of their own, and the word is what one edits.
        <div key={at} className="forbidden-row">
          <TextField label="Word" value={word} onChange={(next) => change(at, { word: next })} />
          <TextField label="Why" value={reason} onChange={(next) => change(at, { reason: next })} />
          <TextField
            label="Rather"
            rule="by commas"
            value={suggestions.join(", ")}
            onChange={(next) => change(at, { suggestions: next === "" ? [] : next.split(/,\s*/) })}
          />
          <IconButton icon={X} label={`Allow ${word}`} onClick={() => onChange(words.toSpliced(at, 1))} />
        </div>
      ))}
    </div>
  );
}
