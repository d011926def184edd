import { MessageSquare, MessageSquarePlus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Place, Thread } from "#shared/comments/model.ts";
import { shortened } from "#shared/comments/policy.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { api } from "#renderer/bridge/client.ts";
import { usePeople } from "#renderer/people/store.ts";
import { classes, LinkButton, Popover } from "#renderer/ui/index.ts";
import { Composer } from "./composer.tsx";
import { placeKey, taken, type Topic, useAsked, useThreadsAt } from "./store.ts";
import { markLabel, words } from "./strings.ts";
import { ThreadList } from "./thread-view.tsx";
import "./comments.css";

export interface CommentMarkProps {
  topic: Topic;
  /** The field, in the variant and locale that are in sight. */
  place: Place;
  label: string;
  /** Its words as they stand here. */
  text?: string | undefined;
  /** What is looked at, where that is not the newest. */
  revision?: Digest | undefined;
  /** The asset at which the owner of this one is asked for a change. */
  from?: AssetId | undefined;
  /** Names a variant for people. */
  variantLabel?: ((id: string) => string) | undefined;
  /** One reviews and does not edit: a comment is never a request for a change. */
  reviewing?: boolean;
}

/** How many open threads a field has, and the way into them. Without any it shows where the pointer or the focus is. */
export function CommentMark(props: CommentMarkProps) {
  const { topic, place, label } = props;
  const key = placeKey(place);
  const threads = useThreadsAt(topic.id, place);
  const open = threads.filter((one) => one.state === "open").length;
  const [shown, show] = useState(false);
  const [thread, setThread] = useState<Thread["id"]>();
  const [writing, write] = useState(false);
  const mark = useRef<HTMLButtonElement>(null);
  const asked = useAsked((state) => state.asked);
  useEffect(() => {
    if (asked?.asset !== topic.id || asked.key !== key) return;
    taken();
    mark.current?.scrollIntoView({ block: "center" });
    setThread(asked.thread);
    write(asked.write);
    show(true);
  }, [asked, topic.id, key]);
  const Icon = open > 0 ? MessageSquare : MessageSquarePlus;
  return (
    <Popover
      label={`Comments on ${label}`}
      align={props.reviewing ? "start" : "end"}
      open={shown}
      onOpenChange={(next) => {
        show(next);
        write(false);
      }}
      className="comment-popover"
      trigger={
        <button
          ref={mark}
          type="button"
          className={classes("comment-mark", open > 0 && "has-threads")}
          data-comments={`${topic.id} ${key}`}
          // Writing goes from field to field: a mark without threads is reached by its shortcut.
          tabIndex={open > 0 ? 0 : -1}
          aria-label={markLabel(open, label)}
          title={open > 0 ? undefined : markLabel(open, label)}
        >
          <Icon className="icon" aria-hidden />
          {open > 0 && open}
        </button>
      }
    >
      <AtField {...props} threads={threads} thread={thread} writing={writing || open === 0} onWrite={write} />
    </Popover>
  );
}

interface AtFieldProps extends CommentMarkProps {
  threads: Thread[];
  thread: Thread["id"] | undefined;
  writing: boolean;
  onWrite: (writing: boolean) => void;
}

function AtField(props: AtFieldProps) {
  const { topic, place, label, text, threads, thread, writing, onWrite } = props;
  const now = text === undefined ? undefined : shortened(text);
  return (
    <div className="comment-pane">
      <h2>{label}</h2>
      <ThreadList
        threads={threads}
        topic={topic}
        whereOf={(one) => otherPlace(one, place, props.variantLabel)}
        now={now}
        shown={thread}
      />
      {!topic.retired && writing && <NewThread {...props} about={place} quote={now} onSent={() => onWrite(false)} />}
      {!topic.retired && !writing && <LinkButton onClick={() => onWrite(true)}>{words.another}</LinkButton>}
    </div>
  );
}

/** Where a thread belongs, where that is not what is in sight. */
function otherPlace(
  { place }: Thread,
  here: Place,
  variantLabel: ((id: string) => string) | undefined,
): string | undefined {
  if (!place) return undefined;
  const variant = place.variant !== null && place.variant !== here.variant ? place.variant : undefined;
  const locale =
    place.locale !== null && place.locale !== "*" && place.locale !== here.locale ? place.locale : undefined;
  return [variant && (variantLabel?.(variant) ?? variant), locale].filter(Boolean).join(" · ") || undefined;
}

export interface NewThreadProps {
  topic: Topic;
  about: Place | null;
  quote?: string | undefined;
  revision?: Digest | undefined;
  from?: AssetId | undefined;
  reviewing?: boolean;
  onSent?: () => void;
  onCancel?: () => void;
}

/** Where a thread begins. Who may not change what it is about asks the owner for a change. */
export function NewThread({ topic, about, quote, revision, from, reviewing, onSent, onCancel }: NewThreadProps) {
  const people = usePeople();
  const change = !reviewing && people.refuse("assets.revise", topic) !== undefined;
  const owner = people.nameOf(topic.owner);
  const purpose = change ? "change" : "remark";
  return (
    <>
      {change && <p className="small dim">{owner} owns this and is asked to change it.</p>}
      <Composer
        about={`${topic.id} ${about ? placeKey(about) : ""}`}
        label={change ? `Request a change from ${owner}` : about ? words.here : words.add}
        placeholder={change ? `Ask ${owner}: ${words.changePlaceholder}` : words.placeholder}
        action={change ? words.change : "Comment"}
        send={(text, mentions) =>
          api.comments.start({ asset: topic.id, place: about, purpose, from, revision, quote, text, mentions })
        }
        {...(onSent ? { onSent } : {})}
        {...(onCancel ? { onCancel } : {})}
      />
    </>
  );
}
