import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { classes } from "../classes.ts";
import { celLanguage } from "./cel-language.ts";
import { LineProblems } from "./line-problems.tsx";
import { editor } from "./monaco.ts";
import { attachSources, rangeOf, showDiagnostics } from "./providers.ts";
import { followTheme } from "./themes.ts";
import type { CodeEditorProps, Diagnostic, Fix } from "./types.ts";

const lineHeight = 20;
const padding = 8;

const options: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontSize: 12.5,
  lineHeight,
  fontFamily:
    'ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", Menlo, Consolas, "Liberation Mono", monospace',
  minimap: { enabled: false },
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 8,
  glyphMargin: false,
  folding: false,
  bracketPairColorization: { enabled: false },
  guides: { indentation: false },
  wordWrap: "on",
  scrollBeyondLastLine: false,
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  renderLineHighlight: "line",
  renderLineHighlightOnlyWhenFocus: true,
  padding: { top: padding, bottom: padding },
  scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 8, horizontalScrollbarSize: 8 },
  fixedOverflowWidgets: true,
  quickSuggestions: { other: true, strings: true, comments: false },
  suggest: { showIcons: true, showStatusBar: false },
  wordBasedSuggestions: "off",
  // Tab leaves the editor as it leaves any field (WCAG 2.1.2); an expression needs no tabs.
  tabFocusMode: true,
  lightbulb: { enabled: editor.ShowLightbulbIconMode.Off },
  unicodeHighlight: { ambiguousCharacters: true, invisibleCharacters: true },
};

/** The editor itself; `index.tsx` loads it lazily. */
export default function Editor(props: CodeEditorProps) {
  const { value, diagnostics = [], minLines = 3, maxLines = 18, readOnly, inlineProblems = true } = props;
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const instance = useInstance(host, latest);

  useEffect(() => {
    const model = instance?.getModel();
    // A value that came from typing is already there; setting it again would move the cursor.
    if (model && model.getValue() !== value) model.setValue(value);
  }, [instance, value]);
  useEffect(() => {
    const model = instance?.getModel();
    if (model) showDiagnostics(model, diagnostics);
  }, [instance, diagnostics]);
  useEffect(() => {
    instance?.updateOptions({
      readOnly,
      domReadOnly: readOnly,
      placeholder: props.placeholder,
      ariaLabel: props.label,
    });
  }, [instance, readOnly, props.placeholder, props.label]);
  useHeight(instance, host, minLines, maxLines);

  const fix = (found: Diagnostic, { replacement, from = found.from, to = found.to }: Fix): void => {
    const model = instance?.getModel();
    if (!instance || !model) return;
    instance.pushUndoStop();
    instance.executeEdits("fix", [{ range: rangeOf(model, from, to), text: replacement }]);
    instance.pushUndoStop();
    instance.focus();
  };
  const bad = diagnostics.some((found) => found.severity === "error");
  return (
    <div className={classes("code-editor", bad && "is-bad", readOnly && "is-read")}>
      <div className="code-editor-host" ref={host} />
      {instance && inlineProblems && <LineProblems instance={instance} diagnostics={diagnostics} onFix={fix} />}
    </div>
  );
}

/** Makes the editor once, and unmakes it with its model. What changes is read from `latest` at each use. */
function useInstance(host: { current: HTMLDivElement | null }, latest: { readonly current: CodeEditorProps }) {
  const [instance, setInstance] = useState<editor.IStandaloneCodeEditor>();
  useEffect(() => {
    if (!host.current) return;
    const stopFollowing = followTheme();
    const model = editor.createModel(latest.current.value, celLanguage);
    attachSources(model, () => latest.current);
    const made = editor.create(host.current, { ...options, model, ariaLabel: latest.current.label });
    made.onDidChangeModelContent(() => {
      const text = model.getValue();
      if (text !== latest.current.value) latest.current.onChange(text);
    });
    setInstance(made);
    return () => {
      setInstance(undefined);
      made.dispose();
      model.dispose();
      stopFollowing();
    };
  }, [host, latest]);
  return instance;
}

function useHeight(
  instance: editor.IStandaloneCodeEditor | undefined,
  host: { current: HTMLDivElement | null },
  minLines: number,
  maxLines: number,
): void {
  useEffect(() => {
    if (!instance) return;
    const fit = (): void => {
      const wanted = Math.max(
        minLines * lineHeight + 2 * padding,
        Math.min(instance.getContentHeight(), maxLines * lineHeight + 2 * padding),
      );
      if (host.current) host.current.style.height = `${wanted}px`;
    };
    fit();
    const listener = instance.onDidContentSizeChange(fit);
    return () => listener.dispose();
  }, [instance, host, minLines, maxLines]);
}
