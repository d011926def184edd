import { type ReactNode, useMemo } from "react";
import { changedFields } from "#shared/assets/merge.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import type { AssetDetail, Problem, RevisionSummary } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { type NeededPurpose } from "#shared/assets/kinds.ts";
import type { AssetHistory } from "#shared/audit/model.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import {
  ApprovalPath,
  Inspector,
  KeyValue,
  LinkButton,
  OwnerChip,
  ProblemLine,
  Section,
  StatusBadge,
  statusLook,
  TierLabel,
  UsedLine,
} from "#renderer/ui/index.ts";
import { sayDay } from "#renderer/app/dates.ts";
import { CommentSection } from "#renderer/comments/comment-section.tsx";
import { topicOf } from "./data/asset-editor.ts";
import { CascadeSection } from "./cascade-section.tsx";
import { blockTypeIn, type Library } from "./data/library.ts";
import type { Rights } from "./data/rights.ts";
import { HistorySection } from "./history-section.tsx";
import { kindIcons, shownStatus } from "./kind-look.tsx";
import { approvalSteps } from "./logic/approval-steps.ts";
import { liveRevision, releaseWords } from "./logic/live.ts";
import type { DraftState } from "./store.ts";
import { kindWords, scopeWords, screenOf } from "./strings.ts";

export interface AssetInspectorProps {
  detail: AssetDetail;
  draft: DraftState;
  /** What stands in the editor now. */
  body: Body;
  /** It differs from the newest revision. */
  changed: boolean;
  problems: readonly Problem[];
  needs: readonly NeededPurpose[];
  library: Library;
  rights: Rights;
  /** Moves the focus to the field in which a problem stands. */
  onProblem: (at: string) => void;
  /** Between “who must approve” and “where used”: what only this kind has. */
  children?: ReactNode;
}

/** The right pane. Its sections keep one order on every screen, so that nobody has to look for them. */
export function AssetInspector(props: AssetInspectorProps) {
  const { detail, problems, library, rights, onProblem } = props;
  const { data: history } = useQuery(["audit.asset", detail.id], () => api.audit.asset({ asset: detail.id }));
  const labels = useMemo(
    () => ({ kind: detail.kind, body: props.body, type: blockTypeIn(props.body, library) }),
    [detail.kind, props.body, library],
  );
  return (
    <Inspector label={`About ${detail.name}`}>
      <About {...props} history={history} />
      {problems.length > 0 && (
        <Section title="Problems" count={problems.length}>
          <div className="problem-list">
            {problems.map((problem) => (
              <ProblemLine
                key={`${problem.at} ${problem.message}`}
                severity={problem.severity}
                action={<LinkButton onClick={() => onProblem(problem.at)}>Show</LinkButton>}
              >
                {problem.message}
              </ProblemLine>
            ))}
          </div>
        </Section>
      )}
      <CommentSection topic={topicOf(detail)} labels={labels} />
      <Approvals {...props} history={history} />
      <Needs needs={props.needs} library={library} />
      {props.children}
      <WhereUsed detail={detail} />
      <CascadeSection detail={detail} />
      <HistorySection {...props} history={history} rights={rights} />
    </Inspector>
  );
}

type WithHistory = AssetInspectorProps & { history: AssetHistory | undefined };

/** What the draft was made from. */
function draftWords({ revisions }: AssetDetail, { base }: DraftState): string {
  const number = revisions.find((revision) => revision.digest === base)?.number;
  return number === undefined ? "Draft" : `Draft, after revision ${number}`;
}

function liveWords(live: RevisionSummary, { head }: AssetDetail, history: AssetHistory | undefined): string {
  const since = releaseWords(history) ?? "";
  return live.digest === head ? since : `revision ${live.number}, ${since}`;
}

function About({ detail, draft, changed, rights, history }: WithHistory) {
  const live = liveRevision(detail, history);
  const status = shownStatus(detail);
  const signed = live !== undefined && live.digest === detail.head;
  return (
    <Section>
      <KeyValue
        rows={[
          ["Owner", <OwnerChip key="owner" name={rights.nameOf(detail.owner)} seal={signed ? "signed" : "missing"} />],
          [
            "Status",
            <StatusBadge key="status" status={changed ? "draft" : status}>
              {changed ? draftWords(detail, draft) : statusLook[status].word}
            </StatusBadge>,
          ],
          ["Tier", <TierLabel key="tier" tier={detail.tier} />],
          ["Scope", scopeWords(detail.scope)],
          ["Runs", detail.expires ? `until ${sayDay(detail.expires)}` : undefined],
          ["Live", live ? liveWords(live, detail, history) : undefined],
        ]}
      />
    </Section>
  );
}

function Approvals({ detail, body, changed, rights, history }: WithHistory) {
  const { data: request } = useQuery(detail.request ? ["approvals.get", detail.request] : null, () =>
    api.approvals.get({ request: detail.request! }),
  );
  const parts = useMemo(
    () => (changed ? new Set(changedFields(detail.body ?? {}, body).map((at) => at.split(".")[0])) : new Set<string>()),
    [changed, detail.body, body],
  );
  const gates = request?.items.find((item) => item.asset === detail.id)?.gates;
  const steps = approvalSteps({ detail, body, gates, changedParts: parts, history, rights });
  const signed = !changed && (detail.status === "live" || ownSigned(detail, history));
  return (
    <Section
      title="Who must approve"
      action={request && <a href={hrefTo("reviews", { id: request.id })}>Request {request.number}</a>}
    >
      <ApprovalPath
        direction="down"
        steps={steps}
        // What governs writing is never part of a release, which is what owners sign.
        owner={
          kindOf(detail.kind).authoring
            ? undefined
            : { name: rights.nameOf(detail.owner), seal: signed ? "signed" : "missing" }
        }
      />
    </Section>
  );
}

const ownSigned = (detail: AssetDetail, history: AssetHistory | undefined): boolean =>
  history?.marks.some((mark) => mark.lane === "own" && mark.revision === detail.head && !mark.void) ?? false;

/** The consents behind an asset, with what makes it need them. */
function Needs({ needs, library }: { needs: readonly NeededPurpose[]; library: Library }) {
  if (needs.length === 0) return null;
  const purposes = new Map(library.dictionary.purposes.map((purpose) => [purpose.id, purpose]));
  const Icon = kindIcons.consentPurpose;
  return (
    <Section title="Consents it needs" count={needs.length}>
      {needs.map(({ purpose, because }) => (
        <div key={purpose} className="need">
          <Icon className="icon icon-sm" aria-hidden />
          <span>
            <a href={hrefTo("rules", { id: purpose })}>{purposes.get(purpose)?.label ?? library.nameOf(purpose)}</a>
            <small>{because.join(", ")}</small>
          </span>
        </div>
      ))}
    </Section>
  );
}

/** Enough to see who depends on it; more are counted. */
const mostUses = 30;

function WhereUsed({ detail }: { detail: AssetDetail }) {
  const { uses, usedBy } = detail;
  const line = (one: (typeof uses)[number], note: string) => (
    <UsedLine
      key={`${note} ${one.id}`}
      icon={kindIcons[one.kind]}
      note={note}
      href={hrefTo(screenOf[one.kind], { id: one.id })}
    >
      {one.name}
    </UsedLine>
  );
  return (
    <>
      <Section title="Where used" count={usedBy.length}>
        {usedBy.length === 0 && <p className="dim small">Nothing names it yet.</p>}
        <div>
          {usedBy
            .slice(0, mostUses)
            .map((one) => line(one, one.live ? `${kindWords[one.kind].one}, live` : kindWords[one.kind].one))}
        </div>
        {usedBy.length > mostUses && <p className="dim small">And {usedBy.length - mostUses} more.</p>}
      </Section>
      {uses.length > 0 && (
        <Section title="Uses" count={uses.length}>
          <div>{uses.slice(0, mostUses).map((one) => line(one, kindWords[one.kind].one))}</div>
          {uses.length > mostUses && <p className="dim small">And {uses.length - mostUses} more.</p>}
        </Section>
      )}
    </>
  );
}
