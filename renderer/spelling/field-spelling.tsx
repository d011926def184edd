import { BookPlus, EyeOff, Replace } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Span } from "#shared/spelling/model.ts";
import { api } from "#renderer/bridge/client.ts";
import { sayFailure } from "#renderer/app/commands.ts";
import { LinkButton, MenuAt, type MenuSection } from "#renderer/ui/index.ts";
import { markAfter, markAt, replaced } from "./logic/marks.ts";
import { type CheckedText, offerField, teachWord, useChecksSpelling, useDictionary, useMisspelt } from "./store.ts";
import { words } from "./strings.ts";

export interface SpellingOptions extends CheckedText {
  /** What people call the field. */
  readonly label: string;
  /** Takes the text with a word replaced; `after` is the place behind that word. */
  readonly onReplace: (text: string, after: number) => void;
  /** Where a stretch of the text, and the caret, are on the page. */
  readonly rangeOf: (element: HTMLElement, span: Span) => Range;
  readonly caretIn: (element: HTMLElement) => number | undefined;
}

interface OpenWord extends Span {
  readonly anchor: { getBoundingClientRect: () => DOMRect; contextElement: Element };
  readonly word: string;
  /** Undefined where they did not come in time. */
  readonly suggestions: readonly string[] | undefined;
}

/** How long the menu waits for suggestions before it opens without. */
const patience = 3000;

/** Where somebody is typing right now: from a letter on until the caret moves by itself, or leaves. */
function useTypingPlace(host: { current: HTMLElement | null }, caretIn: SpellingOptions["caretIn"]) {
  const [place, setPlace] = useState<number>();
  useEffect(() => {
    if (place === undefined) return undefined;
    const onMove = (): void => {
      if (!host.current || caretIn(host.current) !== place) setPlace(undefined);
    };
    document.addEventListener("selectionchange", onMove);
    return () => document.removeEventListener("selectionchange", onMove);
  }, [host, caretIn, place]);
  return { place, typed: setPlace };
}

/** All that an editor of a text needs to show how it is spelt: what to give its field, what stands beside and over it. */
export function useFieldSpelling(options: SpellingOptions): {
  field: {
    host: React.RefObject<HTMLDivElement | null>;
    misspelt: readonly Span[];
    onMenu: (offset: number) => boolean;
    native: boolean;
    onTyped: (place: number | undefined) => void;
  };
  aside: ReactNode;
  menu: ReactNode;
} {
  const { text, locale, label } = options;
  const host = useRef<HTMLDivElement>(null);
  const typing = useTypingPlace(host, options.caretIn);
  const found = useMisspelt(options);
  // A word is marked when whoever types it has left it.
  const misspelt = typing.place === undefined ? found : found.filter(({ to }) => to !== typing.place);
  const on = useChecksSpelling();
  const dictionary = useDictionary(locale);
  const [open, setOpen] = useState<OpenWord>();
  const current = useRef({ text, misspelt, options });
  useEffect(() => void (current.current = { text, misspelt, options }));

  const show = (span: Span | undefined): boolean => {
    if (!span || locale === undefined) return false;
    const word = text.slice(span.from, span.to);
    const openMenu = async (): Promise<void> => {
      const suggestions = await suggestionsFor(word, locale);
      // What was typed meanwhile may have moved it, or be another word.
      const { text: now } = current.current;
      if (!host.current || now.slice(span.from, span.to) !== word) return;
      const element = host.current;
      const getBoundingClientRect = (): DOMRect => options.rangeOf(element, span).getBoundingClientRect();
      setOpen({ ...span, word, suggestions, anchor: { getBoundingClientRect, contextElement: element } });
    };
    void openMenu();
    return true;
  };
  const has = misspelt.length > 0;
  const showing = useRef(show);
  useEffect(() => void (showing.current = show));
  useEffect(() => {
    if (!has) return undefined;
    return offerField({
      element: () => host.current,
      showNext(from) {
        const marks = current.current.misspelt;
        const caret = from === "caret" && host.current ? current.current.options.caretIn(host.current) : undefined;
        if (caret === undefined) return showing.current(marks[0]);
        // The word that the caret is in comes before those behind it, unless its menu was just looked at.
        const here = markAt(marks, caret);
        const next = marks.find(({ from: start }) => start > caret);
        return showing.current(here && caret < here.to ? here : next);
      },
    });
  }, [has]);

  const first = misspelt[0];
  return {
    field: {
      host,
      misspelt,
      onMenu: (offset) => show(markAt(misspelt, offset)),
      native: on && dictionary === null && locale !== undefined,
      onTyped: typing.typed,
    },
    aside: first && (
      <LinkButton
        className="spelling-count"
        aria-label={words.countLabel(misspelt.length, label, text.slice(first.from, first.to))}
        onClick={() => show(markAfter(misspelt, 0))}
      >
        {words.count(misspelt.length)}
      </LinkButton>
    ),
    menu: open && (
      <MenuAt
        anchor={open.anchor}
        label={words.menu(open.word)}
        sections={sectionsFor(open, options)}
        focusAfter={() => host.current}
        onClose={() => setOpen(undefined)}
      />
    ),
  };
}

/** What a word may have meant; undefined where the answer takes long, or fails. */
async function suggestionsFor(word: string, locale: string): Promise<readonly string[] | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
  const asked = async (): Promise<readonly string[] | undefined> => {
    try {
      return (await api.spelling.suggest({ locale, word })).suggestions;
    } catch {
      return undefined;
    }
  };
  return Promise.race([asked(), late]);
}

function sectionsFor(open: OpenWord, { text, asset, onReplace }: SpellingOptions): MenuSection[] {
  const { word, suggestions, from } = open;
  const teach = (place: typeof asset | null) => (): void => void teachWord(word, place).catch(sayFailure);
  const offered = (suggestions ?? []).map((by) => ({
    id: by,
    label: by,
    icon: Replace,
    run: () => onReplace(replaced(text, open, by), from + by.length),
  }));
  const why = suggestions ? words.noSuggestionWhy : words.lateSuggestionWhy;
  const nothing = { id: "none", label: words.noSuggestion, icon: Replace, disabledReason: why, run: () => {} };
  return [
    { label: words.menu(word), items: offered.length > 0 ? offered : [nothing] },
    {
      items: [
        { id: "add", label: words.addWord, icon: BookPlus, run: teach(null) },
        { id: "ignore", label: words.ignore, icon: EyeOff, run: teach(asset) },
      ],
    },
  ];
}
