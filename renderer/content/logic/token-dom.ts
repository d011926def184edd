import { tokensOf } from "#shared/taxonomy/text.ts";

/**
 * Text with tokens as the nodes of an editable element, and back. A token is one node that cannot be edited inside, so
 * that it is moved and deleted as a whole; everything else is plain text.
 */

/** A line break at the very end needs another after it to be seen; that one is no part of the text. */
const shown = (text: string): string => (text.endsWith("\n") ? `${text}\n` : text);

/** Draws a text into an element. */
export function drawTokens(element: HTMLElement, text: string): void {
  const nodes: (Node | string)[] = [];
  let end = 0;
  const whole = shown(text);
  for (const { from, to, key, fallback } of tokensOf(whole)) {
    if (from > end) nodes.push(whole.slice(end, from));
    nodes.push(chip(whole.slice(from, to), key, fallback));
    end = to;
  }
  if (end < whole.length) nodes.push(whole.slice(end));
  // A caret cannot stand beside a chip at the very end unless there is text after it.
  if (nodes.at(-1) instanceof HTMLElement) nodes.push("\u200B");
  element.replaceChildren(...nodes);
}

function chip(source: string, key: string, fallback: string | null): HTMLElement {
  const element = document.createElement("span");
  element.className = "token";
  element.contentEditable = "false";
  element.dataset["token"] = source;
  const name = document.createElement("span");
  name.textContent = key;
  const rest = document.createElement("span");
  rest.className = "token-else";
  rest.textContent = fallback === null ? "no fallback" : `else “${fallback}”`;
  element.append(name, rest);
  return element;
}

/** Reads the text of an element, or of the part of it before a place. */
export function readTokens(element: Node): string {
  return textOf(element).replaceAll("\u200B", "").replace(/\n$/, "");
}

function textOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? "";
  if (node instanceof HTMLElement && node.dataset["token"] !== undefined) return node.dataset["token"];
  if (node.nodeName === "BR") return "\n";
  // Some ways of inserting text (an input method, an extension) make an element of a line.
  return Array.from(
    node.childNodes,
    (child, at) => (at > 0 && child.nodeName === "DIV" ? "\n" : "") + textOf(child),
  ).join("");
}

/** Whether the element holds its text as it is drawn here: none of its lines is an element. */
export const isPlain = (element: HTMLElement): boolean => element.querySelector(":scope > div") === null;

/** Where the caret stands, as an offset in the text; undefined where it is not in the element. */
export function caretIn(element: HTMLElement): number | undefined {
  const selection = element.ownerDocument.getSelection();
  if (!selection?.focusNode) return undefined;
  return offsetOf(element, selection.focusNode, selection.focusOffset);
}

/** Which offset in the text lies under a place on the page; undefined where none does. */
export function offsetUnder(element: HTMLElement, x: number, y: number): number | undefined {
  const place = element.ownerDocument.caretPositionFromPoint(x, y);
  return place ? offsetOf(element, place.offsetNode, place.offset) : undefined;
}

function offsetOf(element: HTMLElement, node: Node, at: number): number | undefined {
  if (!element.contains(node)) return undefined;
  const range = element.ownerDocument.createRange();
  range.setStart(element, 0);
  range.setEnd(node, at);
  return textOf(range.cloneContents()).replaceAll("\u200B", "").length;
}

/** A stretch of the text as a stretch of the page. */
export function rangeOf(element: HTMLElement, { from, to }: { from: number; to: number }): Range {
  const range = element.ownerDocument.createRange();
  const start = placeAt(element, from);
  const end = placeAt(element, to);
  range.setStart(start.node, start.at);
  range.setEnd(end.node, end.at);
  return range;
}

/** Puts the caret at an offset in the text. */
export function placeCaret(element: HTMLElement, offset: number): void {
  const selection = element.ownerDocument.getSelection();
  if (!selection) return;
  const { node, at } = placeAt(element, offset);
  selection.collapse(node, at);
}

/** The place in the tree of an offset in the text. Within a token it is the end of the token. */
export function placeAt(element: HTMLElement, offset: number): { node: Node; at: number } {
  let left = offset;
  const children = [...element.childNodes];
  for (const [index, child] of children.entries()) {
    const text = textOf(child);
    const length = text.replaceAll("\u200B", "").length;
    if (child.nodeType === Node.TEXT_NODE && left <= length) return { node: child, at: rawOffset(text, left) };
    if (child.nodeType !== Node.TEXT_NODE && left < length) return { node: element, at: index + 1 };
    left -= length;
  }
  return { node: element, at: children.length };
}

/** The offset in a node's own text, invisible spaces included. */
function rawOffset(text: string, offset: number): number {
  let seen = 0;
  for (let index = 0; index < text.length; index++) {
    if (seen === offset && text[index] !== "\u200B") return index;
    if (text[index] !== "\u200B") seen += 1;
  }
  return text.length;
}
