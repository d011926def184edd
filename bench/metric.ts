/** One figure, as `npm run bench -- --json` prints it: one object a line. */
export interface Metric {
  readonly area: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly better: "higher" | "lower";
  /** The value, or where there is a peer the ratio to it, that must be reached; null where nothing is promised. */
  readonly target: number | null;
  readonly ok: boolean;
  /** Who does the same in this run, and how many times faster we are. */
  readonly peer: string | null;
  readonly ratio: number | null;
}

export interface BenchOptions {
  /** Also the sizes that take minutes. */
  readonly full: boolean;
}

/** What `bench/<area>.bench.ts` exports. Figures come one by one, so that a long run shows where it is. */
export interface BenchModule {
  readonly measure: (options: BenchOptions) => AsyncIterable<Omit<Metric, "area">>;
}

/** A figure without a peer, held to a target of its own. */
export function figure(
  name: string,
  value: number,
  unit: string,
  better: Metric["better"],
  target: number | null = null,
): Omit<Metric, "area"> {
  const ok = target === null || (better === "higher" ? value >= target : value <= target);
  return { name, value, unit, better, target, ok, peer: null, ratio: null };
}

/** A figure whose target is a multiple of what a peer reaches in the same run. */
export function against(
  name: string,
  value: number,
  unit: string,
  peer: { readonly name: string; readonly value: number },
  target: number | null,
): Omit<Metric, "area"> {
  const ratio = value / peer.value;
  return {
    name,
    value,
    unit,
    better: "higher",
    target,
    ok: target === null || ratio >= target,
    peer: peer.name,
    ratio,
  };
}
