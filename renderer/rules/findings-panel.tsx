import { ScanSearch } from "lucide-react";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { Finding } from "./finding.tsx";
import { useRuleFindings } from "./store.ts";
import { analysisTexts } from "./strings.ts";

/** What follows for the rule that is edited from it and all others, a moment after the last keystroke. */
export function FindingsPanel({ editor }: EditorProps) {
  const { findings, failed } = useRuleFindings(editor.detail.id, editor.body);
  return (
    <section className="editor-group" aria-label={analysisTexts.here} aria-live="polite">
      <h2 className="group-title">
        <ScanSearch className="icon icon-sm" aria-hidden />
        {analysisTexts.here}
      </h2>
      {findings?.map((finding) => (
        <Finding
          key={`${finding.code} ${finding.about.asset} ${finding.place?.placement ?? ""}`}
          finding={finding}
          dictionary={editor.library.dictionary}
          on={editor.detail.id}
          onTry={() => undefined}
        />
      ))}
      {(!findings || findings.length === 0) && (
        <p className="dim">{failed ?? (findings ? analysisTexts.hereNone : analysisTexts.hereWaiting)}</p>
      )}
    </section>
  );
}
