import { ArrowLeftRight, Columns2, RotateCcw, Rows2 } from "lucide-react";
import { useMemo, useState } from "react";
import { kindOf } from "#shared/assets/kinds.ts";
import { type AssetDetail, problem, type RevisionSummary } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { baseVariant } from "#shared/content/model.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { sayMoment } from "#renderer/app/dates.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import {
  Button,
  Dialog,
  EmptyState,
  IconButton,
  type Option,
  ProblemLine,
  Reason,
  Segmented,
  Select,
  Waiting,
  WordDiff,
} from "#renderer/ui/index.ts";
import { AssetPicker } from "./asset-picker.tsx";
import { useAsset } from "./data/asset-editor.ts";
import { useLibraryWith } from "./data/library.ts";
import type { Rights } from "./data/rights.ts";
import { diffNames } from "./diff-dialog.tsx";
import { compareRows, differWords, localesOfRows, rowsIn, variantsOf } from "./logic/compare.ts";
import { TokenText } from "./token-text.tsx";

/** What stands on a side: a revision, what stands in the editor, or nothing, before the first revision. */
export type Source = Digest | "editor" | "nothing";

export interface ComparePick {
  readonly source: Source;
  /** Null: all variants. */
  readonly variant: string | null;
}

export interface CompareDialogProps {
  detail: AssetDetail;
  /** What stands in the editor. */
  body: Body;
  changed: boolean;
  rights: Rights;
  before: ComparePick;
  after: ComparePick;
  onClose: () => void;
}

type SideName = "before" | "after";

/** Any two revisions, drafts or variants of an asset, or two blocks, word by word; and the way back to a revision. */
export function CompareDialog({ detail, body, changed, rights, onClose, ...start }: CompareDialogProps) {
  const [before, setBefore] = useState(start.before);
  const [after, setAfter] = useState(start.after);
  const [otherId, setOther] = useState<AssetId>();
  const [inline, setInline] = useState(false);
  const [everything, setEverything] = useState(false);
  const [locale, setLocale] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>();
  const { data: other } = useAsset(otherId);
  const right = otherId === undefined ? detail : other;
  const old = useBody(detail, body, before.source);
  const own = useBody(right, right === detail ? body : (right?.body ?? undefined), after.source);
  const references = useMemo(
    () =>
      [old, own].flatMap((one) =>
        one
          ? kindOf(detail.kind)
              .references(one)
              .map(({ asset }) => asset)
          : [],
      ),
    [old, own, detail.kind],
  );
  const { library, ready } = useLibraryWith(references);
  const rows = useMemo(
    () =>
      old === undefined || !own || !ready
        ? undefined
        : compareRows(
            detail.kind,
            { body: old, variant: before.variant },
            { body: own, variant: after.variant },
            diffNames(library),
          ),
    [old, own, ready, detail.kind, before.variant, after.variant, library],
  );
  const pick = (side: SideName, next: ComparePick): void => {
    const [set, setThat, that] = side === "before" ? [setBefore, setAfter, after] : [setAfter, setBefore, before];
    set(next);
    // One variant is compared with one, all with all.
    if (next.variant === null && that.variant !== null) setThat({ ...that, variant: null });
    if (next.variant !== null && that.variant === null) setThat({ ...that, variant: baseVariant });
  };
  const swap = (): void => {
    setBefore(after);
    setAfter(before);
  };
  const side = (name: SideName) => {
    const asset = name === "before" ? detail : (right ?? detail);
    const [picked, shown] = name === "before" ? [before, old] : [after, own];
    return (
      <SideHead
        {...{ asset, changed, rights, picked, name }}
        mine={asset === detail}
        variants={variantsOf(shown ?? null)}
        onPick={(next) => pick(name, next)}
        onRestored={onClose}
        onFailure={setFailure}
      />
    );
  };
  const shown = rows && rowsIn(rows, locale);
  const locales = rows ? localesOfRows(rows) : [];
  return (
    <Dialog open wide="columns" onClose={onClose} title={`Compare ${detail.name}`}>
      <div className="compare-tools">
        <Segmented
          label="How it is shown"
          value={inline ? "inline" : "sides"}
          onChange={(next) => setInline(next === "inline")}
          options={[
            { value: "sides", label: "Side by side", icon: Columns2 },
            { value: "inline", label: "In one column", icon: Rows2 },
          ]}
        />
        <Segmented
          label="How much is shown"
          value={everything ? "all" : "changed"}
          onChange={(next) => setEverything(next === "all")}
          options={[
            { value: "changed", label: "What differs" },
            { value: "all", label: "Everything" },
          ]}
        />
        {locales.length > 1 && (
          <Select
            label="Locale"
            showLabel
            value={locale ?? "all"}
            onChange={(next) => setLocale(next === "all" ? null : next)}
            options={[{ value: "all", label: "all" }, ...locales.map((one) => ({ value: one, label: one }))]}
          />
        )}
        <span className="dim small" role="status">
          {shown && differWords(shown)}
        </span>
        <span className="grow" />
        {otherId === undefined && <IconButton icon={ArrowLeftRight} label="Swap the sides" size="sm" onClick={swap} />}
        {detail.kind === "block" && (
          <span className="compare-other">
            <AssetPicker
              label="Another block"
              kinds={["block"]}
              value={otherId}
              name={otherId === undefined ? "With another block…" : (other?.name ?? "…")}
              accepts={(one) => one.id !== detail.id}
              onChange={({ id }) => {
                setOther(id);
                setAfter({ ...after, source: "editor", variant: before.variant === null ? null : baseVariant });
              }}
              onClear={
                otherId === undefined
                  ? undefined
                  : () => {
                      setOther(undefined);
                      setAfter({ ...after, source: "editor" });
                    }
              }
            />
          </span>
        )}
      </div>
      <Failure reason={failure} />
      {shown ? (
        <>
          <WordDiff
            before={side("before")}
            after={side("after")}
            inline={inline}
            everything={everything}
            renderText={(text) => <TokenText text={text} />}
            fields={shown.map((row) => ({
              key: row.key,
              label: row.label,
              about: row.where,
              before: row.before,
              after: row.after,
              fixed: row.fixed,
              code: row.code,
              language: row.language,
            }))}
          />
          {!everything && differWords(shown) === "Nothing differs" && (
            <EmptyState title="Nothing differs">Both sides say the same.</EmptyState>
          )}
        </>
      ) : (
        <Waiting />
      )}
    </Dialog>
  );
}

/** The body on a side; undefined while it is read, null where there is none. */
function useBody(detail: AssetDetail | undefined, editor: Body | undefined, source: Source): Body | null | undefined {
  const digest = source === "editor" || source === "nothing" ? undefined : source;
  const { data } = useQuery(digest && detail ? ["assets.revision", digest] : null, () =>
    api.assets.revision({ digest: digest! }),
  );
  if (source === "nothing") return null;
  return source === "editor" ? editor : data?.body;
}

interface SideHeadProps {
  asset: AssetDetail;
  /** It is the asset that is open, not another one. */
  mine: boolean;
  changed: boolean;
  rights: Rights;
  name: SideName;
  picked: ComparePick;
  variants: readonly { id: string; label: string }[];
  onPick: (pick: ComparePick) => void;
  onRestored: () => void;
  onFailure: (reason: unknown) => void;
}

/** Chooses what stands on a side, and says who made it when. */
function SideHead(props: SideHeadProps) {
  const { asset, mine, changed, rights, name, picked, variants, onPick } = props;
  const { source, variant } = picked;
  const revision = asset.revisions.find(({ digest }) => digest === source);
  const sources: Option<Source>[] = [
    ...(mine && !changed ? [] : [{ value: "editor" as const, label: mine ? "What stands in the editor" : asset.name }]),
    ...asset.revisions.map((one) => ({
      value: one.digest,
      label: `Revision ${one.number}`,
      note: `${rights.nameOf(one.author)}, ${sayMoment(one.at)}${one.note ? ` · ${one.note}` : ""}`,
    })),
    ...(name === "before" && mine ? [{ value: "nothing" as const, label: "Nothing before it" }] : []),
  ];
  const shown = mine && source === "editor" && !changed ? (asset.head ?? source) : source;
  return (
    <div className="compare-side">
      <div className="row">
        <Select<Source>
          label={name === "before" ? "From" : "To"}
          value={shown}
          onChange={(next) => onPick({ ...picked, source: next })}
          options={sources}
        />
        {(variants.length > 0 || variant !== null) && source !== "nothing" && (
          <Select
            label={`Variant on the ${name === "before" ? "left" : "right"}`}
            value={variant ?? "all"}
            onChange={(next) => onPick({ ...picked, variant: next === "all" ? null : next })}
            options={[
              { value: "all", label: "All variants" },
              { value: baseVariant, label: "Everyone" },
              ...variants.map(({ id, label }) => ({ value: id, label })),
            ]}
          />
        )}
        <span className="grow" />
        {mine && revision && revision.digest !== asset.head && <Restore {...props} revision={revision} />}
      </div>
      <span className="cut">
        {revision ? byline(revision, rights) : mine && source === "editor" ? "Your draft" : ""}
      </span>
    </div>
  );
}

const byline = (revision: RevisionSummary, rights: Rights): string =>
  [rights.nameOf(revision.author), sayMoment(revision.at), revision.note].filter(Boolean).join(" · ");

/** Makes a revision's content the newest again: a revision of its own, with today's limits and the same rights. */
function Restore(props: SideHeadProps & { revision: RevisionSummary }) {
  const { asset, rights, revision, changed, onRestored, onFailure } = props;
  const [busy, setBusy] = useState(false);
  const refusal =
    (asset.status === "retired" ? `${asset.name} is retired.` : undefined) ??
    rights.refuse("assets.restore", asset) ??
    (changed || asset.hasDraft ? "Your draft would be lost. Make it a revision or discard it first." : undefined);
  const restore = async (): Promise<void> => {
    setBusy(true);
    onFailure(undefined);
    try {
      await api.assets.restore({ asset: asset.id, revision: revision.digest });
      onRestored();
    } catch (reason) {
      onFailure(reason);
      setBusy(false);
    }
  };
  return (
    <Button
      size="sm"
      icon={RotateCcw}
      disabledReason={refusal}
      reasonIn="tooltip"
      title={`It becomes revision ${asset.revision + 1}, under today’s rules. Nothing is lost.`}
      onClick={busy ? undefined : () => void restore()}
    >
      Restore as revision {asset.revision + 1}
    </Button>
  );
}

/** Why it was not restored: every limit that it would break today. */
function Failure({ reason }: { reason: unknown }) {
  if (reason === undefined) return null;
  const found = reason instanceof AppError ? problem.array().safeParse(reason.details["problems"]) : undefined;
  const problems = found?.success ? found.data : [];
  return (
    <div className="problem-list" role="alert">
      {problems.length > 0 && <Reason>It was not restored: today’s rules do not allow what it says.</Reason>}
      {problems.length > 0 ? (
        problems.map((one) => (
          <ProblemLine key={`${one.at} ${one.message}`} severity={one.severity} where={one.at}>
            {one.message}
          </ProblemLine>
        ))
      ) : (
        <ProblemLine severity="error">{reason instanceof Error ? reason.message : "Try it again."}</ProblemLine>
      )}
    </div>
  );
}
