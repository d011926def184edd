import type { AssetId } from "../kernel/ids.ts";
import { ZoneClocks } from "../rules/time-zone.ts";
import { type Counter, noCounter } from "./counter.ts";
import type { DecisionRequest } from "./model.ts";

/** A frequency cap as the engine counts it. */
export interface Cap {
  readonly id: AssetId;
  /** Its place among all caps of the release. */
  readonly slot: number;
  readonly most: number;
  /** When its period began; NaN where that cannot be told. */
  readonly since: (now: number) => number;
}

/**
 * Under which circumstances a decision is made: when and where, beside what, and how often before. What conditions cannot
 * ask, guardrails do. One instance is used for decision after decision; `load` begins each.
 */
export class Circumstances {
  readonly clocks = new ZoneClocks();
  /** How often each cap was met, by slot; null where it has not been asked for yet. */
  readonly #counts: (number | undefined | null)[];
  #request: Pick<DecisionRequest, "person" | "market" | "timeZone" | "context"> = {};
  #counter: Counter = noCounter;
  #labels: ReadonlySet<string> | undefined | null = null;
  now = 0;

  constructor(caps: number) {
    this.#counts = Array.from({ length: caps }, () => null);
  }

  load(request: DecisionRequest, now: number, counter: Counter): void {
    this.#request = request;
    this.#counter = counter;
    this.now = now;
    this.#labels = null;
    const counts = this.#counts;
    for (let slot = 0; slot < counts.length; slot++) counts[slot] = null;
  }

  /** The market that the request names; undefined where it names none. */
  get market(): string | undefined {
    return this.#request.market;
  }

  /** What the clocks show where the person is, as if it were UTC; NaN where that is not known. */
  localTime(otherwise: string | undefined): number {
    const zone = this.zone(otherwise);
    return zone === undefined ? Number.NaN : this.clocks.localTime(zone, this.now);
  }

  /** The time zone of the person: what the request states, and where it states none, what the rule says. */
  zone(otherwise: string | undefined): string | undefined {
    return this.#request.timeZone ?? otherwise;
  }

  /** The labels of what this would stand beside, each with all that it is part of; undefined where the request does not say. */
  get labels(): ReadonlySet<string> | undefined {
    if (this.#labels === null) this.#labels = this.#request.context && withWider(this.#request.context);
    return this.#labels;
  }

  /** How often the person got something under a cap in its period; undefined where that is not known. */
  count(cap: Cap): number | undefined {
    const known = this.#counts[cap.slot];
    if (known !== null) return known;
    const counted = this.#ask(cap);
    this.#counts[cap.slot] = counted;
    return counted;
  }

  #ask({ id, since }: Cap): number | undefined {
    const { person } = this.#request;
    const from = since(this.now);
    if (person === undefined || person === "" || Number.isNaN(from)) return undefined;
    const counted = this.#counter.count(id, person, from);
    return counted !== undefined && counted >= 0 ? counted : undefined;
  }

  /** Notes that the person gets something under these caps. Throws where that cannot be kept: then it must not be shown. */
  add(caps: readonly string[]): void {
    const { person } = this.#request;
    if (person === undefined) throw new Error("A cap let somebody pass who is not known.");
    this.#counter.add(caps, person, this.now);
  }
}

/** How labels are compared: without regard to case and surrounding space. */
export const foldLabel = (label: string): string => label.trim().toLowerCase();

/** `news/accidents` is part of `news`. */
function withWider(labels: readonly string[]): Set<string> {
  const all = new Set<string>();
  for (const label of labels) {
    const folded = foldLabel(label);
    all.add(folded);
    for (let at = folded.indexOf("/"); at > 0; at = folded.indexOf("/", at + 1)) all.add(folded.slice(0, at));
  }
  return all;
}
