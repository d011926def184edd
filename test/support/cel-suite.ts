import { Environment } from "@marcbachmann/cel-js";
import { tests as suite } from "@bufbuild/cel-spec/testdata/conformance.js";
import { emptyDictionary } from "#shared/data/dictionary.ts";
import type { Compilation } from "#shared/rules/cel/compilation.ts";
import { compile } from "#shared/rules/cel/evaluate.ts";
import { Facts } from "#shared/rules/cel/facts.ts";
import { layoutOf } from "#shared/rules/cel/layout.ts";
import { tryParse } from "#shared/rules/cel/parse.ts";
import { typecheck } from "#shared/rules/cel/typecheck.ts";
import { any, bool, double, int, listOf, string, type Type } from "#shared/rules/cel/types.ts";
import type { Value } from "#shared/rules/cel/values.ts";

/** A value as the suite writes it: one key that names its type. */
type Encoded = Readonly<Record<string, unknown>>;

export interface SuiteTest {
  readonly file: string;
  readonly section: string;
  readonly name: string;
  readonly expr: string;
  readonly value: Encoded | undefined;
  readonly mustFail: boolean;
  /** The suite gives some expressions to the evaluator alone, past the type checker. */
  readonly unchecked: boolean;
  readonly bindings: Readonly<Record<string, Encoded>>;
}

interface Original {
  readonly name?: string;
  readonly expr: string;
  readonly value?: Encoded;
  readonly typedResult?: { readonly result?: Encoded };
  readonly evalError?: unknown;
  readonly disableCheck?: boolean;
  readonly bindings?: Readonly<Record<string, { readonly value: Encoded }>>;
}

interface Suite {
  readonly name: string;
  readonly suites?: readonly Suite[];
  readonly tests?: readonly { readonly original: unknown }[];
}

function flatten(file: string, section: string, { suites = [], tests = [] }: Suite): SuiteTest[] {
  const own = tests.map(({ original }) => {
    const { name = "", expr, value, typedResult, evalError, disableCheck, bindings = {} } = original as Original;
    const given = Object.entries(bindings).map(([key, bound]) => [key, bound.value] as const);
    return {
      file,
      section,
      name,
      expr,
      value: value ?? typedResult?.result,
      mustFail: evalError !== undefined,
      unchecked: disableCheck === true,
      bindings: Object.fromEntries(given),
    };
  });
  return [...own, ...suites.flatMap((inner) => flatten(file, inner.name, inner))];
}

/** The official conformance tests, by file. */
export const suiteFiles: ReadonlyMap<string, readonly SuiteTest[]> = new Map(
  ((suite as unknown as Suite).suites ?? []).map((file) => [file.name, flatten(file.name, "", file)]),
);

/** What an engine makes of a test; `outside` where our language refuses the expression, with the reason. */
export type Outcome = "passed" | "failed" | { readonly outside: string };

/* The library */

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });

export function runLibrary(test: SuiteTest): "passed" | "failed" {
  try {
    const bound = Object.entries(test.bindings).map(([key, value]) => [key, native(value)] as const);
    const result: unknown = environment.evaluate(test.expr, Object.fromEntries(bound));
    return !test.mustFail && same(result, test.value ?? { boolValue: true }) ? "passed" : "failed";
  } catch {
    return test.mustFail ? "passed" : "failed";
  }
}

function native(encoded: Encoded): unknown {
  const [[key, value] = ["", undefined]] = Object.entries(encoded);
  switch (key) {
    case "int64Value":
      return BigInt(value as string);
    case "doubleValue":
      return Number(value);
    case "stringValue":
    case "boolValue":
      return value;
    case "nullValue":
      return null;
    case "listValue":
      return ((value as { values?: Encoded[] }).values ?? []).map(native);
    case "mapValue": {
      const entries = (value as { entries?: { key: Encoded; value: Encoded }[] }).entries ?? [];
      return new Map(entries.map((entry) => [native(entry.key), native(entry.value)]));
    }
    default:
      throw new Error(`Values of the form ${key} cannot be given to the library.`);
  }
}

/** Whether a result of the library is the value expected, of the very type. */
function same(result: unknown, encoded: Encoded): boolean {
  const [[key, value] = ["", undefined]] = Object.entries(encoded);
  switch (key) {
    case "int64Value":
      return typeof result === "bigint" && result === BigInt(value as string);
    case "uint64Value":
      return String(result) === String(value) && typeof result === "object";
    case "doubleValue":
      return typeof result === "number" && Object.is(result, Number(value));
    case "stringValue":
    case "boolValue":
      return result === value;
    case "nullValue":
      return result === null;
    case "bytesValue":
      return result instanceof Uint8Array && Buffer.from(result).toString("base64") === value;
    case "listValue": {
      const values = (value as { values?: Encoded[] }).values ?? [];
      return (
        Array.isArray(result) && result.length === values.length && values.every((one, at) => same(result[at], one))
      );
    }
    case "mapValue": {
      const entries = (value as { entries?: { key: Encoded; value: Encoded }[] }).entries ?? [];
      const found = result instanceof Map ? [...result] : Object.entries(result ?? {});
      return (
        found.length === entries.length &&
        entries.every((entry) =>
          found.some(([at, one]) => (same(at, entry.key) || at === native(entry.key)) && same(one, entry.value)),
        )
      );
    }
    case "typeValue":
      return typeof result === "object" && result !== null && String((result as { name?: unknown }).name) === value;
    default:
      return false;
  }
}

/* Ours */

const layout = layoutOf(emptyDictionary);

/** Reads, checks and evaluates an expression as conditions are. What CEL calls an error is unknown here (RU-17). */
export function runOurs(test: SuiteTest): Outcome {
  const parsed = tryParse(test.expr);
  if (!parsed.ok) {
    const reason = reasonOf(parsed.fault.message);
    if (reason) return { outside: reason };
    return test.mustFail ? "passed" : "failed";
  }
  const given = Object.entries(test.bindings).map(([key, value]) => [key, ours(value)] as const);
  if (given.some(([, value]) => value === null)) return { outside: "values of other types" };
  const variables = new Map(given.map(([key, value]) => [key, value!.type]));
  const { types, faults } = typecheck(parsed.ast, emptyDictionary, variables);
  const reasons = faults.flatMap(({ message }) => reasonOf(message) ?? []);
  if (reasons[0]) return { outside: reasons[0] };
  if (test.value && ours(test.value) === null) return { outside: "values of other types" };
  // An expression may come to anything here, a condition to yes or no alone.
  if (!test.unchecked && faults.some(({ message }) => !message.startsWith("A condition comes to")))
    return test.mustFail ? "passed" : "failed";
  const context: Compilation = {
    layout,
    types,
    properties: new Map(),
    audience: () => () => undefined,
    variables: new Map(given.map(([key], depth) => [key, depth])),
    compile,
  };
  const facts = new Facts(layout);
  facts.load({}, 0);
  facts.locals = given.map(([, value]) => value!.value);
  const result = compile(parsed.ast, context)(facts);
  if (test.mustFail || result === undefined) return test.mustFail && result === undefined ? "passed" : "failed";
  return sameAsOurs(result, types.get(parsed.ast), test.value ?? { boolValue: true }) ? "passed" : "failed";
}

function ours(encoded: Encoded): { value: Value; type: Type } | null {
  const [[key, value] = ["", undefined]] = Object.entries(encoded);
  switch (key) {
    case "int64Value":
      return Number.isSafeInteger(Number(value)) ? { value: Number(value), type: int } : null;
    case "doubleValue":
      return { value: Number(value), type: double };
    case "stringValue":
      return { value: value as string, type: string };
    case "boolValue":
      return { value: value as boolean, type: bool };
    case "listValue": {
      const items = ((value as { values?: Encoded[] }).values ?? []).map(ours);
      if (items.some((item) => item === null)) return null;
      return { value: items.map((item) => item!.value), type: listOf(items[0]?.type ?? any) };
    }
    default:
      return null;
  }
}

function sameAsOurs(result: Value, type: Type | undefined, encoded: Encoded): boolean {
  const expected = ours(encoded);
  if (!expected) return false;
  const numbers = type?.is === "int" || type?.is === "double";
  if (numbers && type.is !== expected.type.is) return false;
  return sameValue(result, expected.value);
}

function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item: Value | undefined, at) => sameValue(item, b[at] as Value));
  return Object.is(a, b) || (a === 0 && b === 0);
}

/** What our language leaves out on purpose, told by what it says when it refuses. Everything else counts. */
const leftOut: readonly (readonly [message: RegExp, reason: string])[] = [
  [/^Conditions have no maps/, "maps and messages"],
  [/attributes are never null/, "null"],
  [/this is another kind of value/, "bytes and unsigned numbers"],
  [/^Conditions do not use this part of CEL/, "optional values and other later parts"],
  [/beyond 2\^53/, "whole numbers beyond 2^53"],
  [/^Lists can be searched inside lists once/, "macros nested deeper than one list inside another"],
  [/^Simplify the condition/, "expressions deeper or larger than the caps of RU-5"],
  [/^There is no function/, "functions that conditions do not have (conversions, type, time getters, extensions)"],
  [/ has no properties; only profile and events have/, "maps and messages"],
  [/ means nothing here/, "names of types and messages"],
  [/^has\(\)/, "maps and messages"],
];

const reasonOf = (message: string): string | undefined => leftOut.find(([pattern]) => pattern.test(message))?.[1];
