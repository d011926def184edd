import { useMemo, useState } from "react";
import { mergeBodies } from "#shared/assets/merge.ts";
import type { FieldConflict } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type { Json } from "#shared/kernel/canonical.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import { fieldsOf } from "#renderer/reviews/diff-rows.ts";
import { Banner, Button, EmptyState, Waiting } from "#renderer/ui/index.ts";
import { counted } from "#renderer/app/words.ts";
import type { AssetEditor } from "./data/asset-editor.ts";
import { diffNames } from "./diff-dialog.tsx";
import { pathOf, withValueAt } from "./logic/body-path.ts";
import { rebaseDraft } from "./store.ts";
import { TokenText } from "./token-text.tsx";

type Side = "theirs" | "yours";

function useRevision(digest: Digest | null) {
  return useQuery(digest ? ["assets.revision", digest] : null, () => api.assets.revision({ digest: digest! }));
}

/**
 * Shows the fields that two people changed from the same revision, for a decision on each. Fields that only one of them
 * changed are merged already.
 */
export function ConflictView({ editor, onDone }: { editor: AssetEditor; onDone: () => void }) {
  const { detail, draft, body, rights } = editor;
  const theirs = useRevision(detail.head);
  const base = useRevision(draft.base);
  const { error } = theirs.error ? theirs : base;
  if (error)
    return (
      <EmptyState fill title="The other version could not be read">
        {error.message}
      </EmptyState>
    );
  if (!theirs.data || (draft.base !== null && !base.data)) return <Waiting />;
  const author = rights.nameOf(theirs.data.summary.author);
  return (
    <Choices
      editor={editor}
      author={author}
      number={theirs.data.summary.number}
      base={base.data?.body ?? {}}
      theirs={theirs.data.body}
      yours={body}
      onDone={onDone}
    />
  );
}

interface ChoicesProps {
  editor: AssetEditor;
  author: string;
  number: number;
  base: Body;
  theirs: Body;
  yours: Body;
  onDone: () => void;
}

function Choices({ editor, author, number, base, theirs, yours, onDone }: ChoicesProps) {
  const merged = useMemo(() => mergeBodies(base, theirs, yours), [base, theirs, yours]);
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({});
  const open = merged.conflicts.filter((conflict) => chosen[conflict.at] === undefined).length;
  const take = (): void => {
    rebaseDraft(editor.detail.id, editor.detail.head!, theirs, resolved(merged.body, merged.conflicts, chosen));
    onDone();
  };
  return (
    <section className="conflicts scroll" aria-label="Fields that two people changed" tabIndex={0}>
      <Banner
        inset
        tone="attn"
        title={`${author} made revision ${number} while you were writing`}
        actions={
          <Button
            variant={open === 0 ? "primary" : "normal"}
            disabledReason={open > 0 ? `${counted(open, "field")} to choose` : undefined}
            onClick={take}
          >
            Go on with these
          </Button>
        }
      >
        {merged.conflicts.length === 0
          ? "You changed different fields, so both are kept."
          : `You both changed ${counted(merged.conflicts.length, "field")}. Choose for each; everything else is kept from both of you.`}
      </Banner>
      {merged.conflicts.map((conflict) => (
        <Conflict
          key={conflict.at}
          conflict={conflict}
          author={author}
          editor={editor}
          chosen={chosen[conflict.at]}
          onChoose={(side) => setChosen({ ...chosen, [conflict.at]: side })}
        />
      ))}
    </section>
  );
}

/** The merged body with the chosen side in each contested field. */
export function resolved(
  merged: Body,
  conflicts: readonly FieldConflict[],
  chosen: Readonly<Record<string, Side>>,
): Body {
  return conflicts.reduce(
    (body, { at, theirs, yours }) => withValueAt(body, pathOf(at), chosen[at] === "yours" ? yours : theirs),
    merged,
  );
}

interface ConflictProps {
  conflict: FieldConflict;
  author: string;
  editor: AssetEditor;
  chosen: Side | undefined;
  onChoose: (side: Side) => void;
}

function Conflict({ conflict, author, editor, chosen, onChoose }: ConflictProps) {
  const label = labelOf(conflict.at, editor);
  const side = (which: Side, title: string, value: Json | undefined) => (
    <label className={chosen === which ? "conflict-side is-chosen" : "conflict-side"}>
      <span className="row">
        <input
          type="radio"
          name={conflict.at}
          checked={chosen === which}
          onChange={() => onChoose(which)}
          aria-label={`${label}: ${title}`}
        />
        <b>{title}</b>
      </span>
      <span className="conflict-text">{said(value, editor)}</span>
    </label>
  );
  return (
    <div className="conflict" role="radiogroup" aria-label={label}>
      <h3>{label}</h3>
      <p className="dim small">Before: {said(conflict.base, editor)}</p>
      <div className="conflict-sides">
        {side("theirs", author, conflict.theirs)}
        {side("yours", "You", conflict.yours)}
      </div>
    </div>
  );
}

/** A place in a body as its editor names it, or the place itself where no line stands there. */
function labelOf(at: string, { detail, body, library }: AssetEditor): string {
  const row = fieldsOf(detail.kind, null, body, diffNames(library)).find((one) => one.key === at);
  if (!row) return at.replaceAll(".", " · ");
  return row.where ? `${row.label} · ${row.where}` : row.label;
}

function said(value: Json | undefined, { library }: AssetEditor) {
  if (value === undefined) return <i className="dim">nothing</i>;
  if (typeof value === "string")
    return <TokenText text={library.assets.has(value as never) ? library.nameOf(value) : value} />;
  if (Array.isArray(value) && value.every((item) => typeof item === "string"))
    return value.map((item) => library.nameOf(item)).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
