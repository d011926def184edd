import { parseSync } from "vite";
import { describe, expect, test } from "vitest";
import { importsOf, walk, type Node } from "#ci/imports.mjs";
import { ownFiles, readSource, root } from "#test/support/repository.ts";

const entry = ownFiles().filter((path) => /^\.ci\/(go\.mjs|setup\/old\/)/.test(path));

/** What Node 12 cannot parse, by the name of its node in the syntax tree. */
const tooNew = (node: Node): boolean =>
  ["ChainExpression", "PrivateIdentifier", "PropertyDefinition", "StaticBlock", "BigIntLiteral"].includes(node.type) ||
  (node.type === "LogicalExpression" && node["operator"] === "??") ||
  (node.type === "AssignmentExpression" && ["??=", "||=", "&&="].includes(String(node["operator"]))) ||
  (node.type === "Literal" && typeof node["value"] === "number" && String(node["raw"]).includes("_"));

describe("the entry of the npm scripts runs on the oldest Node that Debian ships", () => {
  test("its files are found", () => {
    expect(entry).toContain(".ci/go.mjs");
    expect(entry.length).toBeGreaterThan(3);
  });

  test("they use no syntax that Node 12 cannot parse", () => {
    const found: string[] = [];
    for (const path of entry) {
      walk(parseSync(path, readSource(path)).program, (node) => {
        if (tooNew(node)) found.push(`${path}: ${node.type} at character ${node.start}`);
      });
    }
    expect(found).toEqual([]);
  });

  test("they import Node's own modules and each other, and nothing that must be installed first", () => {
    const others = entry
      .flatMap((path) => importsOf(root, path))
      .filter(({ specifier }) => !specifier.startsWith("node:"));
    const late = others
      .map(({ specifier }) => specifier)
      .filter((specifier) => !/^\.\/(setup\/old\/)?\w+\.mjs$/.test(specifier));
    expect(late).toEqual([]);
  });
});
