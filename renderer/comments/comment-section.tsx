import { MessageSquarePlus } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Body } from "#shared/assets/parts.ts";
import { partName } from "#shared/assets/parts.ts";
import type { Place, Thread } from "#shared/comments/model.ts";
import { useCommands } from "#renderer/app/commands.ts";
import { sayMoment } from "#renderer/app/dates.ts";
import { changeParams, useRoute } from "#renderer/app/navigation.ts";
import { usePeople } from "#renderer/people/store.ts";
import { Badge, IconButton, LinkButton, Section } from "#renderer/ui/index.ts";
import { NewThread } from "./comment-mark.tsx";
import { askToWrite, showThread, taken, type Topic, useAsked, useThreads } from "./store.ts";
import { gist, type Labels, placeLabel, words } from "./strings.ts";
import { ThreadView } from "./thread-view.tsx";
import "./comments.css";

export interface CommentSectionProps {
  topic: Topic;
  /** What the asset and its type say, for the names of fields. */
  labels: Labels;
  /** In a review, where nobody edits. */
  reviewing?: boolean;
}

/** All threads of an asset, in the inspector: a press opens each where it belongs. */
export function CommentSection({ topic, labels, reviewing }: CommentSectionProps) {
  const { data } = useThreads(topic.id);
  const threads = useMemo(() => data?.threads ?? [], [data]);
  const open = threads.filter((one) => one.state === "open");
  const resolved = threads.filter((one) => one.state === "resolved");
  const [unfolded, unfold] = useState(false);
  const [shown, show] = useState<Thread["id"]>();
  const [writing, write] = useState<{ about: Place | null }>();
  const section = useRef<HTMLDivElement>(null);
  const asked = useAsked((state) => state.asked);
  useEffect(() => {
    if (asked?.asset !== topic.id || asked.key !== null) return;
    taken();
    if (asked.write) write({ about: asked.place });
    else {
      show(asked.thread);
      if (threads.some((one) => one.id === asked.thread && one.state === "resolved")) unfold(true);
    }
    section.current?.scrollIntoView({ block: "nearest" });
  }, [asked, topic.id, threads]);
  useThreadInPlace(topic, threads);
  useCommentCommands(topic, labels.body);
  const line = (thread: Thread) => (
    <ThreadLine
      key={thread.id}
      thread={thread}
      topic={topic}
      where={placeLabel(labels, thread.place)}
      open={shown === thread.id}
      onOpen={() => (shown === thread.id ? show(undefined) : showThread(thread))}
    />
  );
  return (
    <Section
      title={words.title}
      count={open.length}
      action={
        !topic.retired && (
          <IconButton icon={MessageSquarePlus} label={words.add} size="sm" onClick={() => write({ about: null })} />
        )
      }
    >
      <div className="comment-section" ref={section}>
        {threads.length === 0 && !writing && <p className="dim small">{words.none}</p>}
        {writing && (
          <>
            <b className="small">{placeLabel(labels, writing.about)}</b>
            <NewThread
              topic={topic}
              about={writing.about}
              {...(reviewing ? { reviewing } : {})}
              onSent={() => write(undefined)}
              onCancel={() => write(undefined)}
            />
          </>
        )}
        {open.map(line)}
        {resolved.length > 0 && (
          <LinkButton className="small" aria-expanded={unfolded} onClick={() => unfold(!unfolded)}>
            {unfolded ? "Hide" : "Show"} {resolved.length} resolved
          </LinkButton>
        )}
        {unfolded && resolved.map(line)}
      </div>
    </Section>
  );
}

function ThreadLine(props: { thread: Thread; topic: Topic; where: string; open: boolean; onOpen: () => void }) {
  const { thread, topic, where, open, onOpen } = props;
  const people = usePeople();
  const { text, answers } = gist(thread);
  return (
    <div className={open ? "thread-line is-open" : "thread-line"}>
      <button type="button" aria-expanded={open} onClick={onOpen}>
        <span className="thread-line-head">
          <b className="cut">{where}</b>
          {thread.purpose === "change" && thread.state === "open" && <Badge tone="attn">Change requested</Badge>}
        </span>
        {!open && <span className="thread-line-text">{text}</span>}
        <small className="cut">
          {[people.nameOf(thread.by), sayMoment(thread.at), answers].filter(Boolean).join(" · ")}
        </small>
      </button>
      {open && <ThreadView thread={thread} topic={topic} />}
    </div>
  );
}

/** A link names a thread by its number: it opens once it is known, and the place is then that of the asset again. */
function useThreadInPlace(topic: Topic, threads: readonly Thread[]): void {
  const wanted = useRoute().params["thread"];
  useEffect(() => {
    if (wanted === undefined || threads.length === 0) return;
    const found = threads.find((one) => String(one.number) === wanted);
    changeParams({ thread: undefined });
    // After the editor has drawn its fields, whose marks it opens at.
    if (found) requestAnimationFrame(() => showThread(found));
  }, [wanted, threads, topic.id]);
}

/** Ctrl+Alt+M comments on the field that has, or had, the focus; without one, on the asset as a whole. */
function useCommentCommands(topic: Topic, body: Body | null): void {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    const follow = (event: FocusEvent): void => {
      const field = event.target instanceof Element ? event.target.closest("[data-at]") : null;
      if (field) last.current = field;
    };
    document.addEventListener("focusin", follow);
    return () => document.removeEventListener("focusin", follow);
  }, []);
  const { retired, id } = topic;
  const commands = useMemo(
    () => [
      {
        id: "comments.here",
        title: words.here,
        icon: MessageSquarePlus,
        keys: "mod+alt+m",
        disabledReason: () => (retired ? words.retired : undefined),
        run: () => askToWrite(id, placeOf(last.current, body)),
      },
    ],
    [id, retired, body],
  );
  useCommands("Comments", commands);
}

/** The field that an element of the page shows. */
function placeOf(element: Element | null, body: Body | null): Place | null {
  if (!element?.isConnected) return null;
  const marked = element.querySelector("[data-comments]")?.getAttribute("data-comments")?.split(" ")[1];
  const [part, field] = (marked ?? element.getAttribute("data-at") ?? "").split(".");
  const known = partName.safeParse(part);
  if (!known.success || field === undefined) return null;
  const there = marked !== undefined || body?.[known.data]?.[field] !== undefined;
  return there ? { part: known.data, field, variant: null, locale: null } : null;
}
