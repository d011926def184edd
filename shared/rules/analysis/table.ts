import type { Node } from "../cel/ast.ts";
import type { CompiledCondition } from "../cel/conditions.ts";
import type { Facts } from "../cel/facts.ts";
import { attributesAlone } from "./atoms.ts";
import { absent, type Formula, type States, unreadable } from "./formula.ts";
import type { AttributeVariable } from "./space.ts";
import { observedAt, unreadableValue } from "./person.ts";
import type { Translator, Truth } from "./translate.ts";

/** More combinations than this are not looked up. */
const mostRows = 256;

/**
 * What a part comes to, looked up with the engine's own evaluation in every state of the attributes that it reads. Null
 * where one of them can have any value, or there are too many states.
 */
export function tableOf(node: Node, condition: CompiledCondition, translator: Translator): Truth | null {
  const keys = attributesAlone(node);
  if (!keys || keys.size === 0) return null;
  const variables: AttributeVariable[] = [];
  let rows = 1;
  for (const key of keys) {
    const variable = translator.space.attribute(key);
    if (!variable?.choices) return null;
    variables.push(variable);
    rows *= variable.choices.length + 2;
    if (rows > mostRows) return null;
  }
  const test = condition.compilePart(node);
  const found: { readonly true: Formula[]; readonly false: Formula[] } = { true: [], false: [] };
  const facts = translator.newFacts();
  const look = (index: number, attributes: Record<string, unknown>, states: readonly Formula[]): void => {
    const variable = variables[index];
    if (!variable) {
      const value = evaluate(facts, attributes, test);
      if (value !== undefined) found[value ? "true" : "false"].push(translator.builder.and(states));
      return;
    }
    for (const { value, state } of statesOf(variable))
      look(index + 1, value === undefined ? attributes : { ...attributes, [variable.attribute.key]: value }, [
        ...states,
        translator.builder.is(variable.id, state),
      ]);
  };
  look(0, {}, []);
  return { true: translator.builder.or(found.true), false: translator.builder.or(found.false) };
}

function evaluate(facts: Facts, attributes: Record<string, unknown>, test: (facts: Facts) => boolean | undefined) {
  facts.load({ attributes, observed: observedAt(attributes, 0) }, 0);
  return test(facts);
}

function statesOf({ choices, universe }: AttributeVariable): { value: unknown; state: States }[] {
  const values = universe.cuts.length === 0 ? [] : choices!;
  return [
    ...values.map((value, place) => ({ value: value as unknown, state: { cuts: [place, place + 1], flags: 0 } })),
    ...((universe.flags & absent) !== 0 ? [{ value: undefined, state: { cuts: [], flags: absent } }] : []),
    { value: unreadableValue, state: { cuts: [], flags: unreadable } },
  ];
}
