import { hasRemarks } from "../cel/parentheses.ts";
import { tryParse } from "../cel/parse.ts";
import type { Group } from "./model.ts";
import { toBuilder, type Unshown } from "./read.ts";

/** Why a text stays a text: it cannot be read, it has remarks that the rows would lose, or parts that have no row. */
export type Closed =
  | { readonly why: "unreadable"; readonly message: string }
  | { readonly why: "remarks" }
  | { readonly why: "unshown"; readonly parts: readonly Unshown[] };

export type OpenedText = { readonly ok: true; readonly model: Group } | { readonly ok: false; readonly closed: Closed };

/** A condition that nobody has begun. */
export const emptyModel: Group = { kind: "group", join: "all", not: false, items: [] };

/** The rows of a text, or why it has none. Never throws. */
export function openText(text: string): OpenedText {
  if (text.trim() === "") return { ok: true, model: emptyModel };
  const parsed = tryParse(text);
  if (!parsed.ok) return { ok: false, closed: { why: "unreadable", message: parsed.fault.message } };
  if (hasRemarks(text)) return { ok: false, closed: { why: "remarks" } };
  const opened = toBuilder(parsed.ast);
  return opened.ok ? opened : { ok: false, closed: { why: "unshown", parts: opened.unshown } };
}
