import type { Dictionary } from "#shared/data/dictionary.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { analyseAudiences, type AudienceResult } from "./audiences.ts";
import { guardsPlace, type ReadGuard, readGuard, type ReadSelection, readSelection, ruleKey } from "./claims.ts";
import { audienceFindings, dictionaryFindings, guardFindings, selectionFindings, targetFindings } from "./findings.ts";
import { type Analysis, type AnalysisCode, analysisCodes, type AnalysisFinding } from "./model.ts";
import { Prover } from "./prover.ts";
import { TargetAnalysis } from "./target.ts";
import type { GuardView, RuleSet, RuleView } from "./view.ts";

/** Of each code so many findings are listed; all are counted. */
const mostListed = 500;

type ReadRule = ReadSelection | ReadGuard | null;
interface Known {
  readonly key: string;
  readonly view: RuleView;
  readonly read: ReadRule;
  /** What is so of it by itself, whatever the other rules are. */
  own: readonly AnalysisFinding[] | null;
}

/**
 * Analyses a set of rules, and again after every edit. Everything that was found stands on evidence, an example or the
 * rules that a proof needs; after an edit only what stands on something that changed is asked anew.
 *
 * Only the dictionary begins all anew: there every condition may mean something else.
 */
export class RuleAnalysis {
  #dictionary = "";
  #prover: Prover | null = null;
  #rules = new Map<AssetId, Known>();
  #targets = new Map<string, TargetAnalysis>();
  #audiences: readonly AudienceResult[] = [];

  /**
   * @param now milliseconds since 1970. What was over before is not looked at, so that it need not be exact: an earlier
   * moment finds the same, and what ended since as not yet over.
   */
  update(set: RuleSet, now: number): Analysis {
    const prover = this.#proverFor(set.dictionary, now);
    this.#read(set.rules, prover);
    const known = [...this.#rules.values()];
    const guards = known.flatMap(({ read }) => (read && isGuard(read) ? [read] : []));
    const selections = Map.groupBy(
      known.flatMap(({ read }) => (read && !isGuard(read) ? [read] : [])),
      ({ rule }) => rule.target,
    );
    const before = this.#targets;
    this.#targets = new Map();
    for (const target of set.targets) {
      const kept = before.get(target.key);
      const same = kept && kept.target.name === target.name && kept.target.slot === target.slot;
      const analysed = same ? kept : new TargetAnalysis(target, prover);
      analysed.update(
        selections.get(target.key) ?? [],
        guards.filter(({ rule }) => guardsPlace(rule, target.placement)),
      );
      this.#targets.set(target.key, analysed);
    }
    return this.#gather(set, prover);
  }

  #proverFor(dictionary: Dictionary, now: number): Prover {
    const key = JSON.stringify(dictionary);
    if (this.#prover && key === this.#dictionary && this.#prover.now === now) return this.#prover;
    this.#dictionary = key;
    this.#rules = new Map();
    this.#targets = new Map();
    const prover = new Prover(dictionary, now);
    this.#prover = prover;
    this.#audiences = analyseAudiences(dictionary.audiences, prover);
    return prover;
  }

  #read(rules: readonly RuleView[], prover: Prover): void {
    const before = this.#rules;
    this.#rules = new Map();
    for (const view of rules) {
      const key = ruleKey(view);
      const known = before.get(view.id);
      this.#rules.set(view.id, known?.key === key ? known : { key, view, read: readRule(view, prover), own: null });
    }
  }

  #gather(set: RuleSet, prover: Prover): Analysis {
    const all: AnalysisFinding[] = [];
    for (const target of this.#targets.values())
      all.push(...targetFindings(target), ...selectionFindings(target, prover));
    for (const known of this.#rules.values()) {
      known.own ??= guardFindings(known.view, known.read, prover, (guard) => whereOf(guard, set));
      all.push(...known.own);
    }
    all.push(...audienceFindings(this.#audiences), ...dictionaryFindings(set, prover));
    return {
      ...listedOf(all),
      looked: {
        rules: set.rules.length,
        audiences: set.dictionary.audiences.length,
        placements: new Set(set.targets.map(({ placement }) => placement)).size,
        attributes: set.dictionary.attributes.length,
        events: set.dictionary.events.length,
      },
    };
  }
}

const isGuard = (read: ReadSelection | ReadGuard): read is ReadGuard => read.rule.acts === "guard";

const readRule = (view: RuleView, prover: Prover): ReadRule =>
  view.acts === "guard" ? readGuard(view, prover) : readSelection(view, prover);

function whereOf({ placements }: GuardView, { targets }: RuleSet): string {
  if (placements === null) return "anywhere";
  const names = new Set(targets.filter(({ placement }) => placements.includes(placement)).map(({ name }) => name));
  return `in ${[...names].join(", ")}`;
}

const severities = { error: 0, warning: 1, note: 2 } as const;
const places = new Map(analysisCodes.map((code, place) => [code, place]));

function listedOf(all: readonly AnalysisFinding[]): Pick<Analysis, "findings" | "counts"> {
  const counts = Object.fromEntries(analysisCodes.map((code) => [code, 0])) as Record<AnalysisCode, number>;
  const sorted = all.toSorted(
    (a, b) =>
      severities[a.severity] - severities[b.severity] ||
      places.get(a.code)! - places.get(b.code)! ||
      (a.about.name < b.about.name ? -1 : a.about.name > b.about.name ? 1 : 0),
  );
  const findings = sorted.filter(({ code }) => (counts[code] += 1) <= mostListed);
  return { findings, counts };
}
