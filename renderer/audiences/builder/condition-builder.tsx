import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Dictionary } from "#shared/data/dictionary.ts";
import type { Path } from "#shared/rules/builder/edit.ts";
import { emptyModel, openText } from "#shared/rules/builder/open.ts";
import { problemsOf } from "#shared/rules/builder/places.ts";
import type { Diagnostic } from "#shared/rules/cel/diagnostics.ts";
import { BuilderContext, pathKey } from "./context.ts";
import { GroupRows } from "./group-rows.tsx";
import { createSession, type Written } from "./session.ts";
import "./builder.css";

export interface ConditionBuilderProps {
  label: string;
  text: string;
  /** `step` says what was edited: more of the same is one step of undo. */
  onChange: (text: string, step: string) => void;
  dictionary: Dictionary;
  diagnostics: readonly Diagnostic[];
}

/**
 * A condition as rows. The text is the truth: rows are read from it, and every change is written to it at once. What the
 * text cannot say (an empty group, a group of one) is remembered only as long as the text is the one that was written here.
 */
export function ConditionBuilder({ label, text, onChange, dictionary, diagnostics }: ConditionBuilderProps) {
  const [written, setWritten] = useState<Written>();
  const [session] = useState(createSession);
  const model = useMemo(() => {
    if (written?.text === text) return written.model;
    const opened = openText(text);
    // The field shows the text where there are no rows.
    return opened.ok ? opened.model : emptyModel;
  }, [written, text]);
  useLayoutEffect(() => {
    session.update({
      text,
      model,
      change: onChange,
      write: (next, step) => {
        setWritten(next);
        onChange(next.text, step);
      },
    });
  });
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const path = session.takeFocus();
    if (path && host.current) focusOn(host.current, path);
  });
  const builder = useMemo(() => ({ dictionary, ...session.acts }), [dictionary, session]);
  const problems = useMemo(() => problemsOf(model, text, diagnostics), [model, text, diagnostics]);
  return (
    <BuilderContext.Provider value={builder}>
      <div className="builder" role="group" aria-label={label} ref={host}>
        <GroupRows group={model} path={top} event={undefined} problems={problems} />
      </div>
    </BuilderContext.Provider>
  );
}

const top: Path = [];

/** Moves the focus to a row, or to the nearest before it where it is gone. */
function focusOn(host: HTMLElement, path: Path): void {
  const [last = 0] = path.slice(-1);
  for (let at = last; at >= 0; at--) {
    const row = host.querySelector<HTMLElement>(`[data-row="${pathKey([...path.slice(0, -1), at])}"]`);
    if (row) return row.querySelector<HTMLElement>("button, input")?.focus();
  }
  host.querySelector<HTMLElement>("button")?.focus();
}
