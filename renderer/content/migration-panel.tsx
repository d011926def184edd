import { CircleAlert, GitPullRequestArrow } from "lucide-react";
import { useState } from "react";
import type { MigratedBlock, MigrationPreview } from "#shared/content/contract.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { errorsOf } from "#renderer/assets/data/asset-editor.ts";
import { useSettled } from "#renderer/assets/data/asset-pages.ts";
import { useAct } from "#renderer/assets/revise-dialog.tsx";
import { revisedBy } from "#renderer/assets/store.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { counted } from "#renderer/app/words.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import { Button, Dialog, ProblemLine, Reason, showToast, TextArea, TextField } from "#renderer/ui/index.ts";

/** A pause in typing, after which every block is asked what it would become. */
const pauseMs = 400;
const mostShown = 8;

/** What a changed block type does to its blocks, and the way to take them along. */
export function MigrationPanel({ editor }: { editor: AssetEditor }) {
  const { detail, changed, problems, readOnly } = editor;
  const body = useSettled(editor.body, pauseMs);
  const asks = changed && readOnly === undefined && errorsOf(problems).length === 0;
  const { data } = useQuery(asks ? ["content.previewMigration", detail.id, detail.head, body] : null, () =>
    api.content.previewMigration({ type: detail.id, body }),
  );
  const [asked, ask] = useState(false);
  if (!asks || !data || data.blocks.length === 0) return null;
  const { counts, changes, blocks } = data;
  return (
    <section aria-label="What becomes of its blocks" className="migration">
      <h2 className="group-title">
        <GitPullRequestArrow className="icon icon-sm" aria-hidden />
        What becomes of its blocks
        <span className="grow" />
        <Button
          size="sm"
          disabledReason={counts.migrated === 0 ? "No block can follow by itself." : undefined}
          onClick={() => ask(true)}
        >
          Change type and {counted(counts.migrated, "block")}
        </Button>
      </h2>
      <p className="small">{countWords(counts)}</p>
      {changes.length > 0 && (
        <ul className="small dim">
          {changes.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <Left blocks={blocks} />
      {asked && <MigrateDialog editor={editor} preview={data} onClose={() => ask(false)} />}
    </section>
  );
}

function countWords({ kept, migrated, byHand, refused }: MigrationPreview["counts"]): string {
  const parts = [
    migrated > 0 && `${migrated === 1 ? "1 follows" : `${migrated} follow`} the type`,
    byHand > 0 && `${byHand === 1 ? "1 breaks and needs" : `${byHand} break and need`} a hand`,
    refused > 0 && `${refused} cannot be changed by you now`,
    kept > 0 && (kept === 1 ? "1 stays as it is" : `${kept} stay as they are`),
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

/** The blocks that do not follow by themselves, with the reason. */
function Left({ blocks }: { blocks: readonly MigratedBlock[] }) {
  const left = blocks.filter(({ outcome }) => outcome !== "migrated");
  if (left.length === 0) return null;
  return (
    <div className="problem-list">
      {left.slice(0, mostShown).map(({ asset, name, live, why }) => (
        <ProblemLine
          key={asset}
          severity={live ? "error" : "warning"}
          action={<a href={hrefTo("content", { id: asset })}>Open</a>}
        >
          <b>{name}</b>
          {live ? ", live" : ""}: {why}
        </ProblemLine>
      ))}
      {left.length > mostShown && (
        <p className="dim small">
          <CircleAlert className="icon icon-sm" aria-hidden /> And {left.length - mostShown} more.
        </p>
      )}
    </div>
  );
}

interface MigrateProps {
  editor: AssetEditor;
  preview: MigrationPreview;
  onClose: () => void;
}

interface Migrated {
  revised: AssetId[];
  unproposed: AssetId[];
  left: MigratedBlock[];
}

/** Type and blocks become revisions together, and go out as one request: whoever approves sees the whole change. */
function MigrateDialog({ editor, preview: { counts }, onClose }: MigrateProps) {
  const { detail } = editor;
  const [title, setTitle] = useState(`${detail.label}: `);
  const [note, setNote] = useState("");
  const { busy, failure, run } = useAct(onClose);
  const send = async (): Promise<void> => {
    let done: Migrated = { revised: [], unproposed: [], left: [] };
    await revisedBy(detail.id, async (draft) => {
      const { revision, ...rest } = await api.content.migrate({ type: detail.id, ...draft, note });
      done = rest;
      return revision;
    });
    const { revised, unproposed, left } = done;
    // The others are in review already, and their requests follow them.
    if (unproposed.length > 0) await api.approvals.open({ title: title.trim(), note, assets: unproposed });
    const others = left.length > 0 ? ` ${counted(left.length, "block")} left as they were.` : "";
    showToast({ text: `Sent ${counted(revised.length, "revision")} for review.${others}` });
  };
  return (
    <Dialog
      open
      title={`Change ${detail.name} and its blocks`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button
            variant="primary"
            disabledReason={title.trim() === "" ? "Give it a title." : undefined}
            onClick={busy ? undefined : () => run(send)}
          >
            Send for review
          </Button>
        </>
      }
    >
      <TextField label="Title" rule="what reviewers see in their list" value={title} onChange={setTitle} max={160} />
      <TextArea label="Note" rule="what changed and why, optional" value={note} onChange={setNote} rows={3} />
      <Reason>
        {`The type and ${counted(counts.migrated, "block")} become revisions and go out as one request. Nothing is live before it is approved, signed and published.`}
      </Reason>
      {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
    </Dialog>
  );
}
