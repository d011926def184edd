/**
 * Keyboard shortcuts as text: `mod+k`, `shift+mod+enter`, `g r` (one after the other).
 * `mod` is ⌘ on a Mac and Ctrl elsewhere.
 */

/** One press: a key with its modifiers. */
export interface Press {
  key: string;
  mod: boolean;
  shift: boolean;
  alt: boolean;
}

/** What a keyboard event has that decides a shortcut. */
export interface KeyLike {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

const modifiers = new Set(["mod", "shift", "alt"]);

function parsePress(text: string): Press {
  // A lone "+" is a key of its own; elsewhere it joins.
  const parts = text === "+" ? ["+"] : text.toLowerCase().split("+");
  const key = parts.at(-1);
  const held = parts.slice(0, -1);
  if (!key || modifiers.has(key) || held.some((part) => !modifiers.has(part))) {
    throw new TypeError(`“${text}” is not a shortcut. Write for example mod+k, shift+mod+enter or g r.`);
  }
  return { key, mod: held.includes("mod"), shift: held.includes("shift"), alt: held.includes("alt") };
}

/**
 * Reads a shortcut into its presses, in order.
 * Throws `TypeError` when the text is not a shortcut: shortcuts are written by us, so that is a mistake in code.
 */
export function parseShortcut(shortcut: string): Press[] {
  return shortcut.trim().split(/\s+/).map(parsePress);
}

/** Whether a key event is this press. Shift is not asked of signs such as `?`, which need it on some keyboards only. */
export function matchesPress(press: Press, event: KeyLike, mac: boolean): boolean {
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  const isSign = press.key.length === 1 && press.key.toLowerCase() === press.key.toUpperCase();
  return (
    event.key.toLowerCase() === spelled(press.key) &&
    mod === press.mod &&
    !other &&
    event.altKey === press.alt &&
    (isSign || event.shiftKey === press.shift)
  );
}

const spellings: Readonly<Record<string, string>> = {
  up: "arrowup",
  down: "arrowdown",
  left: "arrowleft",
  right: "arrowright",
  esc: "escape",
  space: " ",
};
const spelled = (key: string): string => spellings[key] ?? key;

const shown: Readonly<Record<string, string>> = {
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
  esc: "Esc",
  space: "Space",
};

/** The caps to show for each press: `[["Ctrl", "K"]]`, on a Mac `[["⌘", "K"]]`. */
export function shortcutCaps(shortcut: string, mac: boolean): string[][] {
  return parseShortcut(shortcut).map((press) => [
    ...(press.mod ? [mac ? "⌘" : "Ctrl"] : []),
    ...(press.alt ? [mac ? "⌥" : "Alt"] : []),
    ...(press.shift ? [mac ? "⇧" : "Shift"] : []),
    shown[press.key] ?? press.key.charAt(0).toUpperCase() + press.key.slice(1),
  ]);
}

/** The value of `aria-keyshortcuts` for a shortcut of one press; a sequence has none. */
export function ariaShortcut(shortcut: string, mac: boolean): string | undefined {
  const [press, more] = parseShortcut(shortcut);
  if (!press || more) return undefined;
  const held = [press.mod && (mac ? "Meta" : "Control"), press.alt && "Alt", press.shift && "Shift"].filter(Boolean);
  return [...held, press.key.toUpperCase()].join("+");
}
