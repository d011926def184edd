import { useMemo, useState } from "react";
import type { RequestSummary } from "#shared/approvals/model.ts";
import { Answer } from "#renderer/app/answer.tsx";
import { sayDay } from "#renderer/app/dates.ts";
import { hrefTo, navigate } from "#renderer/app/navigation.ts";
import { counted } from "#renderer/app/words.ts";
import { type People, usePeople } from "#renderer/people/store.ts";
import { Badge, EmptyState, Face, type ListRowContent, PageHead, Pips, VirtualList } from "#renderer/ui/index.ts";
import { requestIcon } from "./request-badge.tsx";
import { useRequests } from "./store.ts";
import { groupWords, pipsOf, waitsFor, words } from "./strings.ts";

/** Where a request stands in the list. */
const groupOf = ({ status, mine }: RequestSummary): string =>
  status !== "open" ? groupWords.closed : mine ? groupWords.mine : groupWords.others;

const order: readonly string[] = [groupWords.mine, groupWords.others, groupWords.closed];

/** Every change request: those that wait for this person first. */
export function RequestList() {
  const query = useRequests();
  const people = usePeople();
  const [selected, setSelected] = useState<string>();
  const requests = useMemo(
    () => query.data?.requests.toSorted((a, b) => order.indexOf(groupOf(a)) - order.indexOf(groupOf(b))),
    [query.data],
  );
  const mine = requests?.filter((request) => request.mine).length ?? 0;
  return (
    <div className="page">
      <PageHead title="Reviews" note={requests && (mine > 0 ? words.waitingForYou(mine) : words.nothingWaits)} />
      <Answer query={query} waiting="Reading the change requests">
        {() => (
          <VirtualList
            label="Change requests"
            items={requests ?? []}
            itemKey={(request) => request.id}
            groupOf={groupOf}
            selected={selected}
            onSelect={(request) => setSelected(request.id)}
            onOpen={open}
            row={(request) => rowOf(request, people)}
            empty={<NoRequests />}
          />
        )}
      </Answer>
    </div>
  );
}

const open = (request: RequestSummary): void => navigate("reviews", { id: String(request.number) });

function rowOf(request: RequestSummary, people: People): ListRowContent {
  const author = people.nameOf(request.author);
  return {
    lead: requestIcon(request),
    title: (
      <a className="plain" tabIndex={-1} href={hrefTo("reviews", { id: String(request.number) })}>
        {request.title}
      </a>
    ),
    full: request.title,
    meta: `${request.number} · ${counted(request.assets, "revision")} · ${author}`,
    end: (
      <span className="request-end">
        <Pips steps={pipsOf(request)} />
        <span className="cut">
          {request.mine ? <Badge tone="accent">{waitsFor(request)}</Badge> : waitsFor(request)}
        </span>
        <Face name={author} size={20} quiet />
        <span className="dim small">{sayDay(request.openedAt)}</span>
      </span>
    ),
  };
}

function NoRequests() {
  return (
    <EmptyState
      fill
      title="No change requests yet"
      actions={
        <a className="btn" href={hrefTo("content")}>
          Go to Content
        </a>
      }
    >
      A revision waits here once its author sends it for review. Change a block, then press Send for review.
    </EmptyState>
  );
}
