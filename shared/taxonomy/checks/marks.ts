import { lexer, type Token } from "marked";
import type { Problem } from "#shared/assets/model.ts";
import { type Field, type Mark, markNames } from "../model.ts";
import type { Say } from "./say.ts";

/** Which marks a node of the text is; what has no row is words alone. */
const markOf: Readonly<Record<string, Mark>> = {
  strong: "bold",
  em: "italic",
  del: "strike",
  codespan: "code",
  code: "code",
  link: "link",
  image: "picture",
  heading: "heading",
  list: "list",
  blockquote: "quote",
  hr: "line",
  table: "table",
};

const markWords: Readonly<Record<Mark, string>> = {
  bold: "bold words",
  italic: "italic words",
  strike: "words struck out",
  code: "code",
  link: "links",
  picture: "pictures",
  heading: "headings",
  list: "lists",
  quote: "quotations",
  line: "dividing lines",
  table: "tables",
};

/** The marks that a formatted text uses, and whether it holds markup that is none of them. */
export function marksIn(text: string): { marks: ReadonlySet<Mark>; html: boolean } {
  const marks = new Set<Mark>();
  let html = false;
  const visit = (tokens: readonly Token[]): void => {
    for (const token of tokens) {
      // An address that was typed as words is words.
      const mark = token.type === "link" && token.raw === token["text"] ? undefined : markOf[token.type];
      if (mark) marks.add(mark);
      if (token.type === "html") html = true;
      visit(childrenOf(token));
    }
  };
  visit(lexer(text));
  return { marks, html };
}

function childrenOf(token: Token): readonly Token[] {
  if (token.type === "list") return token["items"] as Token[];
  if (token.type !== "table") return (token as { tokens?: Token[] }).tokens ?? [];
  const { header, rows } = token as unknown as { header: { tokens: Token[] }[]; rows: { tokens: Token[] }[][] };
  return [...header, ...rows.flat()].flatMap((cell) => cell.tokens);
}

// What every mark begins with. A text without any of these has none, and most have none.
const perhapsMarked = /[*_~`[\]!#>|<+=\-\d]|^ {4}|^\t/m;

/** Holds a formatted text to the marks that its field allows; markup of another kind is never allowed. */
export function checkMarks({ label, limits }: Field, text: string, say: Say): Problem[] {
  if (!perhapsMarked.test(text)) return [];
  const { marks, html } = marksIn(text);
  const problems = html ? [say("rule", `Remove the HTML from ${label}: formatted text is written with marks.`)] : [];
  const allowed = limits.marks;
  if (!allowed) return problems;
  const refused = markNames.filter((mark) => marks.has(mark) && !allowed.includes(mark));
  if (refused.length === 0) return problems;
  const offer = allowed.length === 0 ? "it takes none" : `it takes ${wordsOf(allowed)}`;
  return [...problems, say("limit", `Remove the ${wordsOf(refused)} from ${label}: ${offer}.`)];
}

const wordsOf = (marks: readonly Mark[]): string => marks.map((mark) => markWords[mark]).join(", ");
