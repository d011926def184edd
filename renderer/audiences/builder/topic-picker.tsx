import { Braces, type LucideIcon, Users, Zap } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, type ReactElement, useId, useMemo, useState } from "react";
import { type Topic, topics } from "#shared/rules/builder/fresh.ts";
import { Popover, SearchField } from "#renderer/ui/index.ts";
import { useBuilder } from "./context.ts";
import { words } from "./strings.ts";
import { topicLines, type TopicLine } from "./topic-lines.ts";

interface TopicPickerProps {
  label: string;
  trigger: ReactElement;
  onPick: (topic: Topic) => void;
  event: string | null | undefined;
  /** Offers one kind alone; of events, also any of them. */
  only?: "event" | "audience";
}

/** What a row is about, found by its name, its label or what is said of it. */
export function TopicPicker({ label, trigger, onPick, event, only }: TopicPickerProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover trigger={trigger} label={label} open={open} onOpenChange={setOpen} className="topic-picker">
      {open && (
        <TopicSearch
          event={event}
          only={only}
          onPick={(topic) => {
            setOpen(false);
            onPick(topic);
          }}
        />
      )}
    </Popover>
  );
}

/** The cell that says what a row is about, and opens the choice. */
export function TopicButton({
  icon: Icon,
  label,
  name,
  ...rest
}: { icon: LucideIcon; label: string; name: string } & ComponentProps<"button">) {
  return (
    <button
      {...rest}
      type="button"
      className="select builder-topic"
      title={name}
      aria-label={`${words.pickTopic}: ${label}`}
    >
      <Icon className="icon" aria-hidden />
      <span className="select-value">{label}</span>
    </button>
  );
}

/** More are not drawn: they are found by searching. */
const mostShown = 60;

const icons: Readonly<Record<Topic["kind"], LucideIcon>> = {
  attribute: Braces,
  property: Braces,
  event: Zap,
  audience: Users,
};

function TopicSearch({ event, only, onPick }: Pick<TopicPickerProps, "event" | "only" | "onPick">) {
  const { dictionary } = useBuilder();
  const [query, setQuery] = useState("");
  const [cursor, setCursor] = useState(0);
  const list = useId();
  const all = useMemo(() => {
    const offered = topics(event, dictionary).filter(({ kind }) => only === undefined || kind === only);
    return topicLines(only === "event" ? [{ kind: "event", key: "" }, ...offered] : offered, event ?? null, dictionary);
  }, [event, only, dictionary]);
  const found = useMemo(() => {
    const wanted = query.toLowerCase().split(/\s+/);
    return all.filter(({ searched }) => wanted.every((word) => searched.includes(word)));
  }, [all, query]);
  const shown = found.slice(0, mostShown);
  const onKeyDown = (key: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key.key];
    if (step !== undefined) {
      key.preventDefault();
      setCursor(Math.max(0, Math.min(shown.length - 1, cursor + step)));
    } else if (key.key === "Enter") {
      key.preventDefault();
      const line = shown[cursor];
      if (line) onPick(line.topic);
    }
  };
  return (
    <div className="pick" onKeyDown={onKeyDown}>
      <SearchField
        label={event === undefined ? words.searchTopics : words.searchDetails}
        value={query}
        onChange={(next) => {
          setQuery(next);
          setCursor(0);
        }}
      />
      {shown.length === 0 && <p className="dim small">{words.nothingFound}</p>}
      <div className="topic-list" role="listbox" aria-label={words.pickTopic} id={list}>
        {shown.map((line, at) => (
          <TopicOption
            key={`${line.topic.kind}-${line.topic.key}`}
            line={line}
            current={at === cursor}
            onPick={onPick}
            onPoint={() => setCursor(at)}
          />
        ))}
      </div>
      {found.length > mostShown && <p className="dim small">{found.length - mostShown} more: search to see them.</p>}
    </div>
  );
}

interface TopicOptionProps {
  line: TopicLine;
  current: boolean;
  onPick: (topic: Topic) => void;
  onPoint: () => void;
}

function TopicOption({ line, current, onPick, onPoint }: TopicOptionProps) {
  const Icon = icons[line.topic.kind];
  return (
    <button
      type="button"
      role="option"
      aria-selected={current}
      className={current ? "topic-option is-cursor" : "topic-option"}
      tabIndex={-1}
      ref={(element) => {
        if (current) element?.scrollIntoView({ block: "nearest" });
      }}
      onMouseMove={onPoint}
      onClick={() => onPick(line.topic)}
    >
      <Icon className="icon icon-sm" aria-hidden />
      <span>{line.label}</span>
      <small>{line.note}</small>
    </button>
  );
}
