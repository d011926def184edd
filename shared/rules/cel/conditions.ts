import { type Dictionary, dictionaryIndex } from "#shared/data/dictionary.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { Node } from "./ast.ts";
import { findFaults } from "./check.ts";
import { findCircle } from "./circles.ts";
import type { Diagnostic } from "./diagnostics.ts";
import type { Compilation, Condition } from "./compilation.ts";
import { compile, compileCondition } from "./evaluate.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { parse } from "./parse.ts";
import { eventProperties } from "./typecheck.ts";
import { namedPlaces, type Uses, usesOf } from "./uses.ts";

export interface CompiledCondition {
  readonly ast: Node;
  readonly uses: Uses;
  readonly test: Condition;
  /** Compiles a part of the condition by itself: what an index leaves to be tested. */
  readonly compilePart: (node: Node) => Condition;
}

/** Compiles the conditions of one dictionary. Equal texts are compiled once. */
export interface Conditions {
  readonly layout: Layout;
  /** @throws AppError RULE_SYNTAX or RULE_TYPE, with the place in its details. */
  compile(text: string): CompiledCondition;
  /** The condition of an audience by name. @throws AppError, as `compile` does, and NOT_FOUND. */
  audience(name: string): Condition;
}

export function createConditions(dictionary: Dictionary): Conditions {
  const layout = layoutOf(dictionary);
  const properties = eventProperties(dictionary);
  const { audiences } = dictionaryIndex(dictionary);
  const compiled = new Map<string, CompiledCondition>();
  const bySlot = dictionary.audiences.map(
    ({ when }) =>
      () =>
        compileText(when).test,
  );

  function compileText(text: string): CompiledCondition {
    const known = compiled.get(text);
    if (known) return known;
    const ast = parse(text);
    const places = namedPlaces(ast);
    const { faults, types } = findFaults(ast, places, dictionary);
    refuse(faults);
    const uses = usesOf(ast, places);
    if (uses.audiences.length > 0) refuseCircle(findCircle(text, null, dictionary));
    const context: Compilation = {
      layout,
      types,
      properties,
      audience: (slot) => bySlot[slot]!(),
      variables: new Map(),
      compile,
    };
    const compilePart = (node: Node) => compileCondition(node, context);
    const result = { ast, uses, test: compilePart(ast), compilePart };
    compiled.set(text, result);
    return result;
  }

  return {
    layout,
    compile: compileText,
    audience(name) {
      const audience = audiences.get(name);
      if (!audience) throw new AppError("NOT_FOUND", `There is no audience ${name}.`, { audience: name });
      return compileText(audience.when).test;
    },
  };
}

/** Nothing is compiled that the editor would have refused: a release must not hang on what nobody could have approved. */
function refuse([first]: readonly Diagnostic[]): void {
  if (first) throw new AppError("RULE_TYPE", first.message, { from: first.from, to: first.to });
}

function refuseCircle(circle: readonly string[] | null): void {
  if (!circle) return;
  throw new AppError("RULE_TYPE", `These audiences lead back to themselves: ${circle.join(" → ")}.`, { circle });
}
