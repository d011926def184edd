import { Braces } from "lucide-react";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { tokensOf } from "#shared/taxonomy/text.ts";
import { Field, type FieldProblem, IconButton } from "#renderer/ui/index.ts";
import { caretIn, drawTokens, isPlain, offsetUnder, placeCaret, rangeOf, readTokens } from "./logic/token-dom.ts";
import { TokenDialog, type TokenChoice } from "./token-dialog.tsx";

export interface TokenFieldProps {
  label: string;
  rule?: ReactNode;
  aside?: ReactNode;
  hint?: ReactNode;
  problem?: FieldProblem | undefined;
  over: boolean;
  value: string;
  onChange: (value: string) => void;
  placeholder: string | undefined;
  multiline: boolean;
  /** What may be inserted; none hides the button. */
  tokens: readonly TokenChoice[];
  /** Stretches of the text to underline as wrong. */
  marks: readonly Stretch[];
  language: string | undefined;
  spelling: TokenFieldSpelling;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What a field needs to show its misspelt words and to lead to their menu. */
export interface TokenFieldSpelling {
  /** The element that holds the text. */
  readonly host: RefObject<HTMLDivElement | null>;
  readonly misspelt: readonly Stretch[];
  /** Somebody asks for the menu at a place of the text. @returns whether there is one */
  readonly onMenu: (offset: number) => boolean;
  /** The browser's own marks would be a second opinion over ours. */
  readonly native: boolean;
  /** A letter was typed, with the caret at this place. */
  readonly onTyped: (place: number | undefined) => void;
}

/** Text in which personal values stand as chips. Typing past a limit is never blocked. */
export function TokenField(props: TokenFieldProps) {
  const { label, rule, aside, hint, problem, over, value, onChange, tokens, multiline } = props;
  const { host } = props.spelling;
  const caret = useRef(value.length);
  const [asked, ask] = useState<{ from: number; to: number; key?: string; fallback?: string }>();
  const [drawn, setDrawn] = useState(0);
  useDrawn(host, value);
  useMarks(host, "forbidden", props.marks, `${drawn} ${value}`);
  useMarks(host, "misspelt", props.spelling.misspelt, `${drawn} ${value}`);

  const insert = (key: string, fallback: string): void => {
    if (!asked) return;
    const token = `{{${key}|${fallback}}}`;
    onChange(value.slice(0, asked.from) + token + value.slice(asked.to));
    const after = asked.from + token.length;
    ask(undefined);
    requestAnimationFrame(() => {
      host.current?.focus();
      if (host.current) placeCaret(host.current, after);
    });
  };
  const onPress = (event: { target: EventTarget }): void => {
    const token = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-token]") : null;
    if (!token || !host.current) return;
    const index = [...host.current.querySelectorAll("[data-token]")].indexOf(token);
    const found = tokensOf(value)[index];
    if (found) ask({ from: found.from, to: found.to, key: found.key, fallback: found.fallback ?? "" });
  };
  return (
    <Field label={label} rule={rule} aside={aside} problem={problem} hint={hint}>
      {(control) => (
        <div
          className={`input token-input${over || problem?.severity === "error" ? " is-bad" : ""}${multiline ? " is-tall" : ""}`}
        >
          <div
            {...control}
            ref={host}
            role="textbox"
            aria-label={label}
            aria-multiline={multiline}
            aria-invalid={control["aria-invalid"] ?? (over || undefined)}
            contentEditable="plaintext-only"
            suppressContentEditableWarning
            spellCheck={props.spelling.native}
            lang={props.language}
            data-placeholder={props.placeholder}
            tabIndex={0}
            onInput={(event) => {
              props.spelling.onTyped(caretIn(event.currentTarget));
              onChange(readTokens(event.currentTarget));
            }}
            onContextMenu={(event) => {
              const offset = menuPlace(event);
              if (offset !== undefined && props.spelling.onMenu(offset)) event.preventDefault();
            }}
            onKeyDown={multiline ? undefined : keepOneLine}
            onBlur={(event) => {
              caret.current = caretIn(event.currentTarget) ?? caret.current;
              if (tokensOf(value).length === event.currentTarget.querySelectorAll("[data-token]").length) return;
              // What was typed in braces becomes a chip.
              drawTokens(event.currentTarget, value);
              setDrawn((count) => count + 1);
            }}
            onClick={onPress}
          />
          {tokens.length > 0 && (
            <IconButton
              icon={Braces}
              label={`Insert a personal value into ${label}`}
              size="sm"
              onClick={() =>
                ask({ from: Math.min(caret.current, value.length), to: Math.min(caret.current, value.length) })
              }
            />
          )}
          {asked && <TokenDialog tokens={tokens} chosen={asked} onDone={insert} onClose={() => ask(undefined)} />}
        </div>
      )}
    </Field>
  );
}

function keepOneLine(event: KeyboardEvent): void {
  // With Ctrl or ⌘ it is a shortcut of the page.
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault();
}

/** Draws a value that did not come from typing. What was typed is there already, and drawing it would move the caret. */
function useDrawn(host: { current: HTMLDivElement | null }, value: string): void {
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    const same = element.childNodes.length > 0 && readTokens(element) === value;
    if (same && isPlain(element)) return;
    const focused = element.ownerDocument.activeElement === element;
    const caret = (same ? caretIn(element) : undefined) ?? value.length;
    drawTokens(element, value);
    if (focused) placeCaret(element, caret);
  }, [host, value]);
}

/** Where in the text a menu is asked for: under the pointer, or at the caret when it is asked for by a key. */
function menuPlace(event: MouseEvent<HTMLDivElement>): number | undefined {
  const { currentTarget: host, clientX, clientY, button } = event;
  // A key sends no button of a pointer that is down.
  const byKey = button !== 2 && !event.ctrlKey;
  return byKey ? caretIn(host) : offsetUnder(host, clientX, clientY);
}

/**
 * Underlines stretches without touching the text, so that the caret stays. A browser that cannot leaves it to the words
 * around the field.
 */
function useMarks(
  host: { current: HTMLDivElement | null },
  name: "forbidden" | "misspelt",
  marks: readonly Stretch[],
  /** Changes whenever the nodes that the marks lie on may have changed. */
  drawn: string,
) {
  const key = JSON.stringify(marks);
  useLayoutEffect(() => {
    const element = host.current;
    if (!element || !("highlights" in CSS) || marks.length === 0) return;
    const highlight = CSS.highlights.get(name) ?? new Highlight();
    CSS.highlights.set(name, highlight);
    // What may not be said weighs more than how it is spelt.
    highlight.priority = name === "forbidden" ? 1 : 0;
    const ranges = marks.map((one) => rangeOf(element, one));
    for (const range of ranges) highlight.add(range);
    return () => {
      for (const range of ranges) highlight.delete(range);
    };
    // The marks are compared by their places.
    // oxlint-disable-next-line react/exhaustive-deps -- `marks` is a new list at every render
  }, [host, name, key, drawn]);
}
