import { spawn } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";

/**
 * `npm run soak [-- --kills N] [--runs N]`: the same tests as `npm test` has in short, for long. Kills are random instants at
 * which a working studio is ended; runs are the cases that each property is tried on.
 */
const { values } = parseArgs({
  options: { kills: { type: "string", default: "2000" }, runs: { type: "string", default: "20000" } },
});

const vitest = "node_modules/vitest/vitest.mjs";
const hours = 3_600_000;
const child = spawn(
  process.execPath,
  [vitest, "run", "--project=faults", "--project=property", `--testTimeout=${6 * hours}`],
  { stdio: "inherit", env: { ...process.env, IMPRIMATUR_KILLS: values.kills, IMPRIMATUR_PROPERTY_RUNS: values.runs } },
);
const [code] = (await once(child, "exit")) as [number | null];
process.exitCode = code ?? 1;
