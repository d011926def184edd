import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { problemHere } from "#renderer/assets/setting-fields.tsx";
import { Chip, Select } from "#renderer/ui/index.ts";

interface TokenLimitsProps {
  editor: AssetEditor;
  place: string;
  tokens: readonly string[];
  onChange: (tokens: string[]) => void;
}

/** The attributes that a field may insert as personal values. */
export function TokenLimits({ editor, place, tokens, onChange }: TokenLimitsProps) {
  const { attributes } = editor.library.dictionary;
  const left = attributes.filter((attribute) => !tokens.includes(attribute.key));
  const problem = problemHere(editor, `${place}.limits.tokens`);
  return (
    <div className="is-wide fields">
      <span className="small dim">Personal values that may be inserted</span>
      <div className="chips">
        {tokens.map((key) => (
          <Chip
            key={key}
            on
            onRemove={() => onChange(tokens.filter((one) => one !== key))}
            removeLabel={`No longer ${key}`}
          >
            {key}
          </Chip>
        ))}
        {left.length > 0 && (
          <Select
            label="Allow a personal value"
            placeholder="Allow one more"
            value={undefined}
            onChange={(key: string) => onChange([...tokens, key])}
            options={left.map((attribute) => ({ value: attribute.key, label: attribute.key, note: attribute.label }))}
          />
        )}
      </div>
      {problem && <p className="tone-danger small">{problem.message}</p>}
    </div>
  );
}
