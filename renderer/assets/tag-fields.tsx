import type { Identity } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { tagsOf, withTags } from "#shared/assets/tags.ts";
import { liveTags, type Vocabulary } from "#shared/taxonomy/vocabulary.ts";
import { Chip, Field, type FieldProblem, Section, Select } from "#renderer/ui/index.ts";
import type { AssetEditor } from "./data/asset-editor.ts";
import { vocabulariesFor } from "./logic/naming.ts";

/** The tags of the asset that is open, in the inspector of every kind. */
export function TagSection({ editor }: { editor: AssetEditor }) {
  const { detail, body, library, readOnly, problems, change } = editor;
  const tags = tagsOf(body);
  const offered = vocabulariesFor(
    library.taxonomy.vocabularies,
    detail,
    tags.map(({ vocabulary }) => vocabulary),
  );
  if (offered.length === 0) return null;
  const found = problems.filter(({ at }) => at.startsWith("settings.tags"));
  return (
    <Section title="Tags" count={tags.length}>
      <div className="fields" data-at="settings.tags">
        {offered.map(({ vocabulary, needed }) => (
          <TagField
            key={vocabulary.id}
            vocabulary={vocabulary}
            needed={needed}
            body={body}
            readOnly={readOnly !== undefined}
            problem={found.find(
              ({ at, message }) =>
                tags[Number(at.split(".")[2])]?.vocabulary === vocabulary.id ||
                (at === "settings.tags" && message.includes(vocabulary.settings.label)),
            )}
            onChange={(keys) => change(`tags ${vocabulary.id}`, (now) => withTags(now, vocabulary.id, keys))}
          />
        ))}
      </div>
    </Section>
  );
}

interface NewTagsProps {
  asset: Pick<Identity, "kind" | "tier" | "scope">;
  vocabularies: ReadonlyMap<Vocabulary["id"], Vocabulary>;
  body: Body;
  onChange: (vocabulary: Vocabulary["id"], keys: readonly string[]) => void;
}

/** The tags without which a new asset is refused. */
export function NeededTags({ asset, vocabularies, body, onChange }: NewTagsProps) {
  const needed = vocabulariesFor(vocabularies, asset).filter((one) => one.needed);
  return needed.map(({ vocabulary }) => (
    <TagField
      key={vocabulary.id}
      vocabulary={vocabulary}
      needed
      body={body}
      readOnly={false}
      onChange={(keys) => onChange(vocabulary.id, keys)}
    />
  ));
}

interface TagFieldProps {
  vocabulary: Vocabulary;
  needed: boolean;
  body: Body;
  readOnly: boolean;
  problem?: FieldProblem | undefined;
  onChange: (keys: readonly string[]) => void;
}

/** The tags of one vocabulary: those that it carries, and those that can be added. */
function TagField({ vocabulary, needed, body, readOnly, problem, onChange }: TagFieldProps) {
  const { id, settings, byKey } = vocabulary;
  const one = settings.carry === "one";
  const chosen = tagsOf(body)
    .filter((tag) => tag.vocabulary === id)
    .map(({ key }) => key);
  const left = liveTags(vocabulary).filter(({ key }) => !chosen.includes(key));
  const wordsOf = (key: string): string => byKey.get(key)?.label ?? key;
  const rule = needed ? (one ? "one, needed" : "at least one") : one ? "one, optional" : "optional";
  return (
    <Field label={settings.label} rule={readOnly ? undefined : rule} problem={problem}>
      {() => (
        <div className="chips" role="group" aria-label={`Tags of ${settings.label}`}>
          {chosen.map((key) =>
            readOnly ? (
              <Chip key={key}>{wordsOf(key)}</Chip>
            ) : (
              <Chip
                key={key}
                on
                onRemove={() => onChange(chosen.filter((other) => other !== key))}
                removeLabel={`Take off ${wordsOf(key)}`}
              >
                {wordsOf(key)}
                {byKey.get(key)?.retired && " (retired)"}
              </Chip>
            ),
          )}
          {chosen.length === 0 && readOnly && <span className="dim">None</span>}
          {!readOnly && left.length > 0 && (
            <Select
              label={`${one && chosen.length > 0 ? "Change" : "Add"} a tag of ${settings.label}`}
              placeholder={one && chosen.length > 0 ? "Change" : "Add"}
              value={undefined}
              onChange={(key: string) => onChange(one ? [key] : [...chosen, key])}
              options={left.map(({ key, label, description }) => ({
                value: key,
                label,
                ...(description ? { note: description } : {}),
              }))}
            />
          )}
        </div>
      )}
    </Field>
  );
}
