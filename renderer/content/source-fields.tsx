import { Plus, X } from "lucide-react";
import type { Source } from "#shared/content/model.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { problemHere } from "#renderer/assets/setting-fields.tsx";
import { sayDay } from "#renderer/app/dates.ts";
import { Button, IconButton, ReadField, TextField } from "#renderer/ui/index.ts";

/** What a claim or disclosure rests on: where it is said, and when somebody last looked. */
export function SourceFields({ editor, required }: { editor: AssetEditor; required: boolean }) {
  const sources = (editor.body.settings?.["sources"] ?? []) as unknown as readonly Source[];
  const write = (next: readonly Source[]): void =>
    editor.set(["settings", "sources"], next.length > 0 ? next : undefined);
  const change = (at: number, key: keyof Source, text: string): void => {
    const { [key]: _gone, ...rest } = sources[at]!;
    write(sources.with(at, { ...rest, ...(text === "" && key !== "title" ? {} : { [key]: text }) } as Source));
  };
  const missing = problemHere(editor, "settings.sources");
  if (editor.readOnly) return <ReadSources sources={sources} />;
  return (
    <div className="fields" role="group" aria-label="Sources" data-at="settings.sources">
      <div className="row">
        <span className="small dim grow">Sources: what it rests on{required ? "" : ", optional"}</span>
        <Button size="sm" icon={Plus} onClick={() => write([...sources, { title: "" }])}>
          Add a source
        </Button>
      </div>
      {missing && sources.length === 0 && <p className="tone-danger small">{missing.message}</p>}
      {sources.length > 0 && (
        <div className="source-row row-heads" aria-hidden>
          <span>Title</span>
          <span>Address</span>
          <span>Looked at</span>
        </div>
      )}
      {sources.map(({ title, url, checked }, at) => (
        // Sources have no id of their own, and the title is what one edits.
        <div key={at} className="source-row headed">
          <TextField
            label="Title"
            value={title}
            onChange={(text) => change(at, "title", text)}
            problem={problemHere(editor, `settings.sources.${at}.title`)}
          />
          <TextField
            label="Address"
            placeholder="none, or https://"
            inputMode="url"
            value={url ?? ""}
            onChange={(text) => change(at, "url", text)}
            problem={problemHere(editor, `settings.sources.${at}.url`)}
          />
          <TextField
            label="Looked at"
            type="date"
            value={checked ?? ""}
            onChange={(text) => change(at, "checked", text)}
          />
          <IconButton icon={X} label={`Remove the source ${title}`} onClick={() => write(sources.toSpliced(at, 1))} />
        </div>
      ))}
    </div>
  );
}

function ReadSources({ sources }: { sources: readonly Source[] }) {
  return (
    <ReadField label="Sources">
      <span className="read-text">
        {sources.map(({ title, checked }) => (checked ? `${title}, looked at ${sayDay(checked)}` : title)).join("\n") ||
          "None"}
      </span>
    </ReadField>
  );
}
