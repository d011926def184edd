import { useMemo, useState } from "react";
import { mergeBodies } from "#shared/assets/merge.ts";
import type { FieldConflict } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type { Json } from "#shared/kernel/canonical.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import { fieldsOf } from "#renderer/reviews/diff-rows.ts";
import { Banner, Button, EmptyState, Waiting } from "#renderer/ui/index.ts";
import { sayMoment } from "#renderer/app/dates.ts";
import { counted } from "#renderer/app/words.ts";
import type { AssetEditor } from "./data/asset-editor.ts";
import { diffNames } from "./diff-dialog.tsx";
import { pathOf, withValueAt } from "./logic/body-path.ts";
import { rebaseDraft, rivalOf, settleRival } from "./store.ts";
import { TokenText } from "./token-text.tsx";

type Side = "theirs" | "yours";

function useRevision(digest: Digest | null) {
  return useQuery(digest ? ["assets.revision", digest] : null, () => api.assets.revision({ digest: digest! }));
}

/**
 * Shows the fields that two people changed from the same revision, for a decision on each. Fields that only one of them
 * changed are merged already.
 */
export function ConflictView({ editor, onDone }: ConflictViewProps) {
  return editor.draft.rival ? (
    <BetweenWindows editor={editor} onDone={onDone} />
  ) : (
    <BetweenPeople editor={editor} onDone={onDone} />
  );
}

interface ConflictViewProps {
  editor: AssetEditor;
  onDone: () => void;
}

/** The same person wrote in two windows. */
function BetweenWindows({ editor, onDone }: ConflictViewProps) {
  const rival = rivalOf(editor.draft);
  if (!rival) return null;
  return (
    <Choices
      editor={editor}
      title={`Another window saved this ${sayMoment(rival.theirs.savedAt)}`}
      sides={{ theirs: "The other window", yours: "This window" }}
      bodies={{ base: rival.base, theirs: rival.theirs.body, yours: editor.body }}
      onTake={(body) => {
        settleRival(editor.detail.id, body);
        onDone();
      }}
    />
  );
}

function BetweenPeople({ editor, onDone }: ConflictViewProps) {
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
  const newest = theirs.data.body;
  return (
    <Choices
      editor={editor}
      title={`${author} made revision ${theirs.data.summary.number} while you were writing`}
      sides={{ theirs: author, yours: "You" }}
      bodies={{ base: base.data?.body ?? {}, theirs: newest, yours: body }}
      onTake={(resolvedBody) => {
        rebaseDraft(detail.id, detail.head!, newest, resolvedBody);
        onDone();
      }}
    />
  );
}

interface ChoicesProps {
  editor: AssetEditor;
  title: string;
  /** What the two are called. */
  sides: Readonly<Record<Side, string>>;
  bodies: { readonly base: Body; readonly theirs: Body; readonly yours: Body };
  onTake: (body: Body) => void;
}

function Choices({ editor, title, sides, bodies, onTake }: ChoicesProps) {
  const { base, theirs, yours } = bodies;
  const merged = useMemo(() => mergeBodies(base, theirs, yours), [base, theirs, yours]);
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({});
  const open = merged.conflicts.filter((conflict) => chosen[conflict.at] === undefined).length;
  const take = (): void => onTake(resolved(merged.body, merged.conflicts, chosen));
  return (
    <section className="conflicts scroll" aria-label="Fields that two people changed" tabIndex={0}>
      <Banner
        inset
        tone="attn"
        title={title}
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
          ? "Different fields were changed, so both are kept."
          : `Both changed ${counted(merged.conflicts.length, "field")}. Choose for each; everything else is kept from both.`}
      </Banner>
      {merged.conflicts.map((conflict) => (
        <Conflict
          key={conflict.at}
          conflict={conflict}
          sides={sides}
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
  sides: ChoicesProps["sides"];
  editor: AssetEditor;
  chosen: Side | undefined;
  onChoose: (side: Side) => void;
}

function Conflict({ conflict, sides, editor, chosen, onChoose }: ConflictProps) {
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
        {side("theirs", sides.theirs, conflict.theirs)}
        {side("yours", sides.yours, conflict.yours)}
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
