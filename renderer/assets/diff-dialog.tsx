import { useMemo, useState } from "react";
import type { KindName } from "#shared/assets/kind.ts";
import type { AssetDetail, RevisionSummary } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { blockTypeBody } from "#shared/taxonomy/model.ts";
import { sayFailure } from "#renderer/app/commands.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import { type DiffNames, fieldsOf } from "#renderer/reviews/diff-rows.ts";
import { Button, Dialog, EmptyState, Reason, Waiting, WordDiff } from "#renderer/ui/index.ts";
import { sayMoment } from "#renderer/app/dates.ts";
import type { Library } from "./data/library.ts";
import type { Rights } from "./data/rights.ts";
import { TokenText } from "./token-text.tsx";

interface DiffDialogProps {
  detail: AssetDetail;
  /** The revision to show against the one before it, or the draft against the newest. */
  shown: RevisionSummary | "draft";
  draft: Body;
  library: Library;
  rights: Rights;
  onClose: () => void;
}

/** What a revision changed, in words, and the way back to it. */
export function DiffDialog({ detail, shown, draft, library, rights, onClose }: DiffDialogProps) {
  const at = shown === "draft" ? -1 : detail.revisions.findIndex((one) => one.number === shown.number);
  const before = detail.revisions[at + 1];
  const old = useRevisionBody(before?.digest);
  const own = useRevisionBody(shown === "draft" ? undefined : shown.digest);
  const after = shown === "draft" ? draft : own;
  const ready = after !== undefined && (before === undefined || old !== undefined);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={shown === "draft" ? "What your draft changes" : `Revision ${shown.number} of ${detail.name}`}
      actions={
        shown !== "draft" && at > 0 && <Restore detail={detail} revision={shown} rights={rights} onDone={onClose} />
      }
    >
      {ready ? (
        <BodyDiff
          kind={detail.kind}
          library={library}
          before={{ words: before ? spoken(before, rights) : "Nothing before it", body: old ?? null }}
          after={{ words: shown === "draft" ? "Your draft" : spoken(shown, rights), body: after }}
        />
      ) : (
        <Waiting />
      )}
    </Dialog>
  );
}

const spoken = (revision: RevisionSummary, rights: Rights): string =>
  `Revision ${revision.number}, ${rights.nameOf(revision.author)}, ${sayMoment(revision.at)}`;

function useRevisionBody(digest: RevisionSummary["digest"] | undefined): Body | undefined {
  const { data } = useQuery(digest ? ["assets.revision", digest] : null, () =>
    api.assets.revision({ digest: digest! }),
  );
  return data?.body;
}

/** How bodies name what they refer to by id. */
export function diffNames(library: Library): DiffNames {
  return {
    nameOf: (id) => library.assets.get(id as AssetId)?.name,
    typeOf(id) {
      const parsed = blockTypeBody.safeParse(library.assets.get(id as AssetId)?.body);
      return parsed.success ? parsed.data : undefined;
    },
  };
}

interface BodySide {
  words: string;
  body: Body | null;
}

/** Two bodies of one kind side by side, in words. */
export function BodyDiff(props: {
  kind: KindName;
  library: Library;
  before: BodySide;
  after: BodySide & { body: Body };
}) {
  const { kind, library, before, after } = props;
  const rows = useMemo(
    () => fieldsOf(kind, before.body, after.body, diffNames(library)),
    [kind, before.body, after.body, library],
  );
  if (rows.every((row) => row.before === row.after)) return <EmptyState title="Nothing differs" />;
  return (
    <WordDiff
      before={before.words}
      after={after.words}
      renderText={(text) => <TokenText text={text} />}
      fields={rows.map((row) => ({
        key: row.key,
        label: row.where ? `${row.label} · ${row.where}` : row.label,
        before: row.before,
        after: row.after,
        fixed: row.fixed,
        language: row.language,
      }))}
    />
  );
}

function Restore(props: { detail: AssetDetail; revision: RevisionSummary; rights: Rights; onDone: () => void }) {
  const { detail, revision, rights, onDone } = props;
  const [busy, setBusy] = useState(false);
  const refused = rights.refuse("assets.restore", detail);
  if (refused) return <Reason>{refused}</Reason>;
  const restore = (): void => {
    setBusy(true);
    api.assets
      .restore({ asset: detail.id, revision: revision.digest })
      .then(onDone, sayFailure)
      .finally(() => setBusy(false));
  };
  return (
    <>
      <Reason>It becomes revision {detail.revision + 1}, under today’s rules. Nothing is lost.</Reason>
      <Button
        variant="primary"
        disabledReason={
          detail.hasDraft ? "Your draft would be lost. Make it a revision or discard it first." : undefined
        }
        onClick={busy ? undefined : restore}
      >
        Restore revision {revision.number}
      </Button>
    </>
  );
}
