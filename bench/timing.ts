import { performance } from "node:perf_hooks";

/** Something to repeat. Its result is kept, so that the compiler cannot leave the work out. */
export interface Subject {
  readonly name: string;
  readonly run: (turn: number) => unknown;
}

let kept: unknown;

/** What was computed last: reading it keeps the work alive. */
export const lastResult = (): unknown => kept;

/** Every subject is compiled and optimised before it counts: large generated functions take many calls. */
const warmUp = { turns: 200_000, atMostMs: 10_000 };

/**
 * Measures how often each subject runs in a second. The subjects take turns in short rounds, so that a machine that slows
 * down slows all of them, and the fastest round of each counts: whatever else the machine does can only slow it down.
 */
export async function ratesOf(subjects: readonly Subject[], { rounds = 20, roundMs = 50 } = {}): Promise<number[]> {
  const rates = subjects.map(() => 0);
  for (const subject of subjects) {
    const start = performance.now();
    for (let turns = 0; turns < warmUp.turns && performance.now() - start < warmUp.atMostMs;) {
      turns += (await timeRound(subject, roundMs)) * (roundMs / 1000);
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      rates[index] = Math.max(rates[index]!, await timeRound(subject, roundMs));
    }
  }
  return rates;
}

/** Runs in batches and looks at the clock between them; the batch grows until the clock costs nothing. */
async function timeRound({ run }: Subject, roundMs: number): Promise<number> {
  const start = performance.now();
  let turns = 0;
  let batch = 1;
  let elapsed = 0;
  while (elapsed < roundMs) {
    for (let index = 0; index < batch; index++) {
      kept = run(turns);
      if (kept instanceof Promise) kept = await kept;
      turns += 1;
    }
    elapsed = performance.now() - start;
    if (elapsed < roundMs / 20) batch *= 2;
  }
  return (turns / elapsed) * 1000;
}

/** Numbers that look random and are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
