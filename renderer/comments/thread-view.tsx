import { Check, Ellipsis, Pencil, RotateCcw, Trash2 } from "lucide-react";
import { Fragment, type ReactNode, useState } from "react";
import type { Comment, Thread } from "#shared/comments/model.ts";
import { lastStanding } from "#shared/comments/policy.ts";
import { sayFailure } from "#renderer/app/commands.ts";
import { sayExactly, sayMoment } from "#renderer/app/dates.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { api } from "#renderer/bridge/client.ts";
import { type People, usePeople } from "#renderer/people/store.ts";
import { Badge, Button, Face, IconButton, LinkButton, Menu } from "#renderer/ui/index.ts";
import { Composer } from "./composer.tsx";
import type { Topic } from "./store.ts";
import { words } from "./strings.ts";

export interface ThreadViewProps {
  thread: Thread;
  topic: Topic;
  /** Which field, variant and locale; absent where that stands above already. */
  where?: string | undefined;
  /** The words as they stand now: the quotation is shown where they have changed. */
  now?: string | undefined;
}

/** One thread: what it is about, what was said, and the way on. */
export function ThreadView({ thread, topic, where, now }: ThreadViewProps) {
  const people = usePeople();
  const { quote, revision, from, comments, resolved, purpose } = thread;
  const stale = quote !== "" && quote !== now;
  return (
    <article className="thread" aria-label={`Thread ${thread.number}${where ? `, ${where}` : ""}`}>
      {(where || purpose === "change" || from) && (
        <div className="thread-head">
          {purpose === "change" && <Badge tone="attn">Change requested</Badge>}
          {where && <b className="cut">{where}</b>}
          {from && (
            <span className="dim cut">
              at <a href={hrefTo("assets", { id: from.asset })}>{from.name}</a>
            </span>
          )}
        </div>
      )}
      {stale && (
        <blockquote
          className="thread-quote"
          title={revision ? `As it stood in revision ${revision.number}` : undefined}
        >
          {quote}
        </blockquote>
      )}
      <ol className="thread-comments">
        {comments.map((comment) => (
          <CommentLine
            key={comment.id}
            comment={comment}
            people={people}
            mine={
              comment.by === people.me?.id && !resolved && !topic.retired && lastStanding(comments)?.id === comment.id
            }
          />
        ))}
      </ol>
      {!topic.retired && <WayOn thread={thread} topic={topic} people={people} />}
    </article>
  );
}

function CommentLine({ comment, people, mine }: { comment: Comment; people: People; mine: boolean }) {
  const [rewording, reword] = useState(false);
  const { id, by, at, text, revised, withdrawn } = comment;
  const name = people.nameOf(by);
  if (rewording && mine)
    return (
      <li>
        <Composer
          about={`reword ${id}`}
          label="Your comment in other words"
          action="Change it"
          initial={text}
          send={(words_, mentions) => api.comments.revise({ comment: id, text: words_, mentions })}
          onSent={() => reword(false)}
          onCancel={() => reword(false)}
        />
      </li>
    );
  return (
    <li className="comment">
      <Face name={name} size={20} quiet />
      <div>
        <div className="comment-by">
          <b className="cut">{name}</b>
          <time dateTime={at} title={sayExactly(at)}>
            {sayMoment(at)}
          </time>
          {revised && !withdrawn && <span title={`Reworded ${sayExactly(revised)}`}>reworded</span>}
          {mine && (
            <Menu
              align="end"
              trigger={<IconButton icon={Ellipsis} label="What to do with your comment" size="sm" />}
              sections={[
                {
                  items: [
                    { id: "reword", label: "Put it in other words", icon: Pencil, run: () => reword(true) },
                    {
                      id: "withdraw",
                      label: "Withdraw it",
                      icon: Trash2,
                      note: "It leaves the screens; the journal keeps it",
                      run: () => void api.comments.withdraw({ comment: id }).catch(sayFailure),
                    },
                  ],
                },
              ]}
            />
          )}
        </div>
        {withdrawn ? <p className="dim">Withdrawn</p> : <p className="comment-text">{withMentions(comment, people)}</p>}
      </div>
    </li>
  );
}

/** The text with the names of those who are mentioned marked. */
function withMentions({ text, mentions }: Comment, people: People): ReactNode {
  const names = mentions.map((id) => `@${people.nameOf(id)}`).toSorted((a, b) => b.length - a.length);
  if (names.length === 0) return text;
  const pattern = new RegExp(`(${names.map(escaped).join("|")})`, "u");
  return text.split(pattern).map((piece, at) =>
    at % 2 === 1 ? (
      <span key={at} className="mention">
        {piece}
      </span>
    ) : (
      <Fragment key={at}>{piece}</Fragment>
    ),
  );
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** Answer, resolve, or take it up again. */
function WayOn({ thread, topic, people }: { thread: Thread; topic: Topic; people: People }) {
  const [answering, answer] = useState(false);
  const { id, resolved } = thread;
  if (resolved)
    return (
      <div className="thread-foot">
        <span className="dim">
          Resolved by {people.nameOf(resolved.by)}, {sayMoment(resolved.at)}
        </span>
        <span className="grow" />
        <Button
          size="sm"
          variant="quiet"
          icon={RotateCcw}
          onClick={() => void api.comments.reopen({ thread: id }).catch(sayFailure)}
        >
          Reopen
        </Button>
      </div>
    );
  if (answering)
    return (
      <Composer
        about={`answer ${id}`}
        label="Your answer"
        action="Answer"
        send={(text, mentions) => api.comments.reply({ thread: id, text, mentions })}
        onSent={() => answer(false)}
        onCancel={() => answer(false)}
      />
    );
  const refusal = people.refuse("comments.resolve", { ...topic, starter: thread.by });
  return (
    <div className="thread-foot">
      <LinkButton onClick={() => answer(true)}>Answer</LinkButton>
      <span className="grow" />
      <Button
        size="sm"
        variant="quiet"
        icon={Check}
        disabledReason={refusal}
        reasonIn="tooltip"
        onClick={() => void api.comments.resolve({ thread: id }).catch(sayFailure)}
      >
        Resolve
      </Button>
    </div>
  );
}

/** Open threads, then those that are resolved, folded away. */
export function ThreadList({
  threads,
  topic,
  whereOf,
  now,
  shown,
}: {
  threads: readonly Thread[];
  topic: Topic;
  whereOf: (thread: Thread) => string | undefined;
  now?: string | undefined;
  /** A thread that was asked for: where it is resolved, it is unfolded. */
  shown?: Thread["id"] | undefined;
}) {
  const open = threads.filter((one) => one.state === "open");
  const resolved = threads.filter((one) => one.state === "resolved");
  const [chosen, unfold] = useState<boolean>();
  const unfolded = chosen ?? resolved.some((one) => one.id === shown);
  const view = (thread: Thread) => (
    <ThreadView key={thread.id} thread={thread} topic={topic} where={whereOf(thread)} now={now} />
  );
  return (
    <>
      {open.map(view)}
      {resolved.length > 0 && (
        <LinkButton className="small" aria-expanded={unfolded} onClick={() => unfold(!unfolded)}>
          {unfolded ? "Hide" : "Show"} {resolved.length} resolved
        </LinkButton>
      )}
      {unfolded && resolved.map(view)}
      {topic.retired && threads.length > 0 && <p className="dim small">{words.retired}</p>}
    </>
  );
}
