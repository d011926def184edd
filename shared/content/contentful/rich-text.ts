import { z } from "zod";
import { link } from "./export.ts";

/**
 * Rich text is kept as a small Markdown: headings, paragraphs, `**bold**`, `*italic*`, `` `code` ``, lists, quotes, rules,
 * `[links](…)`, `![pictures](…)` and tokens. A character that would read as markup is escaped with a backslash. What this
 * cannot say is reported; words are never lost with their form.
 */
export interface RichText {
  readonly text: string;
  /** What could not be said, as sentences. */
  readonly losses: readonly string[];
  /** Set where words would be missing: then the text may not be used. */
  readonly broken: string | null;
}

/** What a link in rich text leads to. */
export interface LinkedThings {
  /** The token for a merge tag, such as `{{location_city|Citizen}}`; null where the entry is not a usable merge tag. */
  token(entryId: string): string | null;
  /** The path of a page; null where the entry has none. */
  path(entryId: string): string | null;
  /** What people call the entry; null where it is not in the export. */
  title(entryId: string): string | null;
  picture(assetId: string): { readonly url: string; readonly alt: string } | null;
}

interface Node {
  readonly nodeType: string;
  readonly content: readonly unknown[];
  readonly value: string;
  readonly marks: readonly { readonly type: string }[];
  readonly data: Readonly<Record<string, unknown>>;
}

const nodeShape = z.looseObject({
  nodeType: z.string(),
  content: z.array(z.unknown()).default([]),
  value: z.string().default(""),
  marks: z.array(z.looseObject({ type: z.string() })).default([]),
  data: z.record(z.string(), z.unknown()).default({}),
});
const deepest = 40;

/** Whether a value has the form of a rich-text document. */
export const isRichText = (value: unknown): boolean => {
  const parsed = nodeShape.safeParse(value);
  return parsed.success && parsed.data.nodeType === "document";
};

/** Writes a document of Contentful's rich text in the small Markdown. */
export function writeRichText(document: unknown, things: LinkedThings): RichText {
  const writer = new Writer(things);
  const text = writer.blocks(readNode(document).content, 0);
  return { text, losses: [...writer.losses], broken: writer.broken };
}

const readNode = (value: unknown): Node => {
  const parsed = nodeShape.safeParse(value);
  return parsed.success ? parsed.data : { nodeType: "unknown", content: [], value: "", marks: [], data: {} };
};

const targetOf = (node: Node): string => {
  const parsed = link.safeParse(node.data["target"]);
  return parsed.success ? parsed.data.sys.id : "";
};

class Writer {
  readonly losses = new Set<string>();
  broken: string | null = null;
  readonly #things: LinkedThings;

  constructor(things: LinkedThings) {
    this.#things = things;
  }

  blocks(nodes: readonly unknown[], depth: number): string {
    const written = nodes.map((node) => this.#block(readNode(node), depth));
    return written.filter((block) => block !== "").join("\n\n");
  }

  #block(node: Node, depth: number): string {
    if (depth > deepest) {
      this.broken = `The rich text is nested more than ${deepest} levels deep.`;
      return "";
    }
    const heading = /^heading-([1-6])$/.exec(node.nodeType);
    if (heading) return `${"#".repeat(Number(heading[1]))} ${this.#inline(node.content).replaceAll("\n", " ").trim()}`;
    switch (node.nodeType) {
      case "paragraph":
        return escapeLineStarts(this.#inline(node.content).trim());
      case "unordered-list":
        return this.#list(node, depth, () => "- ");
      case "ordered-list":
        return this.#list(node, depth, (index) => `${index + 1}. `);
      case "blockquote":
        return prefixLines(this.blocks(node.content, depth + 1), "> ", "> ");
      case "hr":
        return "---";
      case "embedded-asset-block":
        return this.#picture(targetOf(node));
      case "embedded-entry-block":
        return this.#embeddedBlock(targetOf(node));
      case "table":
        return this.#table(node);
      default:
        return this.#unknown(node, depth);
    }
  }

  #list(node: Node, depth: number, mark: (index: number) => string): string {
    const items = node.content.map((child, index) => {
      const lead = mark(index);
      const item = readNode(child);
      const text = this.blocks(item.content, depth + 1).replaceAll("\n\n", "\n");
      return prefixLines(text, lead, " ".repeat(lead.length));
    });
    return items.join("\n");
  }

  #table(node: Node): string {
    this.losses.add("A table is kept as lines of text.");
    const rows = node.content.map((row) =>
      readNode(row).content.map((cell) => this.blocks(readNode(cell).content, 0).replaceAll("\n\n", " ")),
    );
    return rows.map((cells) => cells.join(" | ")).join("\n");
  }

  #unknown(node: Node, depth: number): string {
    this.losses.add(`“${node.nodeType}” has no counterpart; only its words are kept.`);
    return node.value === "" ? this.blocks(node.content, depth + 1) : this.#text(node);
  }

  #inline(nodes: readonly unknown[]): string {
    return nodes.map((node) => this.#span(readNode(node))).join("");
  }

  #span(node: Node): string {
    switch (node.nodeType) {
      case "text":
        return this.#text(node);
      case "hyperlink":
        return this.#hyperlink(
          this.#inline(node.content),
          typeof node.data["uri"] === "string" ? node.data["uri"] : "",
        );
      case "entry-hyperlink":
        return this.#entryLink(this.#inline(node.content), targetOf(node));
      case "asset-hyperlink":
        return this.#hyperlink(this.#inline(node.content), this.#things.picture(targetOf(node))?.url ?? "");
      case "embedded-entry-inline":
        return this.#embeddedInline(targetOf(node));
      default:
        this.losses.add(`“${node.nodeType}” has no counterpart; only its words are kept.`);
        return node.value === "" ? this.#inline(node.content) : this.#text(node);
    }
  }

  #text(node: Node): string {
    if (/\{\{|\}\}/.test(node.value)) this.broken = "The text holds double braces, which mark tokens here.";
    const marks = new Set(node.marks.map(({ type }) => type));
    const has = (mark: string) => marks.delete(mark);
    const words = has("code") ? codeSpan(node.value) : escapeMarkup(node.value);
    const italic = has("italic") ? surround(words, "*") : words;
    const bold = has("bold") ? surround(italic, "**") : italic;
    for (const mark of marks) this.losses.add(`The mark “${mark}” has no counterpart; its words are kept plain.`);
    return bold;
  }

  #hyperlink(words: string, uri: string): string {
    if (/^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)[^\s()<>]*$/.test(uri)) return `[${words}](${uri})`;
    this.losses.add("A link whose address cannot be used is kept as plain words.");
    return words;
  }

  #entryLink(words: string, id: string): string {
    const path = this.#things.path(id);
    if (path !== null) return `[${words}](${path})`;
    this.losses.add(`The link to ${this.#called(id)} is kept as plain words: it leads to no page of this export.`);
    return words;
  }

  #embeddedInline(id: string): string {
    const token = this.#things.token(id);
    if (token !== null) return token;
    this.broken = `The text would lack words: ${this.#called(id)}, which stands inside a sentence, cannot be inserted.`;
    return "";
  }

  #embeddedBlock(id: string): string {
    this.losses.add(`${this.#called(id)}, embedded in the text, is not part of it here.`);
    return "";
  }

  #picture(id: string): string {
    const picture = this.#things.picture(id);
    if (picture) return `![${escapeMarkup(picture.alt)}](${picture.url})`;
    this.losses.add("An embedded picture is left out: its file is not in the export.");
    return "";
  }

  #called(id: string): string {
    const title = this.#things.title(id);
    return title === null ? `the entry ${id} (not in the export)` : `the entry “${title}”`;
  }
}

const escapeMarkup = (text: string): string => text.replaceAll(/[\\`*_[\]]/g, (mark) => `\\${mark}`);

/** A line of plain words must not begin like a heading, a quote, a list or a rule. */
const escapeLineStarts = (text: string): string =>
  text.replaceAll(/^(\s*)(#{1,6}(?=\s)|>|[-+](?=\s)|\d+(?=[.)]\s)|---)/gm, (_, space: string, mark: string) =>
    /^\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
  );

/** Marks may not touch white space, so it stays outside of them. */
function surround(text: string, mark: string): string {
  const [, before, words, after] = /^(\s*)([^]*?)(\s*)$/.exec(text)!;
  return words === "" ? text : `${before}${mark}${words}${mark}${after}`;
}

function codeSpan(text: string): string {
  if (text === "") return "";
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

const prefixLines = (text: string, first: string, rest: string): string =>
  text
    .split("\n")
    .map((line, index) => ((index === 0 ? first : rest) + line).trimEnd())
    .join("\n");
