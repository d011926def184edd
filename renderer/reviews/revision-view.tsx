import { ArrowUpRight } from "lucide-react";
import { useEffect, useMemo } from "react";
import type { RequestDetail, RequestItem } from "#shared/approvals/model.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import { findCommand, runCommand } from "#renderer/app/commands.ts";
import { sayMoment } from "#renderer/app/dates.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { counted } from "#renderer/app/words.ts";
import { diffNames } from "#renderer/assets/diff-dialog.tsx";
import { screenOf } from "#renderer/assets/strings.ts";
import { TokenText } from "#renderer/assets/token-text.tsx";
import { blockTypeIn, type Library } from "#renderer/assets/data/library.ts";
import { CommentMark } from "#renderer/comments/comment-mark.tsx";
import { CommentSection } from "#renderer/comments/comment-section.tsx";
import { placeOfRow } from "#renderer/comments/logic/row-place.ts";
import type { Topic } from "#renderer/comments/store.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import type { People } from "#renderer/people/store.ts";
import {
  Button,
  type DiffField,
  EmptyState,
  History,
  type HistoryEntry,
  Kbd,
  ProblemLine,
  Waiting,
  WordDiff,
} from "#renderer/ui/index.ts";
import { changedRows, type DiffRow, fieldsOf, identityRows } from "./diff-rows.ts";
import { Effect } from "./effect.tsx";
import { markLookedAt, useIdentityBefore, useReviewLibrary } from "./store.ts";
import { fieldAbout } from "./strings.ts";

export interface RevisionViewProps {
  request: RequestDetail;
  item: RequestItem;
  position: { at: number; of: number };
  people: People;
}

/** One revision beside the one that it replaces, in words; what it does; and what was said about it. */
export function RevisionView({ request, item, position, people }: RevisionViewProps) {
  const items = useMemo(() => [item], [item]);
  const { library, ready } = useReviewLibrary(items);
  const identity = useIdentityBefore(item);
  const known = ready && identity !== undefined;
  const me = people.me?.id;
  useEffect(() => {
    if (known && me) markLookedAt(me, item.revision);
  }, [known, me, item.revision]);
  const rows = useMemo(
    () => [
      ...identityRows(identity ?? null, item),
      ...fieldsOf(item.kind, item.before?.body ?? null, item.body, diffNames(library)),
    ],
    [identity, item, library],
  );
  const problems = useMemo(
    () =>
      ready
        ? kindOf(item.kind).check(
            item.body,
            library.contextFor({ id: item.asset, name: item.name, tier: item.tier, scope: item.scope }),
          )
        : [],
    [ready, item, library],
  );
  if (!known) return <Waiting>Reading the revision</Waiting>;
  const changed = changedRows(rows).length;
  return (
    <section className="review-work scroll" tabIndex={0} aria-label={item.name}>
      <div className="review-bar">
        <h2 className="cut" title={item.name}>
          {item.name}
        </h2>
        <span className="dim small">
          {item.before ? `${changed} of ${counted(rows.length, "field")} changed` : counted(rows.length, "field")}
        </span>
        <a className="link small row" href={hrefTo(screenOf[item.kind], { id: item.asset })}>
          Open it <ArrowUpRight className="icon icon-sm" aria-hidden />
        </a>
        <span className="grow" />
        <Steps position={position} />
      </div>
      {problems.length > 0 && (
        <div className="problem-list review-problems">
          {problems.map((problem) => (
            <ProblemLine key={problem.at + problem.message} severity={problem.severity}>
              {problem.message}
            </ProblemLine>
          ))}
        </div>
      )}
      {item.before && changed === 0 ? (
        <EmptyState title="Nothing differs in words">The revision says the same as the approved one.</EmptyState>
      ) : (
        <WordDiff
          {...(item.before ? { before: <BeforeHead item={item} before={item.before} /> } : {})}
          after={
            <>
              <b>{item.before ? "Proposed" : "New"}</b> · revision {item.revisionNumber}, {people.nameOf(item.author)}
            </>
          }
          fields={rows.map((row) => ({ ...diffField(row, item), action: <RowMark row={row} item={item} /> }))}
          renderText={(text) => <TokenText text={text} />}
        />
      )}
      <Effect item={item} library={library} />
      <RevisionComments item={item} library={library} />
      <Said request={request} people={people} />
    </section>
  );
}

function Steps({ position: { at, of } }: { position: RevisionViewProps["position"] }) {
  const run = (id: string) => () => {
    const command = findCommand(id);
    if (command) runCommand(command);
  };
  return (
    <span className="row">
      <Button
        size="sm"
        variant="quiet"
        reasonIn="tooltip"
        disabledReason={at === 0 ? "This is the first revision." : undefined}
        onClick={run("reviews.previous")}
      >
        Previous <Kbd keys="k" />
      </Button>
      <Button
        size="sm"
        variant="quiet"
        reasonIn="tooltip"
        disabledReason={at === of - 1 ? "This is the last revision." : undefined}
        onClick={run("reviews.next")}
      >
        Next <Kbd keys="j" />
      </Button>
    </span>
  );
}

/** What the proposal is compared with: live where it is, else the last approved. */
function BeforeHead({ item, before }: { item: RequestItem; before: NonNullable<RequestItem["before"]> }) {
  const { data } = useQuery(["audit.asset", item.asset], () => api.audit.asset({ asset: item.asset }));
  const released = data?.marks.findLast((mark) => mark.lane === "release");
  const live = released !== undefined && released.revision === before.digest;
  return (
    <>
      <b>{live ? "Live" : "Approved"}</b> · revision {before.number}
      {live && released && `, ${released.label.charAt(0).toLowerCase()}${released.label.slice(1)}`}
    </>
  );
}

const topicOf = (item: RequestItem): Topic => ({
  ...{ id: item.asset, kind: item.kind, name: item.name, tier: item.tier, scope: item.scope, owner: item.owner },
  retired: false,
});

/** The threads about a row's field, and the way to begin one while reading. */
function RowMark({ row, item }: { row: DiffRow; item: RequestItem }) {
  const place = placeOfRow(item.kind, row.key, item.body);
  if (!place) return null;
  const text = row.after ?? row.before;
  return (
    <CommentMark topic={topicOf(item)} place={place} label={row.label} text={text} revision={item.revision} reviewing />
  );
}

/** All threads of the asset, as its editor shows them. */
function RevisionComments({ item, library }: { item: RequestItem; library: Library }) {
  const labels = useMemo(
    () => ({ kind: item.kind, body: item.body, type: blockTypeIn(item.body, library) }),
    [item.kind, item.body, library],
  );
  return (
    <section className="review-section" aria-label="Comments">
      <CommentSection topic={topicOf(item)} labels={labels} reviewing />
    </section>
  );
}

const diffField = (row: DiffRow, item: RequestItem): DiffField => ({
  key: row.key,
  label: row.label,
  tier: item.tier,
  about: fieldAbout(row),
  before: row.before,
  after: row.after,
  fixed: row.fixed,
  code: row.code,
  language: row.language,
});

const eventLook: Readonly<Record<string, HistoryEntry["state"]>> = {
  "approval.given": "live",
  "request.closed": "back",
};

/** What its author wrote, and what happened since. */
function Said({ request, people }: { request: RequestDetail; people: People }) {
  const entries = request.events
    .map((event, at): HistoryEntry => ({
      key: `${at}`,
      state: eventLook[event.act] ?? "past",
      title: event.text,
      note: `${people.nameOf(event.by)}, ${people.titleOf(event.by)} · ${sayMoment(event.at)}`,
    }))
    .toReversed();
  return (
    <section className="review-section" aria-label="What was said and done">
      <h2 className="section-title">What was said and done</h2>
      {request.note && (
        <blockquote className="review-note">
          <b>{people.nameOf(request.author)}</b> wrote: {request.note}
        </blockquote>
      )}
      <History entries={entries} />
    </section>
  );
}
