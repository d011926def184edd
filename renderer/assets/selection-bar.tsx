import { type LucideIcon, Pencil, PencilLine, Replace, Send, Stamp, Trash2, X } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import type { ManyChange } from "#shared/content/bulk.ts";
import type { ChangedAsset } from "#shared/content/contract.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { useCommands } from "#renderer/app/commands.ts";
import type { Command } from "#renderer/app/feature.ts";
import { navigate } from "#renderer/app/navigation.ts";
import { counted } from "#renderer/app/words.ts";
import { api } from "#renderer/bridge/client.ts";
import {
  Button,
  Dialog,
  IconButton,
  Menu,
  type MenuItem,
  ProblemLine,
  Reason,
  showToast,
  TextArea,
  TextField,
} from "#renderer/ui/index.ts";
import type { Deed } from "./logic/many.ts";
import { ChangeDialog, ManyDialog } from "./many-dialog.tsx";
import { useAct } from "./revise-dialog.tsx";
import { words } from "./strings.ts";

export interface SelectionBarProps {
  marked: ReadonlySet<string>;
  /** The list is of blocks: their fields and words can be changed. */
  blocks: boolean;
  onNone: () => void;
  /** What the foot says while nothing is chosen. */
  children: ReactNode;
}

/** What is open over the list: a deed, or the way back from one. */
type Open =
  | { readonly deed: Deed; readonly assets: readonly AssetId[] }
  | { readonly back: ManyChange; readonly assets: readonly AssetId[] };

/** The foot of a list: how many are chosen and what can be done with all of them; the list's legend while none is. */
export function SelectionBar({ marked, blocks, onNone, children }: SelectionBarProps) {
  const [open, setOpen] = useState<Open>();
  const some = marked.size > 0;
  const assets = useMemo(() => [...marked] as AssetId[], [marked]);
  const items = useMemo(() => itemsFor(blocks, (deed, of) => setOpen({ deed, assets: of })), [blocks]);
  const lines = useMemo(() => items.map((item) => ({ ...item, run: () => item.run(assets) })), [items, assets]);
  useCommands(
    "Chosen in this list",
    useMemo(() => (some ? lines.map(commandOf) : []), [some, lines]),
  );
  const close = (): void => setOpen(undefined);
  const done = (changed: readonly ChangedAsset[]): void => {
    if (open && "deed" in open && open.deed === "retire") onNone();
    tellDone(changed, (back, of) => setOpen({ back, assets: of }));
  };
  return (
    <>
      {some ? (
        <div className="list-foot" role="group" aria-label="Chosen">
          <b aria-live="polite">{marked.size.toLocaleString("en")} chosen</b>
          <span className="grow" />
          <Menu
            align="end"
            side="top"
            trigger={
              <Button size="sm" icon={PencilLine}>
                Change…
              </Button>
            }
            sections={[{ items: lines }]}
          />
          <IconButton icon={X} label="Choose none" size="sm" onClick={onNone} />
        </div>
      ) : (
        <div className="list-foot">{children}</div>
      )}
      {open && "back" in open && (
        <ChangeDialog
          title={`Take back the change of ${counted(open.assets.length, "asset")}`}
          assets={open.assets}
          change={open.back}
          onClose={close}
          onDone={(changed) => showToast({ text: `${counted(changed.length, "asset")} restored` })}
        />
      )}
      {open && "deed" in open && open.deed === "review" && <ReviewMany assets={open.assets} onClose={close} />}
      {open && "deed" in open && open.deed !== "review" && (
        <ManyDialog deed={open.deed} assets={open.assets} onClose={close} onDone={done} />
      )}
    </>
  );
}

type Line = Omit<MenuItem, "run"> & { readonly run: (assets: readonly AssetId[]) => void };

const commandOf = ({ id, label, icon, run }: MenuItem): Command => ({
  id: `chosen.${id}`,
  title: label,
  run,
  ...(icon ? { icon } : {}),
});

function itemsFor(blocks: boolean, open: (deed: Deed, assets: readonly AssetId[]) => void): Line[] {
  const line = (id: Deed, label: string, icon: LucideIcon): Line => ({ id, label, icon, run: (of) => open(id, of) });
  return [
    ...(blocks ? [line("set", "Set a field…", Pencil), line("replace", "Find and replace…", Replace)] : []),
    line("drafts", "Make revisions of my drafts…", Stamp),
    line("review", `${words.send}…`, Send),
    { ...line("retire", "Retire…", Trash2), danger: true },
  ];
}

/** Says what was done. Revisions can be taken back, as revisions again; what is retired cannot. */
function tellDone(
  changed: readonly ChangedAsset[],
  takeBack: (change: ManyChange, assets: readonly AssetId[]) => void,
): void {
  if (changed.length === 0) return;
  const revisions = changed.flatMap(({ asset, before, revision }) =>
    before !== null && before !== revision ? [{ asset, revision: before }] : [],
  );
  const assets = revisions.map(({ asset }) => asset);
  showToast({
    text: `${counted(changed.length, "asset")} changed`,
    ...(revisions.length > 0
      ? {
          action: {
            label: "Restore the revisions before",
            run: () => takeBack({ kind: "restore", revisions }, assets),
          },
        }
      : {}),
  });
}

/** Sends all of them as one change request. */
function ReviewMany({ assets, onClose }: { assets: readonly AssetId[]; onClose: () => void }) {
  const [title, setTitle] = useState("");
  const [note, setNote] = useState("");
  const { busy, failure, run } = useAct(onClose);
  const send = async (): Promise<void> => {
    const { id, number } = await api.approvals.open({ title: title.trim(), note: note.trim(), assets: [...assets] });
    showToast({
      text: `Sent for review as request ${number}`,
      action: { label: "Open it", run: () => navigate("reviews", { id }) },
    });
  };
  return (
    <Dialog
      open
      title={`${words.send}: ${counted(assets.length, "asset")}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button
            variant="primary"
            disabledReason={title.trim() === "" ? "Give it a title." : undefined}
            onClick={busy ? undefined : () => run(send)}
          >
            {words.send}
          </Button>
        </>
      }
    >
      <TextField label="Title" rule="what reviewers see in their list" value={title} onChange={setTitle} max={160} />
      <TextArea label="Note" rule="what changed and why, optional" value={note} onChange={setNote} rows={3} />
      <Reason>The newest revision of each goes out, all in one request. Drafts stay with you.</Reason>
      {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
    </Dialog>
  );
}
