import { type Dictionary, dictionaryIndex, type DictionaryIndex } from "#shared/data/dictionary.ts";
import { attributeKey, type BinaryNode, type CallNode, conjuncts, type MacroNode, type Node } from "./ast.ts";
import { tryParse } from "./parse.ts";

/**
 * A condition as people say it: “Loyalty tier is gold or silver, and not in Open complaint”. For those who approve a
 * rule without reading CEL.
 *
 * @returns undefined where some part has no words; half a sentence would say something else than the condition does.
 */
export function conditionWords(text: string, dictionary: Dictionary): string | undefined {
  const parsed = tryParse(text);
  return parsed.ok ? say(parsed.ast, dictionaryIndex(dictionary)) : undefined;
}

function say(node: Node, names: DictionaryIndex): string | undefined {
  if (node.op === "bool") return node.value ? "everyone" : "nobody";
  if (node.op === "not") return negated(node.of, names);
  if (node.op === "has") return saidOf(attributeName(node.of, names), (name) => `${name} is known`);
  if (node.op === "call" && node.name === "audience") return inAudience(node.args[0], names, "in");
  if (node.op === "macro") return happened(node, names, "has had");
  if (node.op === "call") return saidOf(attributeName(node.target, names), (name) => shownPart(name, node, "yes"));
  if (node.op === "binary")
    return node.sign === "&&" || node.sign === "||" ? joined(node, names) : compared(node, names);
  return saidOf(attributeName(node, names), (name) => `${name} is yes`);
}

const saidOf = (words: string | undefined, build: (words: string) => string | undefined): string | undefined =>
  words === undefined ? undefined : build(words);

function negated(node: Node, names: DictionaryIndex): string | undefined {
  if (node.op === "call" && node.name === "audience") return inAudience(node.args[0], names, "not in");
  if (node.op === "has") return saidOf(attributeName(node.of, names), (name) => `${name} is not known`);
  if (node.op === "macro") return happened(node, names, "has not had");
  if (node.op === "call") return saidOf(attributeName(node.target, names), (name) => shownPart(name, node, "no"));
  return saidOf(attributeName(node, names), (name) => `${name} is no`);
}

const partWords: Readonly<Record<string, { yes: string; no: string }>> = {
  contains: { yes: "contains", no: "does not contain" },
  startsWith: { yes: "starts with", no: "does not start with" },
  endsWith: { yes: "ends with", no: "does not end with" },
};

/** `profile.plan.startsWith("pro")`. */
function shownPart(name: string, { name: call, args: [argument] }: CallNode, way: "yes" | "no"): string | undefined {
  const words = Object.hasOwn(partWords, call) ? partWords[call] : undefined;
  const value = argument && literal(argument);
  return words && value !== undefined ? `${name} ${words[way]} ${value}` : undefined;
}

const inAudience = (node: Node | undefined, names: DictionaryIndex, word: string): string | undefined =>
  node?.op === "string" ? `${word} ${names.audiences.get(node.value)?.label ?? node.value}` : undefined;

/** “a, and b”; where one of them is itself an alternative, it is said as “either … or …”. */
function joined(node: BinaryNode, names: DictionaryIndex): string | undefined {
  const sign = node.sign as "&&" | "||";
  const parts = conjuncts(node, sign).map((part) => {
    const words = say(part, names);
    const mixed = part.op === "binary" && (part.sign === "&&" || part.sign === "||");
    return mixed && words !== undefined ? (part.sign === "||" ? `either ${words}` : `both ${words}`) : words;
  });
  if (parts.some((part) => part === undefined)) return undefined;
  return parts.join(sign === "&&" ? ", and " : ", or ");
}

const relations: Readonly<Partial<Record<string, string>>> = {
  "==": "is",
  "!=": "is not",
  "<": "is below",
  "<=": "is at most",
  ">": "is above",
  ">=": "is at least",
};
const mirrored: Readonly<Partial<Record<string, string>>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function compared(node: BinaryNode, names: DictionaryIndex): string | undefined {
  const left = attributeName(node.left, names);
  const right = attributeName(node.right, names);
  if (left === undefined && right !== undefined && node.sign !== "in") {
    const sign = mirrored[node.sign] ?? node.sign;
    return compared({ ...node, left: node.right, right: node.left, sign: sign as BinaryNode["sign"] }, names);
  }
  if (left === undefined) return counted(node, names);
  if (node.sign === "in") return saidOf(choice(node.right), (words) => `${left} is ${words}`);
  return saidOf(sinceNow(node) ?? plainly(node), (words) => `${left} ${words}`);
}

function plainly(node: BinaryNode): string | undefined {
  const relation = relations[node.sign];
  const value = literal(node.right);
  return relation === undefined || value === undefined ? undefined : `${relation} ${value}`;
}

/** `profile.x < now - duration("720h")`: more than 30 days ago. */
function sinceNow({ sign, right }: BinaryNode): string | undefined {
  if (right.op === "name" && right.name === "now") {
    return sign.startsWith("<") ? "is past" : sign.startsWith(">") ? "is still to come" : undefined;
  }
  if (right.op !== "binary" || right.sign !== "-" || right.left.op !== "name" || right.left.name !== "now")
    return undefined;
  const time = durationWords(right.right);
  if (time === undefined) return undefined;
  if (sign.startsWith("<")) return `is more than ${time} ago`;
  return sign.startsWith(">") ? `is within the last ${time}` : undefined;
}

const units: readonly (readonly [ms: number, one: string])[] = [
  [24, "day"],
  [1, "hour"],
];

function durationWords(node: Node): string | undefined {
  const argument = node.op === "call" && node.name === "duration" ? node.args[0] : undefined;
  const hours = argument?.op === "string" ? /^(\d+)h$/.exec(argument.value)?.[1] : undefined;
  if (hours === undefined) return undefined;
  const [size, unit] = units.find(([one]) => Number(hours) % one === 0)!;
  const count = Number(hours) / size;
  return `${count.toLocaleString("en")} ${unit}${count === 1 ? "" : "s"}`;
}

const countNames: ReadonlySet<string> = new Set(["size", "count"]);

const counts: Readonly<Partial<Record<string, string>>> = {
  "==": "exactly",
  "!=": "not exactly",
  "<": "fewer than",
  "<=": "at most",
  ">": "more than",
  ">=": "at least",
};

/** `count(events.filter(e, …)) >= 2`. */
function counted(node: BinaryNode, names: DictionaryIndex): string | undefined {
  const call = node.left.op === "call" && countNames.has(node.left.name) ? node.left : undefined;
  const list = call?.args[0] ?? call?.target;
  const how = counts[node.sign];
  const number = node.right.op === "int" ? node.right.value : undefined;
  if (list?.op !== "macro" || list.name !== "filter" || how === undefined || number === undefined) return undefined;
  const times = `${how} ${number.toLocaleString("en")} time${number === 1 ? "" : "s"}`;
  return saidOf(happening(list, names), (words) => `has had ${words}, ${times}`);
}

const happened = (node: MacroNode, names: DictionaryIndex, word: string): string | undefined =>
  node.name === "exists" ? saidOf(happening(node, names), (words) => `${word} ${words}`) : undefined;

/** The events that a macro looks for: “the event Product viewed, category is trail”. */
function happening({ over, variable, body }: MacroNode, names: DictionaryIndex): string | undefined {
  if (over.op !== "name" || over.name !== "events") return undefined;
  const parts = conjuncts(body).map((part) => eventPart(part, variable, names));
  if (parts.some((one) => one === undefined)) return undefined;
  return parts.join(" with ").replaceAll(` with ${since}`, " ");
}

/** Begins what says when it happened, which needs no “with”. */
const since = "since:";

function eventPart(node: Node, variable: string, names: DictionaryIndex): string | undefined {
  const turned = node.op === "not" ? node.of : node;
  if (turned.op === "call") {
    const { target } = turned;
    if (target?.op !== "field" || target.of.op !== "name" || target.of.name !== variable) return undefined;
    return saidOf(
      shownPart(target.name, turned, turned === node ? "yes" : "no"),
      (words) => `a ${words.replace(" ", " that ")}`,
    );
  }
  if (node.op !== "binary" || node.left.op !== "field" || node.left.of.op !== "name" || node.left.of.name !== variable)
    return undefined;
  const property = node.left.name;
  if (property === "at") return saidOf(sinceNow(node), (words) => since + words.replace("is ", ""));
  if (property !== "name") {
    if (node.sign === "in") return saidOf(choice(node.right), (one) => `${property} ${one}`);
    if (node.sign === "==") return saidOf(literal(node.right), (one) => `${property} ${one}`);
    return saidOf(sinceNow(node) ?? plainly(node), (one) => `a ${property} that ${one}`);
  }
  if (node.sign !== "==" || node.right.op !== "string") return undefined;
  return `the event ${names.events.get(node.right.value)?.label ?? node.right.value}`;
}

function attributeName(node: Node | null, names: DictionaryIndex): string | undefined {
  const key = node && attributeKey(node);
  return key === null ? undefined : (names.attributes.get(key)?.label ?? key);
}

function literal(node: Node): string | undefined {
  if (node.op === "string") return node.value === "" ? "empty" : node.value;
  if (node.op === "int" || node.op === "double") return node.value.toLocaleString("en");
  if (node.op === "bool") return node.value ? "yes" : "no";
  return undefined;
}

function choice(node: Node): string | undefined {
  if (node.op !== "list") return undefined;
  const words = node.items.map(literal);
  if (words.length === 0 || words.some((word) => word === undefined)) return undefined;
  return words.length === 1 ? words[0] : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
