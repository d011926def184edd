import {
  attributeKey,
  type BinaryNode,
  type BoolNode,
  type FieldNode,
  type HasNode,
  type Node,
  type NumberNode,
  type StringNode,
} from "./ast.ts";
import { compileCall, compileMacro } from "./evaluate-calls.ts";
import type { Facts } from "./facts.ts";
import { asCondition, type Compilation, type Condition, type Expression } from "./compilation.ts";
import { Duration, durationOf, Timestamp, timestampAt } from "./time.ts";
import { compare, equal, type EventValue, isIn, readAs, type Value, type ValueList } from "./values.ts";

/**
 * Compiles an expression to closures. It must have passed `typecheck`, whose types decide how it is computed.
 *
 * No closure that remains may be made in here: it would keep the tree and its types alive as long as the release.
 */
export function compile(node: Node, context: Compilation): Expression {
  switch (node.op) {
    case "string":
    case "int":
    case "double":
    case "bool":
      return constant(node.value);
    case "name":
      return compileName(node.name, context);
    case "field":
      return compileField(node, context);
    case "has":
      return compileHas(node, context);
    case "index":
      return itemOf(compile(node.of, context), compile(node.index, context));
    case "call":
      return compileCall(node, context);
    case "macro":
      return compileMacro(node, context);
    case "list":
      return compileList(node.items, context);
    case "not":
      return not(compileCondition(node.of, context));
    case "negate":
      return negative(compile(node.of, context));
    case "ternary":
      return choice(compileCondition(node.test, context), compile(node.yes, context), compile(node.no, context));
    default:
      return compileBinary(node, context);
  }
}

const constant =
  (value: Value): Expression =>
  () =>
    value;

const itemOf =
  (of: Expression, index: Expression): Expression =>
  (facts) => {
    const list = of(facts);
    const at = index(facts);
    return Array.isArray(list) && typeof at === "number" ? (list as ValueList)[at] : undefined;
  };

const not =
  (of: Condition): Condition =>
  (facts) => {
    const value = of(facts);
    return value === undefined ? undefined : !value;
  };

const negative =
  (of: Expression): Expression =>
  (facts) => {
    const value = of(facts);
    return typeof value === "number" ? -value : undefined;
  };

const choice =
  (test: Condition, yes: Expression, no: Expression): Expression =>
  (facts) => {
    const value = test(facts);
    return value === undefined ? undefined : value ? yes(facts) : no(facts);
  };

/** Compiles what comes to yes or no. */
export function compileCondition(node: Node, context: Compilation): Condition {
  const expression = compile(node, context);
  // What these are compiled to comes to nothing else.
  const plain = node.op === "not" || node.op === "has" || (node.op === "binary" && !arithmetic.has(node.sign));
  return plain ? (expression as Condition) : asCondition(expression);
}

const arithmetic: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%"]);

function compileName(name: string, context: Compilation): Expression {
  if (name === "now") return (facts) => facts.now;
  if (name === "events") {
    // Outside a macro that asks for certain types, a list of events depends on all of them.
    const purposes = [...new Set([...context.layout.eventPurposes.values()].flat())];
    return (facts) => (facts.allows(purposes) ? facts.events : undefined);
  }
  const depth = context.variables.get(name);
  return depth === undefined ? () => undefined : (facts) => facts.locals[depth];
}

function compileField(node: FieldNode, context: Compilation): Expression {
  const key = attributeKey(node);
  if (key !== null) {
    const slot = context.layout.attributeByKey.get(key)?.slot;
    return slot === undefined ? () => undefined : (facts) => facts.values[slot];
  }
  const of = compile(node.of, context);
  const type = context.properties.get(node.name);
  const { name } = node;
  if (!type) return () => undefined;
  return (facts) => {
    const event = of(facts) as EventValue | undefined;
    return event === undefined ? undefined : readAs(event[name], type);
  };
}

function compileHas({ of: field }: HasNode, context: Compilation): Expression {
  const key = attributeKey(field);
  if (key !== null) {
    const attribute = context.layout.attributeByKey.get(key);
    return attribute ? (facts) => facts.has(attribute) : () => undefined;
  }
  const of = compile(field.of, context);
  const read = compileField(field, context);
  return (facts) => {
    const event = of(facts) as EventValue | undefined;
    if (event === undefined) return undefined;
    if (!Object.hasOwn(event, field.name) || event[field.name] === null) return false;
    return read(facts) === undefined ? undefined : true;
  };
}

const isLiteral = (node: Node): node is StringNode | NumberNode | BoolNode =>
  node.op === "string" || node.op === "int" || node.op === "double" || node.op === "bool";

function compileList(items: readonly Node[], context: Compilation): Expression {
  if (items.every(isLiteral)) return constant(items.map((item) => item.value));
  return listOf(items.map((item) => compile(item, context)));
}

const listOf =
  (items: readonly Expression[]): Expression =>
  (facts) =>
    items.map((item) => item(facts));

function compileBinary(node: BinaryNode, context: Compilation): Expression {
  if (node.sign === "&&")
    return compileAnd(compileCondition(node.left, context), compileCondition(node.right, context));
  if (node.sign === "||") return compileOr(compileCondition(node.left, context), compileCondition(node.right, context));
  const left = compile(node.left, context);
  const right = compile(node.right, context);
  switch (node.sign) {
    case "==":
      return compileEquality(left, node.right, right);
    case "!=":
      return not(compileEquality(left, node.right, right));
    case "in":
      return compileIn(left, node.right, right);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return compileOrder(node.sign, left, node.right, right);
    default: {
      const whole = context.types.get(node.left)?.is === "int" && context.types.get(node.right)?.is === "int";
      return compileArithmetic(node.sign, left, right, whole);
    }
  }
}

const compileAnd =
  (left: Condition, right: Condition): Condition =>
  (facts) => {
    const first = left(facts);
    if (first === false) return false;
    const second = right(facts);
    return second === false ? false : first && second;
  };

const compileOr =
  (left: Condition, right: Condition): Condition =>
  (facts) => {
    const first = left(facts);
    if (first === true) return true;
    const second = right(facts);
    return second === true ? true : first === undefined || second === undefined ? undefined : false;
  };

function compileEquality(left: Expression, rightNode: Node, right: Expression): Condition {
  // Comparison with a literal is by far the most frequent.
  if (isLiteral(rightNode)) {
    const { value: literal } = rightNode;
    return (facts) => {
      const value = left(facts);
      return value === undefined ? undefined : value === literal;
    };
  }
  return (facts) => {
    const a = left(facts);
    const b = right(facts);
    return a === undefined || b === undefined ? undefined : equal(a, b);
  };
}

function compileIn(left: Expression, rightNode: Node, right: Expression): Condition {
  if (rightNode.op === "list" && rightNode.items.every(isLiteral)) {
    const literals = new Set<Value>(rightNode.items.map((item) => item.value));
    return (facts) => {
      const value = left(facts);
      return value === undefined ? undefined : literals.has(value);
    };
  }
  return (facts) => {
    const value = left(facts);
    const list = right(facts);
    return value === undefined || !Array.isArray(list) ? undefined : isIn(value, list as ValueList);
  };
}

const orders = {
  "<": (order: number) => order < 0,
  "<=": (order: number) => order <= 0,
  ">": (order: number) => order > 0,
  ">=": (order: number) => order >= 0,
} as const;

function compileOrder(sign: keyof typeof orders, left: Expression, rightNode: Node, right: Expression): Condition {
  if (rightNode.op === "int" || rightNode.op === "double") return compileBound(sign, left, rightNode.value);
  const holds = orders[sign];
  return (facts) => {
    const a = left(facts);
    const b = right(facts);
    const order = a === undefined || b === undefined ? undefined : compare(a, b);
    return order === undefined ? undefined : holds(order);
  };
}

/** Comparison with a number that stands in the text is by far the most frequent. */
function compileBound(sign: keyof typeof orders, left: Expression, bound: number): Condition {
  const number = (facts: Facts): number | undefined => {
    const value = left(facts);
    return typeof value === "number" ? value : undefined;
  };
  switch (sign) {
    case "<":
      return (facts) => {
        const value = number(facts);
        return value === undefined ? undefined : value < bound;
      };
    case "<=":
      return (facts) => {
        const value = number(facts);
        return value === undefined ? undefined : value <= bound;
      };
    case ">":
      return (facts) => {
        const value = number(facts);
        return value === undefined ? undefined : value > bound;
      };
    default:
      return (facts) => {
        const value = number(facts);
        return value === undefined ? undefined : value >= bound;
      };
  }
}

function compileArithmetic(sign: BinaryNode["sign"], left: Expression, right: Expression, whole: boolean): Expression {
  return (facts) => {
    const a = left(facts);
    const b = right(facts);
    if (a === undefined || b === undefined) return undefined;
    if (typeof a === "number" && typeof b === "number") return calculate(sign, a, b, whole);
    return join(sign, a, b);
  };
}

/** Sums that overflow, and division by zero, are unknown: CEL calls them errors. */
function calculate(sign: BinaryNode["sign"], a: number, b: number, whole: boolean): number | undefined {
  const exact = sign === "+" ? a + b : sign === "-" ? a - b : sign === "*" ? a * b : sign === "/" ? a / b : a % b;
  if (!Number.isFinite(exact)) return undefined;
  if (!whole) return exact;
  const truncated = Math.trunc(exact);
  return Number.isSafeInteger(truncated) ? truncated : undefined;
}

function join(sign: BinaryNode["sign"], a: Value, b: Value): Value | undefined {
  if (sign === "+") {
    if (typeof a === "string" && typeof b === "string") return a + b;
    if (Array.isArray(a) && Array.isArray(b)) return [...(a as ValueList), ...(b as ValueList)];
    if (a instanceof Duration && b instanceof Timestamp) return timestampAt(a.ms + b.ms);
  }
  const direction = sign === "+" ? 1 : -1;
  if (a instanceof Timestamp && b instanceof Duration) return timestampAt(a.ms + direction * b.ms);
  if (a instanceof Duration && b instanceof Duration) return durationOf(a.ms + direction * b.ms);
  return a instanceof Timestamp && b instanceof Timestamp ? durationOf(a.ms - b.ms) : undefined;
}
