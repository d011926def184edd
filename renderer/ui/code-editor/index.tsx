import { lazy, Suspense } from "react";
import type { CodeEditorProps } from "./types.ts";

export type { CodeEditorProps, Completion, Diagnostic, Fix, HoverInfo } from "./types.ts";

/** Monaco is 2 MB: it is fetched with the first editor, never with the app. */
const Editor = lazy(() => import("./editor.tsx"));

/** Text in CEL, checked as it is typed. Until the editor is there the text can be read. */
export function CodeEditor(props: CodeEditorProps) {
  return (
    <Suspense fallback={<CodeText>{props.value}</CodeText>}>
      <Editor {...props} />
    </Suspense>
  );
}

/** An expression to read. */
export function CodeText({ children }: { children: string }) {
  return (
    <pre className="code-plain" tabIndex={0}>
      {children}
    </pre>
  );
}
