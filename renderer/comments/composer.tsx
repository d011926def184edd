import { AtSign } from "lucide-react";
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { commentBounds } from "#shared/comments/model.ts";
import { mentionedIn } from "#shared/comments/policy.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { countGraphemes } from "#shared/taxonomy/text.ts";
import { usePeople } from "#renderer/people/store.ts";
import { Button, Face, IconButton, Meter, ProblemLine } from "#renderer/ui/index.ts";
import { keepUnsent, unsentText } from "./store.ts";
import { words } from "./strings.ts";

export interface ComposerProps {
  /** What it is about: what was typed and not sent is kept under it. */
  about: string;
  label: string;
  placeholder?: string;
  action: string;
  /** What stands there at first, where a comment is reworded. */
  initial?: string;
  send: (text: string, mentions: MemberId[]) => Promise<unknown>;
  onSent?: () => void;
  onCancel?: () => void;
}

/** From how full it is on that the meter shows. */
const meterFrom = 0.8;
const mostOffered = 6;

/** Where one writes: a text, with people offered after an @. Ctrl or ⌘ and Enter sends. */
export function Composer(props: ComposerProps) {
  const { about, label, placeholder = words.placeholder, action, send, onSent, onCancel } = props;
  const [text, setText] = useState(() => unsentText(about) || (props.initial ?? ""));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const area = useRef<HTMLTextAreaElement>(null);
  const { people } = usePeople();
  const active = people.filter((one) => one.active);
  const used = countGraphemes(text.trim());
  const change = (next: string): void => {
    setText(next);
    keepUnsent(about, next);
  };
  const mentions = useMentions(text, change, active, area);
  const refusal = used === 0 ? "Write something first." : used > commentBounds.text ? "It is too long." : undefined;
  const attempt = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await send(
        text,
        mentionedIn(text, active).map(({ id }) => id),
      );
      change("");
      onSent?.();
    } catch (reason) {
      setFailure(reason instanceof Error ? reason.message : String(reason));
    } finally {
      setBusy(false);
    }
  };
  const run = (): void => {
    if (refusal === undefined && !busy) void attempt();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (mentions.take(event)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      run();
    }
  };
  return (
    <div className="composer">
      <div className="composer-text">
        <div className="input">
          <textarea
            ref={area}
            rows={2}
            aria-label={label}
            placeholder={placeholder}
            value={text}
            {...mentions.control}
            onChange={(event) => change(event.target.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        {mentions.list}
      </div>
      {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
      <div className="composer-foot">
        <IconButton icon={AtSign} label="Mention somebody" size="sm" onClick={mentions.begin} />
        {used > commentBounds.text * meterFrom ? (
          <Meter used={used} max={commentBounds.text} />
        ) : (
          <span className="dim small">{words.kept}</span>
        )}
        <span className="grow" />
        {onCancel && (
          <Button size="sm" variant="quiet" onClick={onCancel}>
            Not now
          </Button>
        )}
        <Button
          size="sm"
          variant={refusal ? "normal" : "primary"}
          disabledReason={refusal}
          reasonIn="tooltip"
          keys="mod+enter"
          onClick={run}
        >
          {action}
        </Button>
      </div>
    </div>
  );
}

/** The word after the last @ before the caret; undefined where none is being typed. */
function typedName(text: string, caret: number): { from: number; query: string } | undefined {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf("@");
  if (from < 0 || (from > 0 && !/\s/.test(before[from - 1]!))) return undefined;
  const query = before.slice(from + 1);
  return /^[\p{L}\p{M}'’.-]*( [\p{L}\p{M}'’.-]*)?$/u.test(query) ? { from, query } : undefined;
}

type Person = { id: MemberId; name: string; title: string };

/** Offers people after an @, chosen with arrows and Enter or the mouse. */
function useMentions(
  text: string,
  change: (text: string) => void,
  people: readonly Person[],
  area: React.RefObject<HTMLTextAreaElement | null>,
) {
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [cursor, setCursor] = useState(0);
  const [closed, setClosed] = useState<number>();
  const [pending, setPending] = useState<number>();
  useLayoutEffect(() => {
    if (pending === undefined) return;
    // Before the next key arrives: what is typed goes on behind the name.
    area.current?.focus();
    area.current?.setSelectionRange(pending, pending);
    setPending(undefined);
  }, [pending, area]);
  const typed = typedName(text, caret);
  const query = typed?.query.toLocaleLowerCase() ?? "";
  const fits = ({ name }: Person): boolean =>
    name.toLocaleLowerCase().startsWith(query) ||
    name.split(" ").some((word) => word.toLocaleLowerCase().startsWith(query));
  // A name that is whole already is not offered again.
  const offered =
    typed && closed !== typed.from
      ? people.filter((one) => fits(one) && one.name.toLocaleLowerCase() !== query).slice(0, mostOffered)
      : [];
  const at = Math.min(cursor, Math.max(0, offered.length - 1));
  const insert = (from: number, to: number, words_: string): void => {
    change(text.slice(0, from) + words_ + text.slice(to));
    const end = from + words_.length;
    setCaret(end);
    setCursor(0);
    setPending(end);
  };
  const choose = (person: Person): void => insert(typed!.from, caret, `@${person.name} `);
  const begin = (): void => {
    const place = area.current?.selectionStart ?? text.length;
    const space = place > 0 && !/\s/.test(text[place - 1]!) ? " " : "";
    setClosed(undefined);
    insert(place, place, `${space}@`);
  };
  const take = (event: KeyboardEvent): boolean => {
    if (offered.length === 0 || event.ctrlKey || event.metaKey) return false;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => setCursor((at + 1) % offered.length),
      ArrowUp: () => setCursor((at - 1 + offered.length) % offered.length),
      Enter: () => choose(offered[at]!),
      Tab: () => choose(offered[at]!),
      Escape: () => setClosed(typed!.from),
    };
    const move = moves[event.key];
    if (!move) return false;
    event.preventDefault();
    event.stopPropagation();
    move();
    return true;
  };
  const follow = (event: { currentTarget: HTMLTextAreaElement }): void => setCaret(event.currentTarget.selectionStart);
  const open = offered.length > 0;
  return {
    begin,
    take,
    control: {
      onSelect: follow,
      "aria-autocomplete": "list" as const,
      "aria-controls": open ? `${id}-list` : undefined,
      "aria-activedescendant": open ? `${id}-${at}` : undefined,
    },
    list: open && (
      <div className="mention-list menu" role="listbox" id={`${id}-list`} aria-label="People">
        {offered.map((person, index) => (
          <div
            key={person.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={index === at ? "is-cursor" : undefined}
            onMouseDown={(event) => {
              // The text keeps the focus.
              event.preventDefault();
              choose(person);
            }}
          >
            <Face name={person.name} size={18} quiet />
            <span className="cut">{person.name}</span>
            <small className="cut">{person.title}</small>
          </div>
        ))}
      </div>
    ),
  };
}
