import type { Dictionary } from "#shared/data/dictionary.ts";
import { conjuncts, type MacroNode, type Node, walk } from "../cel/ast.ts";
import { parseDuration } from "../cel/time.ts";
import { eventTypesOf, rangesOverEvents } from "../cel/uses.ts";

/** An event of a person who is made up. */
export type MadeEvent = Readonly<Record<string, unknown>> & { readonly name: string; readonly at: string };

const mostEvents = 12;

/** The macro over events in a part, if it has one. */
export function eventMacro(node: Node): MacroNode | undefined {
  for (const part of walk(node)) if (part.op === "macro" && rangesOverEvents(part.over)) return part;
  return undefined;
}

/** Events that may be what a macro looks for, the likeliest first. They are tried; nothing hangs on their being right. */
export function eventsFor(macro: MacroNode, dictionary: Dictionary, now: number): MadeEvent[] {
  const named = eventTypesOf(macro);
  const names = named?.length ? named : dictionary.events.map(({ key }) => key);
  const times = timesFor(macro, now);
  const values = valuesFor(macro);
  const made: MadeEvent[] = [];
  for (const name of names.slice(0, 3))
    for (const at of times)
      for (const each of values)
        if (made.length < mostEvents * 4) made.push({ name, at: new Date(at).toISOString(), ...each });
  return made.slice(0, mostEvents * 4);
}

function timesFor(macro: Node, now: number): number[] {
  const lengths = [...walk(macro)].flatMap((part) => {
    const [text] = part.op === "call" && part.name === "duration" ? part.args : [];
    return text?.op === "string" ? (parseDuration(text.value) ?? []) : [];
  });
  const ages = lengths.flatMap((length) => [length / 2, length * 2]);
  return [...new Set([now - 3_600_000, ...ages.map((age) => Math.round(now - age))])].slice(0, 5);
}

/** For each property that is compared with a constant: that, and one beside it. */
function valuesFor(macro: MacroNode): Record<string, unknown>[] {
  let rows: Record<string, unknown>[] = [{}];
  for (const part of [...conjuncts(macro.body), ...walk(macro.body)]) {
    if (part.op !== "binary") continue;
    const [field, constant] = part.left.op === "field" ? [part.left, part.right] : [part.right, part.left];
    if (field.op !== "field" || field.name === "name" || field.name === "at") continue;
    const values = besides(constant);
    if (values.length === 0 || rows.some((row) => field.name in row)) continue;
    rows = rows.flatMap((row) => values.map((value) => ({ ...row, [field.name]: value }))).slice(0, mostEvents);
  }
  return rows;
}

function besides(node: Node): readonly unknown[] {
  if (node.op === "int" || node.op === "double") return [node.value, node.value + 1, node.value - 1];
  if (node.op === "string") return [node.value, "another"];
  if (node.op === "list")
    return node.items.flatMap((item) => (item.op === "string" || item.op === "int" ? [item.value] : []));
  return node.op === "bool" ? [node.value, !node.value] : [];
}
