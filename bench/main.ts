import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import type { BenchModule, Metric } from "./metric.ts";

/**
 * `npm run bench -- [area…] [--json] [--full]`: measures the areas named, or all of them. An area is a file
 * `bench/<area>.bench.ts`; adding one adds it to this command.
 */
const suffix = ".bench.ts";
const areas = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length))
  .toSorted((a, b) => a.localeCompare(b));

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false }, full: { type: "boolean", default: false } },
});

const unknown = positionals.filter((name) => !areas.includes(name));
if (unknown.length > 0) {
  console.error(`There is no area ${unknown.join(", ")}. There are: ${areas.join(", ")}.`);
  process.exit(2);
}

let missed = 0;
for (const area of positionals.length > 0 ? positionals : areas) {
  const { measure } = (await import(`./${area}${suffix}`)) as BenchModule;
  if (!flags.json) console.log(`\n${area}`);
  for await (const measured of measure({ full: flags.full })) {
    const metric: Metric = { area, ...measured };
    console.log(flags.json ? JSON.stringify(metric) : row(metric));
    if (!metric.ok) missed += 1;
  }
}
if (missed > 0 && !flags.json) console.log(`\n${missed} of the targets ${missed === 1 ? "is" : "are"} missed.`);
process.exitCode = missed > 0 ? 1 : 0;

function row({ name, value, unit, better, target, ok, peer, ratio }: Metric): string {
  const figure = `${format(value)} ${unit}`;
  const comparison = peer === null || ratio === null ? "" : `${format(ratio)}× ${peer}`;
  const sign = better === "higher" ? "≥" : "≤";
  const goal =
    target === null ? "" : `${ok ? "met" : "MISSED"}: ${sign} ${format(target)}${peer === null ? ` ${unit}` : "×"}`;
  return `  ${name.padEnd(52)} ${figure.padStart(24)}  ${comparison.padEnd(30)} ${goal}`.trimEnd();
}

function format(value: number): string {
  return new Intl.NumberFormat("en", { maximumSignificantDigits: value < 100 ? 3 : 4 }).format(value);
}
