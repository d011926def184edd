/** Reads the imports of source files with a real parser: static, dynamic and type imports, re-exports and worker URLs. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";

/**
 * @typedef {object} Import
 * @property {string} file relative to the root, with forward slashes
 * @property {number} line
 * @property {string} specifier as written
 * @property {readonly string[]} names imported by name; `*` for everything or the default
 * @property {boolean} typeOnly gone when the types are stripped
 */

/** @typedef {{ type: string, start: number, [key: string]: any }} Node */

const sourceFile = /\.(ts|tsx|mts|mjs)$/;

/** @param {string} root @param {string} folder @returns {string[]} paths of the folder's source files, relative to the root */
export function sourceFilesIn(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && sourceFile.test(entry.name) && !entry.parentPath.includes("node_modules"))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

/** @param {any} value @returns {value is Node} */
const isNode = (value) => typeof value === "object" && value !== null && typeof value.type === "string";

/** @param {Node} node @param {(node: Node) => void} visit */
export function walk(node, visit) {
  visit(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) value.filter(isNode).forEach((child) => walk(child, visit));
    else if (isNode(value)) walk(value, visit);
  }
}

/** @param {Node | undefined} node @returns {string | undefined} the text, if the node is a plain string */
function textOf(node) {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral" && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return undefined;
}

/** @param {Node} specifier @returns {string} */
const nameOf = ({ imported, local }) =>
  imported?.name ?? imported?.value ?? (local?.type === "Identifier" ? "*" : (local?.value ?? "*"));

/** @param {Node} node @returns {{ source: Node | undefined, names: string[], typeOnly: boolean } | undefined} */
function importIn(node) {
  switch (node.type) {
    case "ImportDeclaration": {
      /** @type {Node[]} */
      const specifiers = node.specifiers;
      const typeOnly =
        node.importKind === "type" || (specifiers.length > 0 && specifiers.every((one) => one.importKind === "type"));
      return { source: node.source, names: specifiers.map(nameOf), typeOnly };
    }
    case "ExportNamedDeclaration":
      if (!node.source) return undefined;
      return {
        source: node.source,
        names: node.specifiers.map((/** @type {Node} */ one) => one.local.name ?? one.local.value),
        typeOnly: node.exportKind === "type",
      };
    case "ExportAllDeclaration":
      return { source: node.source, names: ["*"], typeOnly: node.exportKind === "type" };
    case "ImportExpression":
      return { source: node.source, names: ["*"], typeOnly: false };
    case "TSImportType":
      return { source: node.source ?? node.argument?.literal ?? node.argument, names: [], typeOnly: true };
    case "CallExpression":
      if (node.callee.name !== "require") return undefined;
      return { source: node.arguments[0], names: ["*"], typeOnly: false };
    case "NewExpression":
      // new URL("./worker.ts", import.meta.url), how a worker or a file is named.
      if (node.callee.name !== "URL" || node.arguments[1]?.type !== "MemberExpression") return undefined;
      return { source: node.arguments[0], names: ["*"], typeOnly: false };
    default:
      return undefined;
  }
}

/**
 * @param {string} root
 * @param {string} file relative to the root
 * @returns {Import[]}
 */
export function importsOf(root, file) {
  const text = readFileSync(join(root, file), "utf8");
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  /** @type {Import[]} */
  const found = [];
  walk(program, (node) => {
    const imported = importIn(node);
    const specifier = imported && textOf(imported.source);
    if (imported === undefined || specifier === undefined) return;
    const line = text.slice(0, node.start).split("\n").length;
    found.push({ file, line, specifier, names: imported.names, typeOnly: imported.typeOnly });
  });
  return found;
}
