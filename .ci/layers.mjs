/**
 * The dependency table: which side may import what. docs/ARCHITECTURE.md shows it (a test compares the two), the
 * `layers` step of `npm test` enforces it over every import of the tree.
 */
import { readFileSync, readdirSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, posix } from "node:path";
import { importsOf, sourceFilesIn } from "./imports.mjs";

/**
 * @typedef {object} Side
 * @property {readonly string[]} mayImport other sides
 * @property {boolean} node whether Node's own modules may be used
 * @property {"dependencies" | "all" | readonly string[]} packages what of npm: only what ships, everything (a bundler
 *   copies what is used, or it never ships), or these packages alone
 */

/** @type {Readonly<Record<string, Side>>} */
export const sides = {
  shared: { mayImport: [], node: false, packages: ["zod", "@marcbachmann/cel-js", "@bufbuild/re2", "marked"] },
  main: { mayImport: ["shared"], node: true, packages: "dependencies" },
  preload: { mayImport: ["shared"], node: false, packages: ["electron"] },
  renderer: { mayImport: ["shared"], node: false, packages: "all" },
  runtime: { mayImport: ["shared"], node: true, packages: "dependencies" },
  test: {
    mayImport: ["shared", "main", "preload", "renderer", "runtime", "bench", ".ci"],
    node: true,
    packages: "all",
  },
  bench: { mayImport: ["shared", "main", "renderer", "runtime", "test"], node: true, packages: "all" },
  ".ci": { mayImport: [], node: true, packages: "all" },
};

/** Packages that have one home in the product, so that the rest can be tested and moved without them. */
export const homes = [
  { package: "electron", in: ["main/electron.ts", "preload/"], instead: "take what you need from it as an argument" },
  { package: "monaco-editor", in: ["renderer/ui/code-editor/"], instead: "use the editor of renderer/ui/code-editor" },
  { package: "better-sqlite3", in: ["main/db/", "runtime/state/"], instead: "take a ReadDb or WriteDb from #main/db" },
];

/** Sides that the homes bind; tests may open a database by hand, to damage it. */
const product = ["shared", "main", "preload", "renderer", "runtime"];

/** The decision service can only verify: these exports of node:crypto make signatures or keys to make them with. */
const signing = /^(\*|sign|Sign|createSign|createPrivateKey|createECDH|generateKey.*|webcrypto|subtle)$/;

/** @typedef {import("./imports.mjs").Import} Import */
/** @typedef {Import & { problem: string, instead: string }} Violation */

/** @param {string} specifier @returns {string} `@scope/name` of `@scope/name/path?query` */
function packageOf(specifier) {
  const [first = "", second = ""] = specifier.split("?")[0]?.split("/") ?? [];
  return first.startsWith("@") ? `${first}/${second}` : first;
}

/** @param {string} path @param {string} place a file, or a folder that ends in / */
const isIn = (path, place) => (place.endsWith("/") ? path.startsWith(place) : path === place);

/** The path that an import of our own code names, or undefined for a package. @param {Import} one */
function targetOf({ file, specifier }) {
  const path = specifier.split("?")[0] ?? "";
  if (path.startsWith("#ci/")) return `.${path.slice(1)}`;
  if (path.startsWith("#")) return path.slice(1);
  if (path.startsWith(".")) return posix.join(posix.dirname(file), path);
  return undefined;
}

/** @typedef {{ problem: string, instead: string }} Finding */

/** @param {Import} one @param {string} side @param {string} target @returns {Finding | undefined} */
function checkOwn({ specifier }, side, target) {
  const other = target.split("/")[0] ?? "";
  if (specifier.startsWith("../../")) {
    return { problem: "climbs more than one folder", instead: `write "#${target}"` };
  }
  if (!/\.[a-z0-9]+$/.test(target)) {
    return { problem: "has no file extension", instead: `write "${specifier}.ts"` };
  }
  if (other !== side && specifier.startsWith(".")) {
    return { problem: `leaves ${side}/ by a relative path`, instead: `write "#${target}", if ${side} may import it` };
  }
  const allowed = sides[side]?.mayImport ?? [];
  if (other !== side && !allowed.includes(other)) {
    const instead = "move what both need to shared/, or pass it in as an argument";
    return { problem: `${side} may import ${allowed.join(", ") || "no other side"}, not ${other}`, instead };
  }
  return undefined;
}

/** @param {Import} one @param {string} side @returns {Finding | undefined} */
function checkBuiltin({ specifier, names, typeOnly }, side) {
  if (!sides[side]?.node) {
    const instead = side === "shared" ? "take it through a small port, as shared/kernel/crypto.ts does" : "call main";
    return { problem: `${side} runs without Node`, instead };
  }
  if (!specifier.startsWith("node:"))
    return { problem: "names a Node module without node:", instead: `write "node:${specifier}"` };
  if (side === "runtime" && specifier === "node:crypto" && !typeOnly) {
    const signer = names.find((name) => signing.test(name));
    if (signer === undefined) return undefined;
    const what = signer === "*" ? "all of node:crypto, signing included" : signer;
    return {
      problem: `the decision service may verify but never sign; this imports ${what}`,
      instead: "import by name what verifies",
    };
  }
  return undefined;
}

/**
 * @param {Import} one
 * @param {string} side
 * @param {readonly string[]} shipped
 * @returns {Finding | undefined}
 */
function checkPackage({ file, specifier, typeOnly }, side, shipped) {
  const name = packageOf(specifier);
  const home = product.includes(side) ? homes.find((one) => one.package === name) : undefined;
  if (home !== undefined) {
    const atHome = home.in.some((place) => isIn(file, place));
    return atHome
      ? undefined
      : { problem: `${name} is imported in ${home.in.join(" and ")} alone`, instead: home.instead };
  }
  const allowed = sides[side]?.packages ?? [];
  if (allowed === "all" || typeOnly) return undefined;
  if (allowed === "dependencies") {
    if (shipped.includes(name)) return undefined;
    return { problem: `${name} does not ship with the product`, instead: "use one of package.json's dependencies" };
  }
  if (allowed.includes(name)) return undefined;
  return {
    problem: `${side} may use ${allowed.join(", ")} of npm, not ${name}`,
    instead: "do it in another layer, or weigh adding it to .ci/layers.mjs",
  };
}

/** @param {Import} one @param {readonly string[]} shipped @returns {Violation | undefined} */
function check(one, shipped) {
  const side = one.file.split("/")[0] ?? "";
  const target = targetOf(one);
  const finding =
    target !== undefined
      ? checkOwn(one, side, target)
      : isBuiltin(one.specifier)
        ? checkBuiltin(one, side)
        : checkPackage(one, side, shipped);
  return finding && { ...one, ...finding };
}

/** @param {string} root @returns {readonly string[]} names of the packages that ship */
function shippedPackages(root) {
  return Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).dependencies ?? {});
}

/**
 * All imports of the tree that the table forbids.
 * @param {string} root
 * @returns {Violation[]}
 */
export function findViolations(root) {
  const shipped = shippedPackages(root);
  const present = readdirSync(root).filter((name) => name in sides);
  return present
    .flatMap((side) => sourceFilesIn(root, side))
    .flatMap((file) => importsOf(root, file))
    .flatMap((one) => check(one, shipped) ?? []);
}

/** @param {Violation} violation @returns {string} place, what is wrong, and what to do instead */
export const explain = ({ file, line, specifier, problem, instead }) =>
  `${file}:${line}: "${specifier}" ${problem}. Instead: ${instead}.`;

/** The table as docs/ARCHITECTURE.md shows it. @returns {string} */
export function table() {
  const words = { dependencies: "those that ship", all: "any" };
  const rows = Object.entries(sides).map(([side, { mayImport, node, packages }]) => {
    const npm = typeof packages === "string" ? words[packages] : packages.map((name) => `\`${name}\``).join(", ");
    return `| \`${side}\` | ${mayImport.map((name) => `\`${name}\``).join(", ") || "none"} | ${node ? "yes" : "no"} | ${npm} |`;
  });
  const places = homes.map((home) => `| \`${home.package}\` | ${home.in.map((place) => `\`${place}\``).join(", ")} |`);
  return [
    "| side | may import | Node modules | npm packages |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
    "| package | only in |",
    "| --- | --- |",
    ...places,
  ].join("\n");
}
