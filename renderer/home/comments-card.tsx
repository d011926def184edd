import { MessageSquare } from "lucide-react";
import type { Home } from "#shared/insight/model.ts";
import { sayDay } from "#renderer/app/dates.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { becauseWords } from "#renderer/comments/strings.ts";
import type { People } from "#renderer/people/store.ts";
import { Card } from "#renderer/ui/index.ts";
import { words } from "./strings.ts";

/** Enough to see what is asked; the rest is one press away. */
const mostShown = 6;

/** Threads in which this person is mentioned, answered, or asked as an owner. It is there only when there are any. */
export function CommentsCard({ threads, people }: { threads: Home["comments"]; people: People }) {
  return (
    <Card
      flush
      title={words.comments}
      count={threads.length}
      action={
        <a className="link" href={hrefTo("comments")}>
          All comments
        </a>
      }
    >
      <ul>
        {threads.slice(0, mostShown).map(({ thread, asset, name, number, purpose, because, by, at, text }) => (
          <li key={thread} className="home-row is-short">
            <MessageSquare className="icon" aria-hidden />
            <span className="home-text">
              <b title={text}>{text}</b>
              <small>
                {people.nameOf(by)}{" "}
                {purpose === "change" && because === "owned" ? "asks for a change" : becauseWords[because]}
                {" · "}
                {name}
              </small>
            </span>
            <span className="small dim">{sayDay(at)}</span>
            <a className="btn btn-sm" href={hrefTo("assets", { id: asset, thread: String(number) })}>
              Answer
              <span className="sr"> {name}</span>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
