import { useEffect } from "react";
import { isMac } from "#renderer/ui/platform.ts";
import { type KeyLike, matchesPress, parseShortcut, type Press } from "#renderer/ui/shortcut.ts";
import { commandGroups, runCommand } from "./commands.ts";
import type { Command } from "./feature.ts";

/** How far a shortcut of several presses has come. */
export interface Progress {
  pressed: readonly KeyLike[];
  at: number;
}

/** The longest pause within “G then R”. */
const patience = 1200;

const parsed = new Map<string, Press[]>();
function pressesOf(keys: string): Press[] {
  const known = parsed.get(keys) ?? parseShortcut(keys);
  parsed.set(keys, known);
  return known;
}

const isModifier = (event: KeyLike): boolean => ["Control", "Meta", "Shift", "Alt"].includes(event.key);

/**
 * Takes one more key event. Returns the command that it completes, if any, and what is pressed so far.
 * `typing` says that the keys go into a text: then only shortcuts with Ctrl, ⌘ or a function key count.
 */
export function takeKey<Entry extends { keys?: string }>(
  entries: readonly Entry[],
  before: Progress,
  event: KeyLike,
  { now, typing, mac }: { now: number; typing: boolean; mac: boolean },
): { entry: Entry | undefined; after: Progress } {
  if (isModifier(event)) return { entry: undefined, after: before };
  const earlier = now - before.at <= patience ? before.pressed : [];
  const pressed = [...earlier, event];
  const started = (presses: readonly Press[], keys: readonly KeyLike[]): boolean =>
    keys.length <= presses.length && keys.every((key, at) => matchesPress(presses[at] as Press, key, mac));
  const usable = entries.flatMap((entry) => {
    const presses = entry.keys === undefined ? [] : pressesOf(entry.keys);
    const first = presses[0];
    const plain = !first || !(first.mod || first.alt || /^f\d+$/.test(first.key));
    return first && !(typing && plain) ? [{ entry, presses }] : [];
  });
  const complete = (keys: readonly KeyLike[]) =>
    usable.find(({ presses }) => presses.length === keys.length && started(presses, keys));
  const hit = complete(pressed) ?? complete([event]);
  if (hit) return { entry: hit.entry, after: { pressed: [], at: now } };
  const goesOn = usable.some(({ presses }) => started(presses, pressed));
  const goesOnAlone = usable.some(({ presses }) => started(presses, [event]));
  return { entry: undefined, after: { pressed: goesOn ? pressed : goesOnAlone ? [event] : [], at: now } };
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, [role=textbox]"))
  );
}

/** Runs commands by their shortcuts, while no dialog is open that has its own. */
export function useShortcuts(extra: readonly Command[]): void {
  useEffect(() => {
    let progress: Progress = { pressed: [], at: 0 };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      if (document.querySelector("[role=dialog][data-open], [role=menu]")) return;
      const commands = [...extra, ...commandGroups().flatMap((group) => group.commands)];
      const typing = isTyping(event.target);
      const taken = takeKey(commands, progress, event, { now: event.timeStamp, typing, mac: isMac });
      progress = taken.after;
      if (!taken.entry) return;
      event.preventDefault();
      runCommand(taken.entry);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [extra]);
}
