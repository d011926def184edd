import { useEffect, useMemo, useRef, useState } from "react";
import { create } from "zustand";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import type { DictionaryName, Span, TextFormat } from "#shared/spelling/model.ts";
import { dictionaryFor } from "#shared/spelling/policy.ts";
import { recall, remember } from "#renderer/app/memory.ts";
import { api } from "#renderer/bridge/client.ts";
import { useSession } from "#renderer/bridge/session.ts";
import { carryMarks } from "./logic/marks.ts";

interface SpellingState {
  /** The dictionaries that this copy of the app has; undefined until it is known. */
  readonly dictionaries: ReadonlySet<DictionaryName> | undefined;
  /** Rises when a word is taught or forgotten: what is in sight is checked again. */
  readonly taught: number;
  /** Rises when somebody switches the checks on or off. */
  readonly switched: number;
}

export const useSpelling = create<SpellingState>()(() => ({ dictionaries: undefined, taught: 0, switched: 0 }));

const switchName = (member: MemberId | undefined): string => `spelling.${member ?? ""}`;

/** Whether spelling is checked for whoever is signed in. It is, until they switch it off. */
export function useChecksSpelling(): boolean {
  const member = useSession((state) => state.session?.member.id);
  useSpelling((state) => state.switched);
  return recall(switchName(member)) !== "off";
}

/** The same, asked once. */
export const checksSpelling = (): boolean => recall(switchName(useSession.getState().session?.member.id)) !== "off";

export function switchSpelling(on: boolean): void {
  remember(switchName(useSession.getState().session?.member.id), on ? undefined : "off");
  useSpelling.setState(({ switched }) => ({ switched: switched + 1 }));
}

let asked: Promise<void> | undefined;

/** Learns once which dictionaries there are: they do not change while the app runs. */
function learnDictionaries(): Promise<void> {
  return (asked ??= api.spelling.dictionaries({}).then(
    ({ dictionaries }) => useSpelling.setState({ dictionaries: new Set(dictionaries) }),
    // Asked again by the next field that is shown.
    () => void (asked = undefined),
  ));
}

/** The dictionary of a locale; null where there is none, undefined until it is known. */
export function useDictionary(locale: string | undefined): DictionaryName | null | undefined {
  const here = useSpelling((state) => state.dictionaries);
  useEffect(() => void learnDictionaries(), []);
  if (locale === undefined) return null;
  const name = dictionaryFor(locale);
  return here === undefined ? undefined : name && here.has(name) ? name : null;
}

/** Teaches a word: everywhere, or in one asset. */
export async function teachWord(word: string, asset: AssetId | null): Promise<void> {
  await api.spelling.addWord({ word, asset });
  useSpelling.setState(({ taught }) => ({ taught: taught + 1 }));
}

export async function forgetWord(word: string, asset: AssetId | null): Promise<void> {
  await api.spelling.removeWord({ word, asset });
  useSpelling.setState(({ taught }) => ({ taught: taught + 1 }));
}

export interface CheckedText {
  readonly text: string;
  /** Undefined where the language is not known. */
  readonly locale: string | undefined;
  readonly format: TextFormat;
  readonly asset: AssetId;
  readonly field: { readonly type: AssetId; readonly name: string } | undefined;
}

/** A pause in typing, after which a text is checked. */
const pause = 350;
const none: readonly Span[] = [];

/**
 * Where a text is misspelt, as far as it is known. It is checked at a pause in typing; an answer for a text that is no more
 * is dropped, and until the next one comes the marks of the last go with their words.
 */
export function useMisspelt({ text, locale, format, asset, field }: CheckedText): readonly Span[] {
  const on = useChecksSpelling();
  const dictionary = useDictionary(locale);
  const taught = useSpelling((state) => state.taught);
  const [answer, setAnswer] = useState<{ text: string; misspelt: readonly Span[] }>();
  const first = useRef(true);
  const active = on && Boolean(dictionary) && text !== "";
  const { type, name } = field ?? {};
  useEffect(() => {
    if (!active || locale === undefined) return undefined;
    let overtaken = false;
    const ask = async (): Promise<void> => {
      try {
        const place = type && name ? { type, name } : undefined;
        const { misspelt } = await api.spelling.check({ locale, text, format, asset, field: place });
        if (!overtaken) setAnswer({ text, misspelt });
      } catch {
        // Not checked this time; the next pause asks again. Nothing that is written depends on it.
      }
    };
    const timer = setTimeout(() => void ask(), first.current ? 0 : pause);
    first.current = false;
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [active, text, locale, format, asset, type, name, taught]);
  return useMemo(
    () => (active && answer ? carryMarks(answer.misspelt, answer.text, text) : none),
    [active, answer, text],
  );
}

/** A field in sight that has misspelt words. */
export interface MisspeltField {
  readonly element: () => HTMLElement | null;
  /** Shows the menu of its next word behind the caret, or of its first. @returns false where there is no further one. */
  readonly showNext: (from: "caret" | "start") => boolean;
}

const fields = new Set<MisspeltField>();

/** Lets `showNextMisspelt` find a field while it is in sight. */
export function offerField(field: MisspeltField): () => void {
  fields.add(field);
  return () => fields.delete(field);
}

/** Goes to the next misspelt word on the page, from the caret on and round. @returns false where there is none. */
export function showNextMisspelt(): boolean {
  const placed = [...fields].flatMap((field) => {
    const element = field.element();
    return element ? [{ field, element }] : [];
  });
  placed.sort((a, b) => (a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const { activeElement } = document;
  const here = placed.findIndex(({ element }) => element === activeElement);
  if (here >= 0 && placed[here]!.field.showNext("caret")) return true;
  const behind = activeElement
    ? placed.findIndex(
        ({ element }) =>
          element !== activeElement &&
          activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
      )
    : 0;
  const order = behind < 0 ? placed : [...placed.slice(behind), ...placed.slice(0, behind)];
  return order.some(({ field }) => field.showNext("start"));
}
