import { describe, expect, test } from "vitest";
import { takeKey, type Progress } from "#renderer/app/shortcuts.ts";
import {
  ariaShortcut,
  type KeyLike,
  matchesPress,
  parseShortcut,
  type Press,
  shortcutCaps,
} from "#renderer/ui/shortcut.ts";

const key = (name: string, held: Partial<KeyLike> = {}): KeyLike => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe("a shortcut as text", () => {
  test("is a key with its modifiers, or several presses in order", () => {
    expect(parseShortcut("mod+k")).toEqual([{ key: "k", mod: true, shift: false, alt: false }]);
    expect(parseShortcut("Shift+Mod+Enter")).toEqual([{ key: "enter", mod: true, shift: true, alt: false }]);
    expect(parseShortcut("g r").map((press) => press.key)).toEqual(["g", "r"]);
    expect(parseShortcut("+")).toEqual([{ key: "+", mod: false, shift: false, alt: false }]);
  });

  test.each(["", "mod", "mod+", "hyper+k", "k+mod"])("“%s” is refused, as it could never be pressed", (text) => {
    expect(() => parseShortcut(text)).toThrow(TypeError);
  });

  test("is shown with the caps of the computer", () => {
    expect(shortcutCaps("mod+k", false)).toEqual([["Ctrl", "K"]]);
    expect(shortcutCaps("mod+k", true)).toEqual([["⌘", "K"]]);
    expect(shortcutCaps("g r", false)).toEqual([["G"], ["R"]]);
    expect(shortcutCaps("alt+left", false)).toEqual([["Alt", "←"]]);
  });

  test("is announced only when it is one press", () => {
    expect(ariaShortcut("mod+k", false)).toBe("Control+K");
    expect(ariaShortcut("mod+k", true)).toBe("Meta+K");
    expect(ariaShortcut("g r", false)).toBeUndefined();
  });
});

describe("a key event", () => {
  const only = (text: string): Press => parseShortcut(text)[0] as Press;

  test("mod is Ctrl, and ⌘ on a Mac, and never both", () => {
    expect(matchesPress(only("mod+k"), key("k", { ctrlKey: true }), false)).toBe(true);
    expect(matchesPress(only("mod+k"), key("k", { metaKey: true }), false)).toBe(false);
    expect(matchesPress(only("mod+k"), key("k", { metaKey: true }), true)).toBe(true);
    expect(matchesPress(only("mod+k"), key("k", { ctrlKey: true, metaKey: true }), false)).toBe(false);
  });

  test("a letter asks for the exact shift, a sign does not, since keyboards differ", () => {
    expect(matchesPress(only("c"), key("C", { shiftKey: true }), false)).toBe(false);
    expect(matchesPress(only("?"), key("?", { shiftKey: true }), false)).toBe(true);
    expect(matchesPress(only("?"), key("?"), false)).toBe(true);
  });
});

describe("taking keys", () => {
  const entries = [
    { id: "find", keys: "mod+k" },
    { id: "reviews", keys: "g v" },
    { id: "new", keys: "c" },
    { id: "silent" },
  ];
  const idle: Progress = { pressed: [], at: 0 };
  const take = (before: Progress, event: KeyLike, now: number, typing = false) =>
    takeKey(entries, before, event, { now, typing, mac: false });

  test("a sequence completes when its presses follow each other", () => {
    const first = take(idle, key("g"), 100);
    expect(first.entry).toBeUndefined();
    expect(take(first.after, key("v"), 600).entry?.id).toBe("reviews");
  });

  test("a sequence lapses after a pause, and after another key", () => {
    const first = take(idle, key("g"), 100);
    expect(take(first.after, key("v"), 5000).entry).toBeUndefined();
    const other = take(first.after, key("x"), 200);
    expect(take(other.after, key("v"), 300).entry).toBeUndefined();
  });

  test("holding a modifier does not break a sequence", () => {
    const first = take(idle, key("g"), 100);
    const shift = take(first.after, key("Shift", { shiftKey: true }), 150);
    expect(take(shift.after, key("v"), 200).entry?.id).toBe("reviews");
  });

  test("a wrong second key may still be a shortcut of its own", () => {
    const first = take(idle, key("g"), 100);
    expect(take(first.after, key("c"), 200).entry?.id).toBe("new");
  });

  test("while a text is typed, letters are letters and Ctrl still commands", () => {
    expect(take(idle, key("c"), 100, true).entry).toBeUndefined();
    expect(take(idle, key("k", { ctrlKey: true }), 100, true).entry?.id).toBe("find");
  });
});
