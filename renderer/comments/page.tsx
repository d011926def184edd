import type { Thread, WaitingThread } from "#shared/comments/model.ts";
import { Answer } from "#renderer/app/answer.tsx";
import { sayDay } from "#renderer/app/dates.ts";
import type { PageProps } from "#renderer/app/feature.ts";
import { changeParams, hrefTo } from "#renderer/app/navigation.ts";
import { usePeople } from "#renderer/people/store.ts";
import { Badge, EmptyState, Face, PageHead, Segmented } from "#renderer/ui/index.ts";
import { useAllThreads, useWaiting } from "./store.ts";
import { becauseWords, gist, words } from "./strings.ts";
import "./comments.css";

const views = ["waiting", "open", "resolved"] as const;
type View = (typeof views)[number];

/** What waits for one's word, and every thread of the workspace. */
export default function CommentsPage({ route }: PageProps) {
  const view = views.find((one) => one === route.params["show"]) ?? "waiting";
  return (
    <div className="page">
      <PageHead title={words.title}>
        <Segmented<View>
          label="Which threads"
          value={view}
          onChange={(next) => changeParams({ show: next === "waiting" ? undefined : next })}
          options={[
            { value: "waiting", label: "Waiting for you" },
            { value: "open", label: "Open" },
            { value: "resolved", label: "Resolved" },
          ]}
        />
      </PageHead>
      <div className="scroll comment-list" tabIndex={0} role="region" aria-label={words.title}>
        {view === "waiting" ? <Waiting /> : <Every key={view} state={view} />}
      </div>
    </div>
  );
}

function Waiting() {
  const query = useWaiting();
  return (
    <Answer query={query}>
      {({ threads }) =>
        threads.length === 0 ? (
          <EmptyState fill title={words.nothingWaits}>
            {words.nothingWaitsHelp}
          </EmptyState>
        ) : (
          <ul>
            {threads.map((thread) => (
              <Line key={thread.thread} {...thread} note={becauseWords[thread.because]} />
            ))}
          </ul>
        )
      }
    </Answer>
  );
}

function Every({ state }: { state: Thread["state"] }) {
  const query = useAllThreads(state);
  const open = state === "open";
  return (
    <Answer query={query}>
      {({ threads, total }) =>
        threads.length === 0 ? (
          <EmptyState fill title={open ? words.nothingOpen : words.nothingResolved}>
            {open ? words.nothingOpenHelp : words.nothingResolvedHelp}
          </EmptyState>
        ) : (
          <>
            <ul>
              {threads.map((thread) => (
                <Line key={thread.id} {...thread} text={gist(thread).text} note={gist(thread).answers} />
              ))}
            </ul>
            {total > threads.length && (
              <p className="dim small comment-more">
                The {threads.length} that changed last, of {total}. The others are found at their assets.
              </p>
            )}
          </>
        )
      }
    </Answer>
  );
}

type LineProps = Pick<WaitingThread, "asset" | "name" | "number" | "purpose" | "by" | "at" | "text"> & { note: string };

/** One thread: who spoke, what, about which asset. The whole line leads there. */
export function Line({ asset, name, number, purpose, by, at, text, note }: LineProps) {
  const people = usePeople();
  return (
    <li>
      <a className="comment-row" href={hrefTo("assets", { id: asset, thread: String(number) })}>
        <Face name={people.nameOf(by)} size={20} quiet />
        <span className="comment-row-text">
          <b className="cut">{name}</b>
          <span className="cut">{text}</span>
        </span>
        <span>{purpose === "change" && <Badge tone="attn">Change requested</Badge>}</span>
        <small className="dim">
          {people.nameOf(by)}
          {note && `, ${note}`}
        </small>
        <small className="dim">{sayDay(at)}</small>
      </a>
    </li>
  );
}
