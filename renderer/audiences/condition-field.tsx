import { useCallback, useMemo } from "react";
import { checkCondition } from "#shared/rules/cel/check.ts";
import { completions, hover, type Completion as CelCompletion } from "#shared/rules/cel/complete.ts";
import { conditionWords } from "#shared/rules/cel/words.ts";
import { valueAt } from "#renderer/assets/logic/body-path.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { capital } from "#renderer/app/words.ts";
import { CodeEditor, type Completion, type Diagnostic, ProblemLine } from "#renderer/ui/index.ts";

const path = ["logic", "when"];

/** The condition of a body as it stands in the editor. */
export const conditionOf = (editor: AssetEditor): string => {
  const when = valueAt(editor.body, path);
  return typeof when === "string" ? when : "";
};

/** A condition as text, held to the data dictionary at every key, and the same in words below it. */
export function ConditionField({ editor, label }: { editor: AssetEditor; label: string }) {
  const { library, libraryReady, problems, readOnly } = editor;
  const { dictionary } = library;
  const when = conditionOf(editor);
  const diagnostics = useMemo<readonly Diagnostic[]>(
    () => (libraryReady && when.trim() !== "" ? checkCondition(when, dictionary).diagnostics : []),
    [when, dictionary, libraryReady],
  );
  const words = useMemo(() => conditionWords(when, dictionary), [when, dictionary]);
  const complete = useCallback(
    (text: string, offset: number) => completions(text, offset, dictionary).map(asCompletion),
    [dictionary],
  );
  const explain = useCallback(
    (text: string, offset: number) => {
      const found = hover(text, offset, dictionary);
      return found
        ? { from: found.from, to: found.to, text: [`**${found.title}**`, ...found.lines].join("\n\n") }
        : undefined;
    },
    [dictionary],
  );
  // What concerns the condition as a whole stands in no one place of it.
  const whole = problems.filter(
    (one) => one.at === "logic.when" && !diagnostics.some(({ message }) => message === one.message),
  );
  return (
    <div className="fields condition" data-at="logic.when">
      <CodeEditor
        label={`${label}, CEL`}
        value={when}
        onChange={(next) => editor.set(path, next)}
        diagnostics={diagnostics}
        completions={complete}
        hover={explain}
        readOnly={readOnly !== undefined}
        placeholder='profile.loyalty_tier == "gold"'
        minLines={2}
        maxLines={14}
      />
      {whole.map((one) => (
        <ProblemLine key={one.message} severity={one.severity}>
          {one.message}
        </ProblemLine>
      ))}
      {words && diagnostics.length === 0 && (
        <p className="condition-words">
          <span className="dim">In words: </span>
          {capital(words)}.
        </p>
      )}
    </div>
  );
}

const kinds: Readonly<Record<CelCompletion["kind"], NonNullable<Completion["kind"]>>> = {
  attribute: "attribute",
  event: "event",
  property: "attribute",
  audience: "audience",
  function: "function",
  macro: "function",
  value: "value",
  name: "keyword",
};

const asCompletion = ({ label, insert, kind, detail, from, to }: CelCompletion): Completion => ({
  label,
  insert,
  kind: kinds[kind],
  detail,
  from,
  to,
});
