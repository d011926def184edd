/** Reads how many tests passed and failed from the runners' reports. What did not run counts as failed. */
import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number }} Counts */

/** One check that fails when `problems` is not 0. @param {number} problems @returns {Counts} */
export const single = (problems) => (problems === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/**
 * A runner that failed without a failed test (it crashed, ran out of time, or a file did not load) is one failure; so
 * is one that ran no test.
 * @param {Counts} counts
 * @param {number} code
 * @returns {Counts}
 */
function settle({ passed, failed }, code) {
  const unseen = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: unseen ? 1 : failed };
}

/** @param {string} path @returns {any} */
const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {});

/** @param {string} path of Vitest's JSON report @param {number} code its exit code @returns {Counts} */
export function countVitest(path, code) {
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = read(path);
  return settle({ passed: numPassedTests, failed: numFailedTests + numPendingTests + numTodoTests }, code);
}

/** @param {string} path of Playwright's JSON report @param {number} code its exit code @returns {Counts} */
export function countPlaywright(path, code) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = read(path).stats ?? {};
  return settle({ passed: expected, failed: unexpected + flaky + skipped }, code);
}
