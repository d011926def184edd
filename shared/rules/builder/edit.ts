import type { BuilderNode, Group } from "./model.ts";

/** The way to a node from the outermost group. A step into an event row leads into the conditions on its events. */
export type Path = readonly number[];

/** A model after an edit, and where the node that was edited now stands. */
export interface Edited {
  readonly model: Group;
  readonly path: Path;
}

export function itemsOf(node: BuilderNode): readonly BuilderNode[] {
  if (node.kind === "group") return node.items;
  return node.kind === "events" ? node.where.items : [];
}

function withItems(node: BuilderNode, items: readonly BuilderNode[]): BuilderNode {
  if (node.kind === "group") return { ...node, items };
  return node.kind === "events" ? { ...node, where: { ...node.where, items } } : node;
}

export function nodeAt(model: Group, path: Path): BuilderNode | undefined {
  let node: BuilderNode | undefined = model;
  for (const step of path) node = node && itemsOf(node)[step];
  return node;
}

/** Puts `change`'s answer in the place of a node; an answer of several takes as many places, of none removes it. */
function changeAt(model: Group, path: Path, change: (node: BuilderNode) => readonly BuilderNode[]): Group {
  const visit = (node: BuilderNode, depth: number): readonly BuilderNode[] => {
    if (depth === path.length) return change(node);
    const step = path[depth];
    return [
      withItems(
        node,
        itemsOf(node).flatMap((item, at) => (at === step ? visit(item, depth + 1) : [item])),
      ),
    ];
  };
  const [changed] = visit(model, 0);
  return changed?.kind === "group" ? changed : { ...model, items: changed ? [changed] : [] };
}

export const replace = (model: Group, path: Path, node: BuilderNode): Group => changeAt(model, path, () => [node]);

export const remove = (model: Group, path: Path): Group => changeAt(model, path, () => []);

/** Puts a node at the end of the group, or of the event row's conditions, at a path. */
export function append(model: Group, into: Path, node: BuilderNode): Edited {
  const group = nodeAt(model, into);
  if (!group) return { model, path: into };
  const items = itemsOf(group);
  return { model: replace(model, into, withItems(group, [...items, node])), path: [...into, items.length] };
}

/**
 * The same for a row that somebody adds. A condition begins as everyone or nobody; its first row takes the place of that.
 */
export function add(model: Group, into: Path, node: BuilderNode): Edited {
  const begun = into.length === 0 && model.items.length === 1 && model.items[0]?.kind === "everyone";
  return append(begun ? { ...model, items: [] } : model, into, node);
}

/** A node is known by its identity, so a copy shares none with what it was copied from. */
const copied = (node: BuilderNode): BuilderNode => withItems({ ...node }, itemsOf(node).map(copied));

export const duplicate = (model: Group, path: Path): Edited => ({
  model: changeAt(model, path, (node) => [node, copied(node)]),
  path: sibling(path, 1),
});

/** Moves a node past its neighbour; null at the end of its group. */
export function move(model: Group, path: Path, by: 1 | -1): Edited | null {
  const parent = parentOf(model, path);
  const at = path.at(-1);
  if (!parent || at === undefined) return null;
  const items = [...itemsOf(parent)];
  const other = items[at + by];
  if (!other) return null;
  [items[at], items[at + by]] = [other, items[at]!];
  return { model: replace(model, path.slice(0, -1), withItems(parent, items)), path: sibling(path, by) };
}

/** Puts a node into a group of its own, which joins in the other way than the group around it. */
export function wrap(model: Group, path: Path): Edited {
  const parent = parentOf(model, path);
  const around = parent?.kind === "events" ? parent.where.join : parent?.kind === "group" ? parent.join : "all";
  const join = around === "all" ? "any" : "all";
  return {
    model: changeAt(model, path, (node) => [{ kind: "group", join, not: false, items: [node] }]),
    path: [...path, 0],
  };
}

/** Moves a node out of its group, behind it; null where the group around it is the outermost or belongs to an event. */
export function moveOut(model: Group, path: Path): Edited | null {
  const node = nodeAt(model, path);
  const parent = parentOf(model, path);
  if (!node || path.length < 2 || parent?.kind !== "group") return null;
  const group = path.slice(0, -1);
  const left = withItems(
    parent,
    parent.items.filter((_, at) => at !== path.at(-1)),
  );
  // A group that nothing is left in is gone.
  const gone = itemsOf(left).length === 0;
  return {
    model: changeAt(model, group, () => (gone ? [node] : [left, node])),
    path: gone ? group : sibling(group, 1),
  };
}

/** Moves a node to the end of the group before it; null where there is none. */
export function moveIn(model: Group, path: Path): Edited | null {
  const node = nodeAt(model, path);
  const at = path.at(-1);
  if (!node || at === undefined || at === 0) return null;
  const before = sibling(path, -1);
  const group = nodeAt(model, before);
  if (group?.kind !== "group") return null;
  const without = remove(model, path);
  return append(without, before, node);
}

/** Takes the frame of a group away; its conditions stand in the group around it. Null where that would change the meaning. */
export function dissolve(model: Group, path: Path): Edited | null {
  const group = nodeAt(model, path);
  if (path.length === 0 || group?.kind !== "group" || group.not) return null;
  const parent = parentOf(model, path);
  const join = parent?.kind === "events" ? parent.where.join : parent?.kind === "group" ? parent.join : undefined;
  if (group.items.length > 1 && group.join !== join) return null;
  return { model: changeAt(model, path, () => group.items), path };
}

const parentOf = (model: Group, path: Path): BuilderNode | undefined =>
  path.length === 0 ? undefined : nodeAt(model, path.slice(0, -1));

const sibling = (path: Path, by: number): Path => [...path.slice(0, -1), (path.at(-1) ?? 0) + by];
