import { celLanguage } from "./cel-language.ts";
import { editor, languages, MarkerSeverity, Range } from "./monaco.ts";
import type { CodeEditorProps, Completion, Diagnostic, Fix } from "./types.ts";

type Sources = Pick<CodeEditorProps, "completions" | "hover" | "diagnostics">;

/**
 * Monaco registers providers for a language, not for an editor.
 * They are registered once and ask the editor whose model it is.
 */
const sourcesOf = new WeakMap<editor.ITextModel, () => Sources>();

/** Gives a model its completions, hovers and diagnostics; `sources` is asked at each use, so it may change. */
export function attachSources(model: editor.ITextModel, sources: () => Sources): void {
  sourcesOf.set(model, sources);
}

/** The range of two character offsets. */
export function rangeOf(model: editor.ITextModel, from: number, to: number): Range {
  const start = model.getPositionAt(from);
  const end = model.getPositionAt(to);
  return new Range(start.lineNumber, start.column, end.lineNumber, end.column);
}

const severities = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, info: MarkerSeverity.Info } as const;

/** Underlines the diagnostics in the text. */
export function showDiagnostics(model: editor.ITextModel, diagnostics: readonly Diagnostic[]): void {
  const markers = diagnostics.map((found) => {
    const range = rangeOf(model, found.from, Math.max(found.to, found.from + 1));
    return {
      startLineNumber: range.startLineNumber,
      startColumn: range.startColumn,
      endLineNumber: range.endLineNumber,
      endColumn: range.endColumn,
      message: found.message,
      severity: severities[found.severity],
    };
  });
  editor.setModelMarkers(model, celLanguage, markers);
}

const completionKinds = {
  attribute: languages.CompletionItemKind.Field,
  event: languages.CompletionItemKind.Event,
  audience: languages.CompletionItemKind.Reference,
  function: languages.CompletionItemKind.Function,
  keyword: languages.CompletionItemKind.Keyword,
  value: languages.CompletionItemKind.Value,
} as const;

function completionItem(model: editor.ITextModel, item: Completion, word: Range): languages.CompletionItem {
  const own = item.from !== undefined && item.to !== undefined ? rangeOf(model, item.from, item.to) : word;
  return {
    label: item.label,
    insertText: item.insert ?? item.label,
    // What is typed is held to what would be inserted: within quotes that begins with the quotation mark, which no label has.
    filterText: item.insert ?? item.label,
    kind: completionKinds[item.kind ?? "value"],
    detail: item.detail,
    documentation: item.documentation,
    range: own,
  };
}

languages.registerCompletionItemProvider(celLanguage, {
  triggerCharacters: [".", '"', "("],
  async provideCompletionItems(model, position) {
    const ask = sourcesOf.get(model)?.().completions;
    if (!ask) return { suggestions: [] };
    const word = model.getWordUntilPosition(position);
    const range = new Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn);
    const found = await ask(model.getValue(), model.getOffsetAt(position));
    return { suggestions: found.map((item) => completionItem(model, item, range)) };
  },
});

languages.registerHoverProvider(celLanguage, {
  async provideHover(model, position) {
    const found = await sourcesOf.get(model)?.().hover?.(model.getValue(), model.getOffsetAt(position));
    return found && { range: rangeOf(model, found.from, found.to), contents: [{ value: found.text }] };
  },
});

/** The fixes for what is wrong on a line, each with its diagnostic. */
export function fixesOnLine(
  model: editor.ITextModel,
  line: number,
  diagnostics: readonly Diagnostic[],
): { diagnostic: Diagnostic; fix: Fix }[] {
  return diagnostics
    .filter((found) => {
      const range = rangeOf(model, found.from, found.to);
      return range.startLineNumber <= line && line <= range.endLineNumber;
    })
    .flatMap((diagnostic) => (diagnostic.fixes ?? []).map((fix) => ({ diagnostic, fix })));
}

/** The diagnostics that touch a range, with their fixes as quick fixes (Ctrl+.). */
languages.registerCodeActionProvider(celLanguage, {
  provideCodeActions(model, range, context) {
    const diagnostics = sourcesOf.get(model)?.().diagnostics ?? [];
    const actions = diagnostics
      .filter((found) => Range.areIntersectingOrTouching(rangeOf(model, found.from, found.to), range))
      .flatMap((found) =>
        (found.fixes ?? []).map((fix, at) => ({
          title: fix.title,
          kind: "quickfix",
          isPreferred: at === 0,
          diagnostics: context.markers.filter((marker) => marker.message === found.message),
          edit: {
            edits: [
              {
                resource: model.uri,
                versionId: model.getVersionId(),
                textEdit: { range: rangeOf(model, fix.from ?? found.from, fix.to ?? found.to), text: fix.replacement },
              },
            ],
          },
        })),
      );
    return { actions, dispose: () => {} };
  },
});
