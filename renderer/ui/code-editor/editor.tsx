import { useEffect, useLayoutEffect, useRef } from "react";
import { classes } from "../classes.ts";
import { LineProblems } from "./line-problems.tsx";
import { showDiagnostics } from "./providers.ts";
import type { CodeEditorProps, Diagnostic } from "./types.ts";
import { applyFix, useHeight, useInstance, useText } from "./use-editor.ts";

const noDiagnostics: readonly Diagnostic[] = [];

/** The editor itself; `index.tsx` loads it lazily. */
export default function Editor(props: CodeEditorProps) {
  const { value, onChange, diagnostics = noDiagnostics, minLines = 3, maxLines = 18 } = props;
  const { label, placeholder, readOnly, inlineProblems = true } = props;
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const instance = useInstance(host, latest);
  useText(instance, value, onChange);
  useHeight(instance, host, { minLines, maxLines });
  useEffect(() => {
    const model = instance?.getModel();
    if (model) showDiagnostics(model, diagnostics);
  }, [instance, diagnostics]);
  useEffect(() => {
    instance?.updateOptions({ readOnly, domReadOnly: readOnly, placeholder, ariaLabel: label });
  }, [instance, readOnly, placeholder, label]);

  const bad = diagnostics.some((found) => found.severity === "error");
  return (
    <div className={classes("code-editor", bad && "is-bad", readOnly && "is-read")}>
      <div className="code-editor-host" ref={host} />
      {instance && inlineProblems && (
        <LineProblems
          instance={instance}
          diagnostics={diagnostics}
          onFix={(found, fix) => applyFix(instance, found, fix)}
        />
      )}
    </div>
  );
}
