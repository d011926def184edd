import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { celLanguage } from "./cel-language.ts";
import { editor, KeyCode, KeyMod } from "./monaco.ts";
import { attachSources, fixesOnLine, rangeOf } from "./providers.ts";
import { followTheme } from "./themes.ts";
import type { CodeEditorProps, Diagnostic, Fix } from "./types.ts";

export const lineHeight = 20;
export const padding = 8;

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

/** Replaces what a fix names, as one step to undo. */
export function applyFix(instance: editor.IStandaloneCodeEditor, found: Diagnostic, fix: Fix): void {
  const model = instance.getModel();
  if (!model) return;
  const range = rangeOf(model, fix.from ?? found.from, fix.to ?? found.to);
  instance.pushUndoStop();
  instance.executeEdits("fix", [{ range, text: fix.replacement }]);
  instance.pushUndoStop();
  instance.focus();
}

/**
 * Makes the editor once in `host`, and unmakes it with its model. What changes between renders is read from `latest`
 * at each use. Ctrl+. applies the fix of the line at the cursor; where there are several it leads to them.
 */
export function useInstance(
  host: RefObject<HTMLDivElement | null>,
  latest: { readonly current: CodeEditorProps },
): editor.IStandaloneCodeEditor | undefined {
  const [instance, setInstance] = useState<editor.IStandaloneCodeEditor>();
  useEffect(() => {
    if (!host.current) return;
    const stopFollowing = followTheme();
    const model = editor.createModel(latest.current.value, celLanguage);
    model.updateOptions({ tabSize: 2 });
    attachSources(model, () => latest.current);
    const made = editor.create(host.current, { ...options, model, ariaLabel: latest.current.label });
    made.addCommand(KeyMod.CtrlCmd | KeyCode.Period, () => {
      const line = made.getPosition()?.lineNumber ?? 1;
      const [first, ...more] = fixesOnLine(model, line, latest.current.diagnostics ?? []);
      if (!first) return;
      if (more.length === 0) return applyFix(made, first.diagnostic, first.fix);
      // The card under the line offers them all; without cards Monaco's own list does.
      const button = made.getDomNode()?.querySelector<HTMLElement>(`[data-line="${line}"] button`);
      if (button) button.focus();
      else made.trigger("keyboard", "editor.action.quickFix", undefined);
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

/**
 * Keeps text and `value` the same. A value that comes back late from the caller's own state is an echo of what was typed:
 * setting it again would undo what was typed since and move the cursor, so echoes are let pass.
 */
export function useText(
  instance: editor.IStandaloneCodeEditor | undefined,
  value: string,
  onChange: (value: string) => void,
): void {
  const echoes = useRef<string[]>([]);
  const setting = useRef(false);
  const change = useRef(onChange);
  useLayoutEffect(() => {
    change.current = onChange;
  });
  useEffect(() => {
    const model = instance?.getModel();
    const listener = model?.onDidChangeContent(() => {
      if (setting.current) return;
      const text = model.getValue();
      echoes.current.push(text);
      change.current(text);
    });
    return () => listener?.dispose();
  }, [instance]);
  useEffect(() => {
    const model = instance?.getModel();
    const echo = echoes.current.indexOf(value);
    if (echo >= 0) {
      echoes.current.splice(0, echo + 1);
    } else if (model && model.getValue() !== value) {
      echoes.current = [];
      setting.current = true;
      model.setValue(value);
      setting.current = false;
    }
  }, [instance, value]);
}

/** Lets the height follow the text, between two numbers of lines. */
export function useHeight(
  instance: editor.IStandaloneCodeEditor | undefined,
  host: RefObject<HTMLDivElement | null>,
  { minLines, maxLines }: { minLines: number; maxLines: number },
): void {
  useEffect(() => {
    const fit = (): void => {
      if (!instance || !host.current) return;
      const most = maxLines * lineHeight + 2 * padding;
      const least = minLines * lineHeight + 2 * padding;
      host.current.style.height = `${Math.max(least, Math.min(instance.getContentHeight(), most))}px`;
    };
    fit();
    const listener = instance?.onDidContentSizeChange(fit);
    return () => listener?.dispose();
  }, [instance, host, minLines, maxLines]);
}
