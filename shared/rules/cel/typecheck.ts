import { type DictionaryIndex, type Dictionary, dictionaryIndex } from "#shared/data/dictionary.ts";
import { attributeKey, type BinaryNode, type FieldNode, type MacroNode, type Node } from "./ast.ts";
import { type Diagnostic, fault, fix, type Fix } from "./diagnostics.ts";
import { checkCall } from "./functions.ts";
import { nearest } from "./names.ts";
import {
  any,
  bool,
  declaredTypes,
  double,
  duration,
  event,
  fits,
  int,
  isNumber,
  listOf,
  profile,
  spokenType,
  string,
  timestamp,
  type Type,
  unify,
} from "./types.ts";
import { writeString } from "./write.ts";

/** The type of every node, and what does not fit. Names of attributes, events and audiences are checked elsewhere. */
export interface Typed {
  readonly types: ReadonlyMap<Node, Type>;
  readonly faults: readonly Diagnostic[];
}

/** What the checks of a node share. */
export interface TypeScope {
  readonly index: DictionaryIndex;
  readonly properties: ReadonlyMap<string, Type>;
  readonly types: Map<Node, Type>;
  readonly faults: Diagnostic[];
}

type Variables = ReadonlyMap<string, Type>;

/**
 * Gives every node its type. A condition as a whole must come to yes or no. Conditions have no variables but those of macros;
 * `variables` gives some to other expressions.
 */
export function typecheck(ast: Node, dictionary: Dictionary, variables: Variables = new Map()): Typed {
  const scope: TypeScope = {
    index: dictionaryIndex(dictionary),
    properties: eventProperties(dictionary),
    types: new Map(),
    faults: [],
  };
  const whole = check(ast, variables, scope);
  if (!fits(whole, "bool"))
    scope.faults.push(fault(ast, `A condition comes to yes or no; this comes to ${spokenType(whole)}.`));
  return { types: scope.types, faults: scope.faults };
}

/** The properties that events may have: the union over all declared events, and every event's `name` and `at`. */
export function eventProperties(dictionary: Dictionary): Map<string, Type> {
  const declared = dictionary.events.flatMap((each) =>
    each.properties.map(({ key, type }) => [key, declaredTypes[type]] as const),
  );
  return new Map([...declared, ["name", string], ["at", timestamp]]);
}

function check(node: Node, variables: Variables, scope: TypeScope): Type {
  const type = typeOf(node, variables, scope);
  scope.types.set(node, type);
  return type;
}

function typeOf(node: Node, variables: Variables, scope: TypeScope): Type {
  const down = (child: Node) => check(child, variables, scope);
  switch (node.op) {
    case "string":
      return string;
    case "int":
      return int;
    case "double":
      return double;
    case "bool":
      return bool;
    case "name":
      return typeOfName(node, variables, scope);
    case "field":
      return typeOfField(node, down(node.of), scope);
    case "has":
      return typeOfHas(node.of, down(node.of), scope);
    case "index":
      return typeOfIndex(node, down(node.of), down(node.index), scope);
    case "call":
      return checkCall(node, node.target && down(node.target), node.args.map(down), scope);
    case "macro":
      return typeOfMacro(node, variables, scope);
    case "list":
      return typeOfList(node.items, node.items.map(down), scope);
    case "not":
      expect(node.of, down(node.of), "bool", "! turns a yes or no around", scope);
      return bool;
    case "negate":
      return typeOfNegation(node.of, down(node.of), scope);
    case "ternary":
      expect(node.test, down(node.test), "bool", "what stands before ? decides by yes or no", scope);
      return unified(node, [node.yes, node.no], down(node.yes), down(node.no), scope);
    default:
      return typeOfBinary(node, down(node.left), down(node.right), scope);
  }
}

function expect(node: Node, type: Type, wanted: "bool", why: string, scope: TypeScope): void {
  if (!fits(type, wanted)) scope.faults.push(fault(node, `This is ${spokenType(type)}, but ${why}.`));
}

function typeOfName(node: Node & { op: "name" }, variables: Variables, scope: TypeScope): Type {
  if (node.name === "profile") return profile;
  if (node.name === "events") return listOf(event);
  if (node.name === "now") return timestamp;
  const variable = variables.get(node.name);
  if (variable) return variable;
  const attribute = scope.index.attributes.get(node.name) ?? scope.index.attributeAliases.get(node.name);
  const offer = attribute
    ? `profile.${attribute.key}`
    : nearest(node.name, ["profile", "events", "now", ...variables.keys()]);
  const ask = offer ? ` Did you mean ${offer}?` : " Attributes are read as profile.…, events from the list events.";
  scope.faults.push(fault(node, `${node.name} means nothing here.${ask}`, offer ? [fix(node, offer)] : []));
  return any;
}

function typeOfField(node: FieldNode, of: Type, scope: TypeScope): Type {
  // Unknown attributes are reported by name, with the aliases; see check.ts.
  if (of.is === "profile") {
    const declared = scope.index.attributes.get(node.name);
    return declared ? declaredTypes[declared.type] : any;
  }
  if (of.is === "event") {
    const declared = scope.properties.get(node.name);
    if (declared) return declared;
    const place = { from: node.to - node.name.length, to: node.to };
    const offer = nearest(node.name, scope.properties.keys());
    const ask = offer ? ` Did you mean ${offer}?` : " Declare it with its event first.";
    scope.faults.push(fault(place, `No event has a property ${node.name}.${ask}`, offer ? [fix(place, offer)] : []));
    return any;
  }
  if (of.is !== "any")
    scope.faults.push(fault(node, `${capital(spokenType(of))} has no properties; only profile and events have.`));
  return any;
}

function typeOfHas(field: FieldNode, _type: Type, scope: TypeScope): Type {
  const of = scope.types.get(field.of);
  if (of && of.is !== "profile" && of.is !== "event" && of.is !== "any") {
    scope.faults.push(fault(field, "has() asks for an attribute or an event's property, as in has(profile.country)."));
  }
  return bool;
}

function typeOfIndex(node: Node & { op: "index" }, of: Type, index: Type, scope: TypeScope): Type {
  if (of.is === "profile" && node.index.op === "string") {
    const written = `profile.${node.index.value}`;
    scope.faults.push(fault(node, `Write ${written}: attributes are read with a dot.`, [fix(node, written)]));
    return any;
  }
  if (!fits(of, "list"))
    scope.faults.push(fault(node.of, `${capital(spokenType(of))} has no items to choose from; only lists have.`));
  else if (!fits(index, "int"))
    scope.faults.push(fault(node.index, "Items of a list are chosen by whole numbers, from 0."));
  return of.is === "list" ? of.of : any;
}

function typeOfMacro(node: MacroNode, variables: Variables, scope: TypeScope): Type {
  const over = check(node.over, variables, scope);
  if (!fits(over, "list"))
    scope.faults.push(fault(node.over, `${node.name}() looks through a list; this is ${spokenType(over)}.`));
  const inside = new Map(variables).set(node.variable, over.is === "list" ? over.of : any);
  const body = check(node.body, inside, scope);
  const result = node.result && check(node.result, inside, scope);
  if (node.name !== "map" || result)
    expect(node.body, body, "bool", `${node.name}() decides by yes or no for each item`, scope);
  if (node.name === "filter") return over.is === "list" ? over : listOf(any);
  return node.name === "map" ? listOf(result ?? body) : bool;
}

function typeOfList(items: readonly Node[], types: readonly Type[], scope: TypeScope): Type {
  let of: Type = any;
  for (const [index, type] of types.entries()) {
    const both = unify(of, type);
    if (!both) {
      scope.faults.push(
        fault(
          items[index]!,
          `The items of a list are of one type: this is ${spokenType(type)} among others that are ${spokenType(of)}.`,
        ),
      );
      return listOf(any);
    }
    of = both;
  }
  return listOf(of);
}

function typeOfNegation(node: Node, type: Type, scope: TypeScope): Type {
  if (isNumber(type)) return type;
  scope.faults.push(fault(node, `Only numbers have a minus; this is ${spokenType(type)}.`));
  return double;
}

const comparisons = new Set(["==", "!=", "<", "<=", ">", ">="]);

const ordered: ReadonlySet<Type["is"]> = new Set(["int", "double", "string", "bool", "timestamp", "duration", "any"]);
const hasEquality = (type: Type): boolean =>
  type.is === "list" ? hasEquality(type.of) : type.is !== "event" && type.is !== "profile";

function typeOfBinary(node: BinaryNode, left: Type, right: Type, scope: TypeScope): Type {
  if (node.sign === "&&" || node.sign === "||") {
    expect(node.left, left, "bool", `${node.sign} joins conditions`, scope);
    expect(node.right, right, "bool", `${node.sign} joins conditions`, scope);
    return bool;
  }
  if (node.sign === "in") return typeOfIn(node, left, right, scope);
  if (comparisons.has(node.sign)) {
    const both = unified(node, [node.left, node.right], left, right, scope);
    const equality = node.sign === "==" || node.sign === "!=";
    if (equality ? !hasEquality(both) : !ordered.has(both.is)) {
      scope.faults.push(fault(node, `${node.sign} cannot compare ${spokenType(both)} with another.`));
    }
    return bool;
  }
  return typeOfArithmetic(node, left, right, scope);
}

function typeOfIn(node: BinaryNode, left: Type, right: Type, scope: TypeScope): Type {
  if (!fits(right, "list")) {
    scope.faults.push(fault(node.right, `in looks through a list, as in ["a", "b"]; this is ${spokenType(right)}.`));
  } else if (right.is === "list" && !unify(left, right.of)) {
    scope.faults.push(fault(node, `${capital(spokenType(left))} is never in ${spokenType(right)}.`));
  }
  return bool;
}

function typeOfArithmetic(node: BinaryNode, left: Type, right: Type, scope: TypeScope): Type {
  const { sign } = node;
  if (isNumber(left) && isNumber(right)) return unify(left, right) ?? double;
  if (sign === "+") {
    if (fits(left, "string") && fits(right, "string")) return string;
    if (left.is === "list" && right.is === "list") return unify(left, right) ?? mismatch(node, left, right, scope);
    if (left.is === "duration" && right.is === "timestamp") return timestamp;
  }
  if (sign === "-" && left.is === "timestamp" && right.is === "timestamp") return duration;
  if ((sign === "+" || sign === "-") && right.is === "duration" && (left.is === "timestamp" || left.is === "duration"))
    return left;
  return mismatch(node, left, right, scope);
}

function mismatch(node: BinaryNode, left: Type, right: Type, scope: TypeScope): Type {
  scope.faults.push(fault(node, `${spokenSign(node.sign)} cannot join ${spokenType(left)} and ${spokenType(right)}.`));
  return any;
}

const spokenSign = (sign: string): string => `“${sign}”`;
const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

function unified(node: Node, [a, b]: readonly [Node, Node], left: Type, right: Type, scope: TypeScope): Type {
  const both = unify(left, right);
  if (both) return both;
  const fixes = [...recast(a, right), ...recast(b, left)];
  const subject = attributeKey(a) ?? attributeKey(b);
  const message =
    subject === null
      ? `${capital(spokenType(left))} and ${spokenType(right)} cannot be compared.`
      : `${subject} is ${spokenType(attributeKey(a) === null ? right : left)}; it cannot be compared with ${spokenType(attributeKey(a) === null ? left : right)}.`;
  scope.faults.push(fault(node, message, fixes));
  return any;
}

/** The same literal as another type, where it can be read as one: "18" as 18, 2024 as "2024", a date as a timestamp. */
function recast(node: Node, wanted: Type): Fix[] {
  if (node.op === "string") {
    const text = node.value.trim();
    if (isNumber(wanted) && /^-?\d+(\.\d+)?$/.test(text)) return [fix(node, text)];
    if (wanted.is === "bool" && /^(true|false)$/i.test(text)) return [fix(node, text.toLowerCase())];
    if (wanted.is === "timestamp" && /^\d{4}-\d\d-\d\d$/.test(text))
      return [fix(node, `timestamp("${text}T00:00:00Z")`)];
    if (wanted.is === "timestamp" && /^\d{4}-\d\d-\d\dT\S+$/.test(text))
      return [fix(node, `timestamp(${writeString(text)})`)];
    if (wanted.is === "duration" && /^\d+[hms]/.test(text)) return [fix(node, `duration(${writeString(text)})`)];
  }
  if ((node.op === "int" || node.op === "double" || node.op === "bool") && wanted.is === "string")
    return [fix(node, `"${node.value}"`)];
  return [];
}
