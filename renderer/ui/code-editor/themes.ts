import { editor } from "monaco-editor/editor";

/** The names of our two themes in Monaco. */
export const themeName = { light: "imprimatur-light", dark: "imprimatur-dark" } as const;

const asHex = (css: string): string => {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return "#000000";
  // A canvas gives any CSS colour back as #rrggbb, the one form that Monaco takes.
  context.fillStyle = css;
  return context.fillStyle;
};

/**
 * Defines the theme that is now on <html> from its tokens, and makes it Monaco's.
 * Monaco paints its own colours and cannot read custom properties.
 */
export function applyTheme(): void {
  const root = document.documentElement;
  const style = getComputedStyle(root);
  const token = (name: string): string => asHex(style.getPropertyValue(`--${name}`).trim());
  const bare = (name: string): string => token(name).slice(1);
  const dark = root.dataset["theme"] === "dark";
  const name = dark ? themeName.dark : themeName.light;
  editor.defineTheme(name, {
    base: dark ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      { token: "", foreground: bare("ink") },
      { token: "function", foreground: bare("code-fn") },
      { token: "string", foreground: bare("code-str") },
      { token: "number", foreground: bare("code-num") },
      { token: "keyword", foreground: bare("code-kw") },
      { token: "comment", foreground: bare("code-com") },
      { token: "invalid", foreground: bare("danger") },
      { token: "string.invalid", foreground: bare("danger") },
    ],
    colors: editorColours(token),
  });
  editor.setTheme(name);
}

function editorColours(token: (name: string) => string): Record<string, string> {
  return {
    "editor.background": token("surface"),
    "editor.foreground": token("ink"),
    "editorLineNumber.foreground": token("ink-3"),
    "editorLineNumber.activeForeground": token("ink-2"),
    "editorCursor.foreground": token("accent"),
    "editor.selectionBackground": token("accent-soft"),
    "editor.inactiveSelectionBackground": token("surface-3"),
    "editor.lineHighlightBackground": token("surface-2"),
    "editor.lineHighlightBorder": token("surface-2"),
    "editorBracketMatch.background": token("accent-soft"),
    "editorBracketMatch.border": token("accent-line"),
    ...plainBrackets(token("ink")),
    "editorError.foreground": token("danger-solid"),
    "editorWarning.foreground": token("attn-solid"),
    "editorInfo.foreground": token("info"),
    "editorWidget.background": token("surface"),
    "editorWidget.border": token("line-2"),
    "editorHoverWidget.background": token("surface"),
    "editorHoverWidget.border": token("line-2"),
    "editorSuggestWidget.background": token("surface"),
    "editorSuggestWidget.border": token("line-2"),
    "editorSuggestWidget.foreground": token("ink"),
    "editorSuggestWidget.selectedBackground": token("selected"),
    "editorSuggestWidget.selectedForeground": token("ink"),
    "editorSuggestWidget.highlightForeground": token("accent-ink"),
    "editorSuggestWidget.focusHighlightForeground": token("accent-ink"),
    "editorActionList.background": token("surface"),
    "editorActionList.foreground": token("ink"),
    "editorActionList.focusBackground": token("selected"),
    "editorActionList.focusForeground": token("ink"),
    descriptionForeground: token("ink-2"),
    "menu.background": token("surface"),
    "menu.foreground": token("ink"),
    "menu.selectionBackground": token("selected"),
    "menu.selectionForeground": token("ink"),
    "menu.border": token("line-2"),
    "widget.shadow": token("line"),
    "list.hoverBackground": token("surface-3"),
    "scrollbar.shadow": token("surface"),
    focusBorder: token("focus"),
  };
}

/** Brackets in the colour of the text: which of them belong together shows at the cursor. */
function plainBrackets(ink: string): Record<string, string> {
  return Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, ink]));
}

/** Follows the theme of the app. Returns how to stop. */
export function followTheme(): () => void {
  applyTheme();
  const observer = new MutationObserver(applyTheme);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
