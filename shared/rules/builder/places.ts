import { children, type Node } from "../cel/ast.ts";
import type { Diagnostic } from "../cel/diagnostics.ts";
import { tryParse } from "../cel/parse.ts";
import { toCel } from "./build.ts";
import type { BuilderNode } from "./model.ts";

interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * Where each node of a model stands in its text, which may be laid out in any way that reads as the same tree. Inner nodes
 * come after the ones around them.
 */
export function placesOf(model: BuilderNode, text: string): Map<BuilderNode, Place> {
  const built = new Map<BuilderNode, Node>();
  const tree = toCel(model, built);
  const parsed = tryParse(text);
  const places = new Map<Node, Place>();
  if (tree !== null && parsed.ok) alongside(tree, parsed.ast, places);
  const found = [...built].flatMap(([node, made]) => {
    const place = places.get(made);
    return place ? [[node, place] as const] : [];
  });
  // What was built first stands innermost.
  return new Map(found.toReversed());
}

/** Walks two trees of the same shape and notes where the nodes of the first stand in the text of the second. */
function alongside(made: Node, read: Node, places: Map<Node, Place>): void {
  places.set(made, { from: read.from, to: read.to });
  const inside = children(read);
  for (const [at, child] of children(made).entries()) {
    const other = inside[at];
    if (other) alongside(child, other, places);
  }
}

/** What is wrong with each row: a diagnostic belongs to the innermost node that has all of it, else to the whole. */
export function problemsOf(
  model: BuilderNode,
  text: string,
  diagnostics: readonly Diagnostic[],
): Map<BuilderNode, Diagnostic[]> {
  const problems = new Map<BuilderNode, Diagnostic[]>();
  if (diagnostics.length === 0) return problems;
  const places = [...placesOf(model, text)];
  for (const diagnostic of diagnostics) {
    let owner = model;
    let width = Infinity;
    for (const [node, { from, to }] of places) {
      if (from > diagnostic.from || to < diagnostic.to || to - from > width) continue;
      owner = node;
      width = to - from;
    }
    problems.set(owner, [...(problems.get(owner) ?? []), diagnostic]);
  }
  return problems;
}
