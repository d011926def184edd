/**
 * The one entry of `npm start | demo | test | bench | soak | build | package`: makes this machine ready, then runs the
 * command. Everything imported here, and all of setup/old/, must parse and run on the oldest Node that Debian still
 * ships (12): no `?.`, no `??`, no top-level await. From the second process on, Node is the one the project needs.
 */
import { spawn } from "node:child_process";
import { dirname, delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureNode } from "./setup/old/node.mjs";
import { ensureNpm } from "./setup/old/npm.mjs";

const here = fileURLToPath(import.meta.url);

/** Runs this same file again under a Node that is new enough, and ends as that one ends. @param {string} node */
function runAgainWith(node) {
  const child = spawn(node, [here].concat(process.argv.slice(2)), { stdio: "inherit" });
  // The terminal sends Ctrl+C to both; this process waits for the other to tidy up and ends with it.
  process.on("SIGINT", function () {});
  process.on("SIGTERM", function () {
    child.kill("SIGTERM");
  });
  child.on("exit", function (code, signal) {
    process.exit(signal || code === null ? 1 : code);
  });
}

function main() {
  const node = ensureNode();
  process.env.IMPRIMATUR_NPM_CLI = ensureNpm();
  process.env.PATH = dirname(node) + delimiter + process.env.PATH;
  if (node !== process.execPath) return runAgainWith(node);
  return import("./commands.mjs").then(function (commands) {
    return commands.run(process.argv[2], process.argv.slice(3));
  });
}

/** @param {unknown} error */
function fail(error) {
  console.error("\n" + (error instanceof Error ? error.message : String(error)));
  process.exit(1);
}

try {
  Promise.resolve(main()).catch(fail);
} catch (error) {
  fail(error);
}
