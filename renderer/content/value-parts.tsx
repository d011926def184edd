import type { ReactNode } from "react";
import type { Problem } from "#shared/assets/model.ts";
import type { Field as FieldModel, FieldValue } from "#shared/taxonomy/model.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { type FieldProblem, LinkButton } from "#renderer/ui/index.ts";
import { type ForbiddenHit, forbiddenIn, replaceWord } from "./logic/field-rules.ts";

/** What the editor of one value gets. Each is chosen by the type of the field. */
export interface ValueProps {
  readonly field: FieldModel;
  readonly value: FieldValue | undefined;
  readonly inherited: FieldValue | undefined;
  readonly locale: string;
  /** `step` names an edit that is a step of undo by itself, however soon it follows on another. */
  readonly set: (value: FieldValue | undefined, step?: string) => void;
  readonly editor: AssetEditor;
  readonly rule: string;
  readonly aside: ReactNode;
  readonly hint: ReactNode;
  readonly problems: readonly Problem[];
}

export const asText = (value: FieldValue | undefined): string => (value === undefined ? "" : String(value));

/** What every field shows around its control. */
export const around = (props: ValueProps) => ({
  label: props.field.label,
  rule: props.rule,
  aside: props.aside,
  help: props.field.help,
  hint: props.hint,
  problem: problemOf(props),
});

/** Everything that is wrong with a value, each with its mend where there is one. */
function problemOf({ field, value, locale, set, problems }: ValueProps): FieldProblem | undefined {
  if (problems.length === 0) return undefined;
  const hits = forbiddenIn(field, value, locale);
  const severity = problems.some((one) => one.severity === "error") ? "error" : "warning";
  const message = problems.map((one) => {
    const hit = hits.find(({ word }) => one.message.startsWith(`“${word}” may not be used here`));
    return (
      <span key={one.message} className="field-problem">
        {hit && typeof value === "string" ? (
          <Forbidden hit={hit} onUse={(by) => set(replaceWord(value, hit.word, by))} />
        ) : (
          one.message
        )}
      </span>
    );
  });
  return { severity, message };
}

function Forbidden({ hit, onUse }: { hit: ForbiddenHit; onUse: (by: string) => void }) {
  return (
    <>
      “{hit.word}” may not be used here: {hit.reason.replace(/\.$/, "")}.{hit.suggestions.length > 0 && " Try "}
      {hit.suggestions.map((by, at) => (
        <span key={by}>
          {at > 0 && " or "}
          <LinkButton onClick={() => onUse(by)}>{by}</LinkButton>
        </span>
      ))}
      {hit.suggestions.length > 0 && "."}
    </>
  );
}
