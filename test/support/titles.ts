import { parseSync } from "vite";
import { walk, type Node } from "#ci/imports.mjs";

const makers = new Set(["test", "it", "describe"]);

/** The name at the root of `test`, `test.each(rows)` or `test.describe.serial`. */
function rootName(callee: Node): string | undefined {
  if (callee.type === "Identifier") return String(callee["name"]);
  const inner: unknown = callee.type === "MemberExpression" ? callee["object"] : callee["callee"];
  return isNode(inner) ? rootName(inner) : undefined;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;

function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === "Literal") return String(node["value"]);
  if (node.type !== "TemplateLiteral") return undefined;
  return (node["quasis"] as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join("…");
}

/** The titles of the tests and groups that a test file declares. */
export function testTitles(path: string, text: string): string[] {
  const titles: string[] = [];
  walk(parseSync(path, text).program, (node) => {
    if (node.type !== "CallExpression" || !makers.has(rootName(node["callee"] as Node) ?? "")) return;
    const title = textOf((node["arguments"] as unknown[])[0]);
    if (title !== undefined) titles.push(title);
  });
  return titles;
}
