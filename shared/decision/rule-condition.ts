import { dictionaryIndex } from "../data/dictionary.ts";
import type { CompiledCondition } from "../rules/cel/conditions.ts";
import type { RuleBody } from "../rules/model.ts";
import { type Conjunct, conjunctsOf } from "./conjuncts.ts";
import type { Linker, Named } from "./linker.ts";

/** The condition of a rule; null, and a report, where it cannot be read. */
export function readCondition(rule: Named<RuleBody>, { conditions, report }: Linker): CompiledCondition | null {
  try {
    return conditions.compile(rule.body.logic.when);
  } catch (error) {
    report(rule.name, error instanceof Error ? error.message : "Its condition cannot be read.");
    return null;
  }
}

/** The conjuncts of a condition, those of the audiences that it names included. */
export function partsOf(condition: CompiledCondition, { conditions, dictionary }: Linker): Conjunct[] {
  const { audiences } = dictionaryIndex(dictionary);
  return conjunctsOf(condition, conditions.layout, (name) => {
    const audience = audiences.get(name);
    return audience ? conditions.compile(audience.when) : null;
  });
}
