import type { Dictionary } from "#shared/data/dictionary.ts";
import { dictionaryIndex } from "#shared/data/dictionary.ts";
import type { ConsentRecord, PersonEvent } from "#shared/decision/model.ts";
import { conjuncts, type Node } from "#shared/rules/cel/ast.ts";
import { type CompiledCondition, createConditions } from "#shared/rules/cel/conditions.ts";
import { Facts } from "#shared/rules/cel/facts.ts";
import { usesOf } from "#shared/rules/cel/uses.ts";
import { compilePurpose, Ledger } from "#shared/decision/consent.ts";

/** Somebody as a tester describes them. `events` that are absent are not known, which is not the same as none. */
export interface TestPerson {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly PersonEvent[] | undefined;
  readonly consents: readonly ConsentRecord[];
  readonly tcf?: string | undefined;
  readonly jurisdiction?: string | undefined;
}

export type Verdict = "true" | "false" | "unknown";

/** One part of a condition, as written, with what it came to and why that is not known. */
export interface TestedPart {
  readonly text: string;
  readonly verdict: Verdict;
  readonly why: string | undefined;
}

export interface TestResult {
  readonly verdict: Verdict;
  /** How the parts are joined. One part alone is the whole condition. */
  readonly joined: "all" | "any";
  readonly parts: readonly TestedPart[];
}

const verdictOf = (value: boolean | undefined): Verdict => (value === undefined ? "unknown" : value ? "true" : "false");

/**
 * Evaluates a condition for one person exactly as a decision does, masking included, and says which part came to what.
 * @returns null where the condition has faults.
 */
export function testCondition(
  when: string,
  person: TestPerson,
  dictionary: Dictionary,
  now: number,
): TestResult | null {
  const prepared = prepare(when, dictionary);
  if (!prepared) return null;
  const { condition, facts } = prepared;
  new Ledger(dictionary.purposes.map(compilePurpose)).reconcile(person, now, facts.granted);
  facts.load({ attributes: person.attributes, ...(person.events ? { events: person.events } : {}) }, now);
  const any = condition.ast.op === "binary" && condition.ast.sign === "||";
  const parts = conjuncts(condition.ast, any ? "||" : "&&").map((node) => {
    const value = condition.compilePart(node)(facts);
    return {
      text: when.slice(node.from, node.to),
      verdict: verdictOf(value),
      why: value === undefined ? unknownWhy(node, person, facts, dictionary) : undefined,
    };
  });
  return { verdict: verdictOf(condition.test(facts)), joined: any ? "any" : "all", parts };
}

/** Whether a condition surely holds for somebody who has agreed to everything. */
export function holdsFor(
  when: string,
  { attributes, events }: Pick<TestPerson, "attributes" | "events">,
  dictionary: Dictionary,
  now: number,
): boolean {
  const prepared = prepare(when, dictionary);
  if (!prepared) return false;
  const { condition, facts } = prepared;
  facts.granted.fill(1);
  facts.load({ attributes, ...(events ? { events } : {}) }, now);
  return condition.test(facts) === true;
}

function prepare(when: string, dictionary: Dictionary): { condition: CompiledCondition; facts: Facts } | null {
  try {
    const conditions = createConditions(dictionary);
    return { condition: conditions.compile(when), facts: new Facts(conditions.layout) };
  } catch {
    // A condition with faults cannot be tested; the editor says what is wrong with it.
    return null;
  }
}

/** What is missing, for a part that came to nothing: attributes that are not given or masked, events that are not known. */
function unknownWhy(node: Node, person: TestPerson, facts: Facts, dictionary: Dictionary): string | undefined {
  const uses = usesOf(node);
  const { attributes, audiences } = dictionaryIndex(dictionary);
  const reasons = uses.attributes.flatMap((key) => {
    const attribute = attributes.get(key);
    const slot = facts.layout.attributeByKey.get(key);
    if (!attribute || !slot || facts.values[slot.slot] !== undefined) return [];
    if (!facts.allows(slot.purposes))
      return [`${key} is masked without consent to ${purposeLabels(attribute.purposes, dictionary)}`];
    return [facts.isPresent(slot) ? `${key} is not a ${attribute.type}` : `${key} is not known`];
  });
  if (uses.events.length > 0 && person.events === undefined) reasons.push("what the person did is not known");
  for (const name of uses.audiences) if (audiences.has(name)) reasons.push(`whether they are in ${name} is not known`);
  return reasons.length > 0 ? reasons.join("; ") : undefined;
}

const purposeLabels = (ids: readonly string[], dictionary: Dictionary): string =>
  dictionary.purposes
    .filter(({ id }) => ids.includes(id))
    .map(({ label }) => label)
    .join(" and ");
