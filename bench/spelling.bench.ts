import { statSync } from "node:fs";
import { dictionaries, dictionaryNames } from "#shared/spelling/model.ts";
import { dictionaryFiles } from "#main/spelling/dictionaries.ts";
import { Spellers } from "#main/spelling/spellers.ts";
import { type BenchModule, figure } from "./metric.ts";

/** Each dictionary: how long until its first answer, and what it keeps in memory. Then texts and suggestions, in German. */
export const measure: BenchModule["measure"] = async function* () {
  let bytes = 0;
  for (const name of dictionaryNames) {
    const { aff, dic } = dictionaryFiles(name)!;
    bytes += statSync(aff).size + statSync(dic).size;
    const spellers = new Spellers();
    const before = process.memoryUsage.rss();
    const started = performance.now();
    await spellers.check(name, { text: "x", locale: name, format: "plain" });
    const loaded = performance.now() - started;
    const held = process.memoryUsage.rss() - before;
    await spellers.close();
    yield figure(`${dictionaries[name].label}: first answer`, loaded, "ms", "lower", 1_000);
    yield figure(`${dictionaries[name].label}: memory while it is held`, held / 1e6, "MB", "lower", 150);
  }
  yield figure("all dictionaries on disk", bytes / 1e6, "MB", "lower");
  yield* inGerman();
};

const sentence = "Die Saison beginnt oben: Stiefel, Jacken und Zelte für Hüttenwochenenden, geprüft auf dem Grat. ";

async function* inGerman() {
  const spellers = new Spellers();
  const ask = { locale: "de", format: "plain" } as const;
  await spellers.check("de", { ...ask, text: sentence });
  const long = sentence.repeat(Math.ceil(100_000 / sentence.length)).slice(0, 100_000);
  yield figure(
    "a text of 100,000 characters",
    await timed(() => spellers.check("de", { ...ask, text: long })),
    "ms",
    "lower",
    1_000,
  );
  const times: number[] = [];
  for (let turn = 0; turn < 200; turn++)
    times.push(await timed(() => spellers.check("de", { ...ask, text: `${sentence}Wort ${turn}` })));
  yield figure("a field at a pause in typing, p95", times.toSorted((a, b) => a - b)[189]!, "ms", "lower", 20);
  const suggested: number[] = [];
  for (const word of ["Wandershcuhe", "teuflsche", "Jakcen", "Hütenwochenende", "gepfüft"])
    suggested.push(await timed(() => spellers.suggest("de", { word, locale: "de" })));
  yield figure("what a word may have meant, the slowest of five", Math.max(...suggested), "ms", "lower", 500);
  await spellers.close();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
