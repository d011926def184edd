import { useState } from "react";
import type { PlannedChange } from "#shared/content/contract.ts";
import type { ValueEdit } from "#shared/content/bulk.ts";
import { counted } from "#renderer/app/words.ts";
import { Checkbox, diffWords, Reason } from "#renderer/ui/index.ts";
import { type SortedPreview, valueWords } from "./logic/many.ts";

export interface ManyPreviewProps {
  preview: SortedPreview;
  /** Ids that the person took out. */
  left: ReadonlySet<string>;
  onLeave: (asset: string, leave: boolean) => void;
}

/** Every asset with what would become of it: what changes, what stays and why, what says it already. */
export function ManyPreview({ preview: { changes, refused, same }, left, onLeave }: ManyPreviewProps) {
  return (
    <div className="many" role="group" aria-label="What would change">
      {changes.length > 0 && (
        <section>
          <h3 className="many-head">{counted(changes.length, "asset")} would change</h3>
          <ul>
            {changes.map((row) => (
              <li key={row.asset} className="many-row">
                <Checkbox
                  label={row.name}
                  checked={!left.has(row.asset)}
                  onChange={(taken) => onLeave(row.asset, !taken)}
                />
                <Edits edits={row.edits} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {refused.length > 0 && (
        <section>
          <h3 className="many-head">
            {counted(refused.length, "asset")} {refused.length === 1 ? "stays as it is" : "stay as they are"}
          </h3>
          <ul>
            {refused.map((row) => (
              <Stays key={row.asset} row={row} />
            ))}
          </ul>
        </section>
      )}
      {same.length > 0 && <Same rows={same} />}
    </div>
  );
}

function Stays({ row }: { row: PlannedChange }) {
  return (
    <li className="many-row">
      <b className="many-name">{row.name}</b>
      {row.refused && <Reason>{row.refused.message}</Reason>}
      <Edits edits={row.edits} />
    </li>
  );
}

function Edits({ edits }: { edits: readonly ValueEdit[] }) {
  return (
    <dl className="many-edits">
      {edits.map((edit) => (
        <div key={edit.at}>
          <dt>{edit.label}</dt>
          <dd>
            <Change edit={edit} />
            {edit.refused !== null && <Reason>{edit.refused}</Reason>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Before and after, under one another, with what goes struck and what comes underlined. */
function Change({ edit: { before, after } }: { edit: ValueEdit }) {
  const change = diffWords(valueWords(before), valueWords(after));
  return (
    <span className="many-change">
      <span>
        {before === null ? (
          <i>empty</i>
        ) : (
          change.before.map((piece, at) => (piece.kind === "gone" ? <del key={at}>{piece.text}</del> : piece.text))
        )}
      </span>
      <span aria-label="becomes">→</span>
      <span>
        {after === null ? (
          <i>empty</i>
        ) : (
          change.after.map((piece, at) => (piece.kind === "new" ? <ins key={at}>{piece.text}</ins> : piece.text))
        )}
      </span>
    </span>
  );
}

/** Nothing to change: folded away, and there to be read. */
function Same({ rows }: { rows: readonly PlannedChange[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="many-same" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{counted(rows.length, "asset")} with nothing to change</summary>
      {open && (
        <ul>
          {rows.map((row) => (
            <li key={row.asset}>{row.name}</li>
          ))}
        </ul>
      )}
    </details>
  );
}
