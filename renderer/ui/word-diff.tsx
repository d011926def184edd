import { Equal, Lock } from "lucide-react";
import { type ReactNode, useId, useMemo, useState } from "react";
import { classes } from "./classes.ts";
import { diffWords, inlineWords, type Piece } from "./diff-words.ts";
import { type Tier, TierLabel } from "./tier.tsx";

/** One field on both sides. Absent on the left: it is new; absent on the right: it is gone. */
export interface DiffField {
  key: string;
  label: string;
  tier?: Tier;
  before: string | undefined;
  after: string | undefined;
  /** Fixed in the block type: it folds into a line of its own that says so. */
  fixed?: boolean;
  /** In grey after the label: the field's class, its variant, its language. */
  about?: ReactNode;
  /** A condition or a key: shown in mono. */
  code?: boolean;
  /** The language of the text, which decides what a word is. */
  language?: string | undefined;
  /** After the label: what can be done with the field. */
  action?: ReactNode;
  /** Under the two texts: a comment, a finding. */
  note?: ReactNode;
}

export interface WordDiffProps {
  /** What stands above the old side; absent where nothing came before: then there is one side, to be read as a whole. */
  before?: ReactNode;
  after: ReactNode;
  fields: readonly DiffField[];
  /** Renders a run of text, to show tokens as chips. */
  renderText?: (text: string) => ReactNode;
  /** Both readings in one column: struck, then underlined. */
  inline?: boolean;
  /** Unchanged fields stand in their place too, instead of being folded. */
  everything?: boolean;
}

const plain = (text: string): ReactNode => text;

/** What changed between two revisions, in words; unchanged fields fold into lines that name them. */
export function WordDiff(props: WordDiffProps) {
  const { before, after, fields, renderText = plain, inline = false, everything = false } = props;
  const changed = everything ? fields : fields.filter((field) => field.before !== field.after);
  const same = everything ? [] : fields.filter((field) => field.before === field.after);
  const flexible = same.filter((field) => !field.fixed);
  const single = before === undefined;
  return (
    <div className={classes("diff", single && "is-single", inline && "is-inline")}>
      <div className="diff-head">
        {!single && <div>{before}</div>}
        <div>{after}</div>
      </div>
      {changed.map((field) => (
        <ChangedField key={field.key} field={field} single={single} inline={inline} renderText={renderText} />
      ))}
      {flexible.length > 0 && <Folded fields={flexible} renderText={renderText} />}
      {[
        ...Map.groupBy(
          same.filter((field) => field.fixed),
          (field) => field.label,
        ),
      ].map(([label, fixed]) => (
        <Folded key={label} fields={fixed} fixed renderText={renderText} />
      ))}
    </div>
  );
}

function ChangedField({
  field,
  single,
  inline,
  renderText,
}: {
  field: DiffField;
  single: boolean;
  inline: boolean;
  renderText: (text: string) => ReactNode;
}) {
  const change = useMemo(() => {
    const [before, after] = [field.before ?? "", field.after ?? ""];
    if (!inline) return diffWords(before, after, field.language);
    const pieces = inlineWords(before, after, field.language);
    return { before: pieces, after: pieces };
  }, [field.before, field.after, field.language, inline]);
  const side = { code: field.code, language: field.language, renderText };
  return (
    <section className="diff-field">
      <div className="diff-label">
        <h2>{field.label}</h2>
        {field.tier && <TierLabel tier={field.tier} />}
        {field.about && <span className="dim">{field.about}</span>}
        {field.action}
      </div>
      <div className="diff-cells">
        {single ? (
          <p lang={field.language} className={field.code ? "mono" : undefined}>
            {renderText(field.after ?? "")}
          </p>
        ) : inline ? (
          <Side {...side} pieces={change.after} absent={false} />
        ) : (
          <>
            <Side {...side} pieces={change.before} absent={field.before === undefined} />
            <Side {...side} pieces={change.after} absent={field.after === undefined} />
          </>
        )}
      </div>
      {field.note && <div className="diff-note">{field.note}</div>}
    </section>
  );
}

interface SideProps {
  pieces: readonly Piece[];
  absent: boolean;
  code: boolean | undefined;
  language: string | undefined;
  renderText: (text: string) => ReactNode;
}

function Side({ pieces, absent, code, language, renderText }: SideProps) {
  if (absent) return <p className="diff-absent">Not there</p>;
  if (pieces.length === 0) return <p className="diff-absent">Empty</p>;
  return (
    <p lang={language} className={code ? "mono" : undefined}>
      {pieces.map((piece, at) => {
        if (piece.kind === "gone") return <del key={at}>{renderText(piece.text)}</del>;
        if (piece.kind === "new") return <ins key={at}>{renderText(piece.text)}</ins>;
        return <span key={at}>{renderText(piece.text)}</span>;
      })}
    </p>
  );
}

function foldedWords(fields: readonly DiffField[], fixed: boolean): string {
  // A field of several variants or languages is named once.
  const labels = [...new Set(fields.map((field) => field.label))];
  const names = labels
    .map((label, at) => (at === 0 ? label : label.charAt(0).toLowerCase() + label.slice(1)))
    .join(", ");
  return `${names} ${fixed ? "fixed, unchanged" : "unchanged"}`;
}

function Folded({
  fields,
  fixed = false,
  renderText,
}: {
  fields: readonly DiffField[];
  fixed?: boolean;
  renderText: (text: string) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const Icon = fixed ? Lock : Equal;
  return (
    <div className="diff-same">
      <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Icon className="icon" aria-hidden />
        <span className="cut">{foldedWords(fields, fixed)}</span>
        <span className="diff-same-more">{open ? "Hide" : "Show"}</span>
      </button>
      <dl id={id} hidden={!open}>
        {fields.map((field) => (
          <div key={field.key}>
            <dt>
              {field.label}
              {field.about && <> · {field.about}</>}
            </dt>
            <dd lang={field.language}>{renderText(field.after ?? "")}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
