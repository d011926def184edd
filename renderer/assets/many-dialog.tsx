import { useMemo, useState } from "react";
import type { ManyChange } from "#shared/content/bulk.ts";
import { type ChangedAsset, mostAtOnce } from "#shared/content/contract.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import { counted } from "#renderer/app/words.ts";
import { Button, Dialog, ProblemLine, Reason, TextField, Waiting } from "#renderer/ui/index.ts";
import { useSettled } from "./data/asset-pages.ts";
import { type Deed, sortPreview } from "./logic/many.ts";
import { changeOf, emptyForm, type FormState, ReplaceForm, SetForm, useOffer } from "./many-forms.tsx";
import { ManyPreview } from "./many-preview.tsx";
import { useAct } from "./revise-dialog.tsx";

export interface ManyDialogProps {
  deed: Exclude<Deed, "review">;
  assets: readonly AssetId[];
  onClose: () => void;
  /** What was done, so that it can be taken back. */
  onDone: (changed: readonly ChangedAsset[]) => void;
}

const titles: Readonly<Record<ManyDialogProps["deed"], (count: string) => string>> = {
  set: (count) => `Set a field of ${count}`,
  replace: (count) => `Find and replace in ${count}`,
  drafts: (count) => `Make revisions of your drafts of ${count}`,
  retire: (count) => `Retire ${count}`,
};

/** One change to all that is chosen: asked for, shown for every asset, then done for those that stay ticked. */
export function ManyDialog({ deed, assets, onClose, onDone }: ManyDialogProps) {
  const [form, setForm] = useState<FormState>(emptyForm);
  const offer = useOffer(assets, deed === "set" || deed === "replace");
  const change = useMemo(() => changeOf(deed, form, offer), [deed, form, offer]);
  const update = (changes: Partial<FormState>): void => setForm((now) => ({ ...now, ...changes }));
  return (
    <ChangeDialog
      title={titles[deed](counted(assets.length, "asset"))}
      assets={assets}
      change={change}
      danger={deed === "retire"}
      onClose={onClose}
      onDone={onDone}
    >
      {deed === "set" && <SetForm offer={offer} form={form} change={update} />}
      {deed === "replace" && <ReplaceForm offer={offer} form={form} change={update} />}
      {deed === "retire" && (
        <TextField
          label="Why"
          rule="kept in the journal"
          value={form.reason}
          onChange={(reason) => update({ reason })}
          max={500}
        />
      )}
    </ChangeDialog>
  );
}

interface ChangeDialogProps {
  title: string;
  assets: readonly AssetId[];
  change: ManyChange | undefined;
  danger?: boolean;
  onClose: () => void;
  onDone: (changed: readonly ChangedAsset[]) => void;
  children?: React.ReactNode;
}

/** The preview of a change, and the button that does it. */
export function ChangeDialog({ title, assets, change, danger, onClose, onDone, children }: ChangeDialogProps) {
  const [note, setNote] = useState("");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [stayed, setStayed] = useState<readonly ChangedAsset[]>();
  const { preview, waiting, error } = usePreview(assets, change);
  const confirmed = preview.changes.flatMap(({ asset, stamp }) =>
    stamp && !left.has(asset) ? [{ asset, stamp }] : [],
  );
  const { busy, failure, run } = useAct(() => {});
  const act = async (): Promise<void> => {
    const { assets: changed } = await api.content.reviseMany({ change: change!, confirmed, note: note.trim() });
    onDone(changed.filter((one) => one.refused === null));
    const refused = changed.filter((one) => one.refused !== null);
    if (refused.length > 0) setStayed(refused);
    else onClose();
  };
  if (stayed) return <Stayed title={title} rows={stayed} onClose={onClose} />;
  const tooMany = assets.length > mostAtOnce;
  return (
    <Dialog
      open
      wide
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Change nothing</Button>
          <Button
            variant={danger ? "danger" : "primary"}
            disabledReason={reasonAgainst({ tooMany, change, waiting, count: confirmed.length })}
            onClick={busy ? undefined : () => run(act)}
          >
            {danger ? "Retire" : "Change"} {counted(confirmed.length, "asset")}
          </Button>
        </>
      }
    >
      {children}
      {change?.kind !== "retire" && (
        <TextField
          label="What and why"
          rule="for those who review it, optional"
          value={note}
          onChange={setNote}
          max={500}
        />
      )}
      {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
      {error && <ProblemLine severity="error">{error.message}</ProblemLine>}
      {tooMany && <Reason>{tooManyWords(assets.length)}</Reason>}
      {waiting && !tooMany && <Waiting>Looking at every asset</Waiting>}
      {change && !tooMany && (
        <ManyPreview
          preview={preview}
          left={left}
          onLeave={(asset, leave) =>
            setLeft((now) => new Set(leave ? [...now, asset] : [...now].filter((one) => one !== asset)))
          }
        />
      )}
    </Dialog>
  );
}

const tooManyWords = (count: number): string =>
  `${count.toLocaleString("en")} are chosen. At most ${mostAtOnce.toLocaleString("en")} can be looked through and changed at once: choose fewer.`;

function reasonAgainst(state: {
  tooMany: boolean;
  change: ManyChange | undefined;
  waiting: boolean;
  count: number;
}): string | undefined {
  if (state.tooMany) return "Choose fewer assets.";
  if (!state.change) return "Say first what to change.";
  if (state.waiting) return "Every asset is being looked at.";
  return state.count === 0 ? "Nothing here would change." : undefined;
}

/** The preview of the change that stands in the form; while a newer one is on its way, nothing can be confirmed. */
function usePreview(assets: readonly AssetId[], change: ManyChange | undefined) {
  const asked = useMemo(() => JSON.stringify({ assets, change }), [assets, change]);
  const settled = useSettled(asked, 150);
  const possible = change !== undefined && assets.length <= mostAtOnce;
  const { data, error, loading } = useQuery(possible ? ["content.previewMany", settled] : null, () => {
    const wanted = JSON.parse(settled) as { assets: AssetId[]; change?: ManyChange };
    return wanted.change
      ? api.content.previewMany({ assets: wanted.assets, change: wanted.change })
      : Promise.resolve({ assets: [] });
  });
  const preview = useMemo(() => sortPreview(data?.assets ?? []), [data]);
  return { preview, waiting: possible && (loading || asked !== settled), error: possible ? error : undefined };
}

/** What was refused in the end: something had changed since it was shown. */
function Stayed({ title, rows, onClose }: { title: string; rows: readonly ChangedAsset[]; onClose: () => void }) {
  return (
    <Dialog open wide title={title} onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <Reason>
        The others are changed. {counted(rows.length, "asset")} {rows.length === 1 ? "is" : "are"} as before:
      </Reason>
      <ul className="many">
        {rows.map((row) => (
          <li key={row.asset} className="many-row">
            <b className="many-name">{row.name}</b>
            <Reason>{row.refused?.message}</Reason>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
