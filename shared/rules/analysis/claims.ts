import { dictionaryIndex } from "#shared/data/dictionary.ts";
import { type States, statesMeet } from "./formula.ts";
import type { Claim, Prover } from "./prover.ts";
import type { Read } from "./translate.ts";
import type { GuardView, RuleView, SelectionView } from "./view.ts";

/** A selection with what it claims: that it matches now. */
export interface ReadSelection {
  readonly rule: SelectionView;
  readonly read: Read;
  readonly matches: Claim;
  readonly misses: Claim;
  /** What must be of single variables for it to match: most pairs of rules are told apart by these alone. */
  readonly needs: readonly Need[];
}

interface Need {
  readonly variable: number;
  readonly states: States;
}

/** A guardrail with what it claims: that it blocks now. */
export interface ReadGuard {
  readonly rule: GuardView;
  /** Null: its condition has faults, and it blocks everybody. */
  readonly read: Read | null;
  readonly blocks: Claim;
  readonly passes: Claim;
}

const everybody: Claim = { formula: { is: true }, holds: () => true };

/** Null where its condition has faults: then it never matches. */
export function readSelection(rule: SelectionView, prover: Prover): ReadSelection | null {
  const read = prover.translator.read(rule.when);
  if (!read) return null;
  const matches = prover.both(prover.isTrue(read), prover.isOpen(rule));
  return { rule, read, matches, misses: prover.not(matches), needs: needsOf(matches) };
}

export function readGuard(rule: GuardView, prover: Prover): ReadGuard {
  const read = prover.translator.read(rule.when);
  const condition = read
    ? rule.blocks === "notFalse"
      ? prover.not(prover.isFalse(read))
      : prover.not(prover.isTrue(read))
    : everybody;
  const blocks = prover.both(condition, prover.isOpen(rule));
  return { rule, read, blocks, passes: prover.not(blocks) };
}

function needsOf({ formula }: Claim): Need[] {
  const parts = formula.is === "and" ? formula.of : [formula];
  return parts.filter((part) => part.is === "in").toSorted((a, b) => a.variable - b.variable);
}

/** Whether two selections are told apart by one variable. */
export function areApart({ needs: a }: ReadSelection, { needs: b }: ReadSelection): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const order = a[i]!.variable - b[j]!.variable;
    if (order === 0 && !statesMeet(a[i]!.states, b[j]!.states)) return true;
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  return false;
}

export const isHeldBy = ({ block }: SelectionView, { blocksHeld }: GuardView): boolean =>
  blocksHeld === null || blocksHeld.includes(block);

export const guardsPlace = ({ placements }: GuardView, placement: string): boolean =>
  placements === null || placements.some((id) => id === placement);

/** In the order in which a decision tries them. */
export const inOrder = (a: SelectionView, b: SelectionView): number =>
  b.priority - a.priority || (a.name < b.name ? -1 : 1);

/** The attributes that a condition reads, also through the audiences that it names. */
export function attributesOf(read: Read, prover: Prover): Set<string> {
  const { audiences } = dictionaryIndex(prover.translator.dictionary);
  const keys = new Set<string>();
  const seen = new Set<string>();
  const gather = (each: Read): void => {
    const { uses } = each;
    for (const key of uses.attributes) keys.add(key);
    for (const name of uses.audiences) {
      const audience = seen.has(name) ? undefined : audiences.get(name);
      seen.add(name);
      const inner = audience && prover.translator.read(audience.when);
      if (inner) gather(inner);
    }
  };
  gather(read);
  return keys;
}

/**
 * The fewest claims that still exclude `fixed`, where all of `others` together do: one, where one is enough; else those
 * that remain when each that is not needed is left out.
 */
export function coreOf<T>(
  fixed: readonly Claim[],
  others: readonly T[],
  claim: (other: T) => Claim,
  prover: Prover,
): T[] {
  const alone = others.find((other) => prover.excludes([...fixed, claim(other)]));
  if (alone !== undefined) return [alone];
  let core = [...others];
  for (const other of others) {
    const fewer = core.filter((each) => each !== other);
    if (prover.excludes([...fixed, ...fewer.map(claim)])) core = fewer;
  }
  return core;
}

export const ruleKey = (rule: RuleView): string =>
  JSON.stringify(rule, (_key, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
  );
