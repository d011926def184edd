import { useCallback, useMemo, useState } from "react";
import { checkCondition, type Diagnostic } from "#shared/rules/cel/check.ts";
import { completions, hover, type Completion as CelCompletion } from "#shared/rules/cel/complete.ts";
import { openText } from "#shared/rules/builder/open.ts";
import { conditionWords } from "#shared/rules/cel/words.ts";
import { valueAt, withValueAt } from "#renderer/assets/logic/body-path.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { recall, remember } from "#renderer/app/memory.ts";
import { capital } from "#renderer/app/words.ts";
import { CodeEditor, type Completion, ProblemLine, Segmented } from "#renderer/ui/index.ts";
import { ClosedNotice } from "./builder/closed-notice.tsx";
import { ConditionBuilder } from "./builder/condition-builder.tsx";
import { words as builderWords } from "./builder/strings.ts";

const path = ["logic", "when"];
const noDiagnostics: readonly Diagnostic[] = [];

/** The condition of a body as it stands in the editor. */
export const conditionOf = (editor: AssetEditor): string => {
  const when = valueAt(editor.body, path);
  return typeof when === "string" ? when : "";
};

type View = "builder" | "text";
const viewMemory = "conditions.view";

interface ViewChoice {
  view: View;
  choose: (view: View) => void;
  /** Whether rows are wanted that there cannot be. */
  refused: boolean;
}

/**
 * How this person likes to edit conditions, on this computer. Text that was shown because it has no rows stays until rows are
 * asked for again: the view must not change under whoever types.
 */
function useView(asset: string, hasRows: boolean): ViewChoice {
  const [wanted, want] = useState<View>(() => (recall(viewMemory) === "text" ? "text" : "builder"));
  const [textOf, keepText] = useState<string>();
  if (!hasRows && textOf !== asset) keepText(asset);
  const choose = (next: View): void => {
    remember(viewMemory, next);
    want(next);
    keepText(undefined);
  };
  const view = wanted === "text" || !hasRows || textOf === asset ? "text" : "builder";
  return { view, choose, refused: wanted === "builder" && !hasRows };
}

/**
 * A condition as rows or as text, held to the data dictionary at every key, and the same in words below it. Both views edit
 * one expression. What cannot be shown as rows stays text, and the reason stands above it.
 */
export function ConditionField({ editor, label }: { editor: AssetEditor; label: string }) {
  const { library, libraryReady, problems, readOnly } = editor;
  const { dictionary } = library;
  const when = conditionOf(editor);
  const diagnostics = useMemo(
    () => (libraryReady && when.trim() !== "" ? checkCondition(when, dictionary).diagnostics : noDiagnostics),
    [when, dictionary, libraryReady],
  );
  const words = useMemo(() => conditionWords(when, dictionary), [when, dictionary]);
  const opened = useMemo(() => openText(when), [when]);
  const { view, choose, refused } = useView(editor.detail.id, opened.ok);
  const asRows = view === "builder" && readOnly === undefined && libraryReady;
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
      {readOnly === undefined && (
        <div className="condition-view">
          <Segmented
            label={builderWords.view}
            value={view}
            onChange={choose}
            options={[
              { value: "builder", label: builderWords.builder },
              { value: "text", label: builderWords.text },
            ]}
          />
        </div>
      )}
      {refused && !opened.ok && readOnly === undefined && <ClosedNotice closed={opened.closed} />}
      {asRows ? (
        <ConditionBuilder
          label={label}
          text={when}
          onChange={(next, step) => editor.change(`${path.join(".")} ${step}`, (body) => withValueAt(body, path, next))}
          dictionary={dictionary}
          diagnostics={diagnostics}
        />
      ) : (
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
      )}
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
