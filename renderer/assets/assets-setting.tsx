import type { KindName } from "#shared/assets/kind.ts";
import { Chip, Field, type FieldProblem, Select } from "#renderer/ui/index.ts";
import type { AssetEditor } from "./data/asset-editor.ts";
import { type Path, valueAt } from "./logic/body-path.ts";
import { problemHere } from "./setting-fields.tsx";

interface AssetsSettingProps {
  editor: AssetEditor;
  /** The setting's key, or its place in the body. */
  name: string | Path;
  label: string;
  rule: string;
  kind: Extract<KindName, "consentPurpose" | "blockType">;
}

/** Several assets of a kind of which there are few. */
export function AssetsSetting({ editor, name, label, rule, kind }: AssetsSettingProps) {
  const path: Path = typeof name === "string" ? ["settings", name] : name;
  const value = valueAt(editor.body, path);
  const chosen = Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  return (
    <div data-at={path.join(".")}>
      <AssetChips
        editor={editor}
        label={label}
        rule={rule}
        kind={kind}
        chosen={chosen}
        problem={problemHere(editor, path.join("."))}
        onChange={(ids) => editor.set(path, [...ids])}
      />
    </div>
  );
}

interface AssetChipsProps extends Pick<AssetsSettingProps, "editor" | "label" | "rule" | "kind"> {
  chosen: readonly string[];
  problem: FieldProblem | undefined;
  onChange: (ids: readonly string[]) => void;
}

function AssetChips({ editor, label, rule, kind, chosen, problem, onChange }: AssetChipsProps) {
  const { library, readOnly } = editor;
  const left = library.ofKind(kind).filter(({ id }) => !chosen.includes(id));
  return (
    <Field label={label} rule={rule} problem={problem}>
      {() => (
        <div className="chips">
          {chosen.map((id) =>
            readOnly ? (
              <Chip key={id}>{library.nameOf(id)}</Chip>
            ) : (
              <Chip
                key={id}
                on
                onRemove={() => onChange(chosen.filter((one) => one !== id))}
                removeLabel={`Take ${library.nameOf(id)} away`}
              >
                {library.nameOf(id)}
              </Chip>
            ),
          )}
          {chosen.length === 0 && readOnly && <span className="dim">None</span>}
          {!readOnly && left.length > 0 && (
            <Select
              label={`Add to ${label}`}
              placeholder="Add"
              value={undefined}
              onChange={(id: string) => onChange([...chosen, id])}
              options={left.map((one) => ({ value: one.id as string, label: one.name }))}
            />
          )}
        </div>
      )}
    </Field>
  );
}
