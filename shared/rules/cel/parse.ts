import { type ASTNode, Environment } from "@marcbachmann/cel-js";
import { AppError } from "#shared/kernel/errors.ts";
import { type BinarySign, binarySigns, type FieldNode, type MacroName, macroNames, type Node } from "./ast.ts";
import { balanced, type Pairs, pairsIn } from "./parentheses.ts";

/** Conditions are read by people and evaluated for every visitor: both need them small. */
export const limits = {
  textLength: 10_000,
  nodes: 2_000,
  depth: 40,
  listItems: 1_000,
  arguments: 4,
  macroDepth: 2,
} as const;

/** What is wrong with a text that is not a condition, and where. */
export interface SyntaxFault {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export type Parsed = { readonly ok: true; readonly ast: Node } | { readonly ok: false; readonly fault: SyntaxFault };

const parserLimits = {
  maxAstNodes: limits.nodes,
  maxDepth: limits.depth,
  maxListElements: limits.listItems,
  maxMapEntries: limits.listItems,
  maxCallArguments: limits.arguments,
};
const parser = new Environment({ limits: parserLimits });

/** What a condition can name without declaring it. */
export const rootNames: ReadonlySet<string> = new Set(["profile", "events", "now"]);

class Refusal extends Error {
  readonly fault: SyntaxFault;
  constructor(fault: SyntaxFault) {
    super(fault.message);
    this.fault = fault;
  }
}

const recent = new Map<string, Parsed>();

/** Reads a condition. Never throws: a text that is none comes back with the place and the mend. */
export function tryParse(text: string): Parsed {
  const known = recent.get(text);
  if (known) return known;
  // The same texts are read again and again: by checks, by audiences that others name, by every release.
  if (recent.size >= 2_000) recent.clear();
  const parsed = read(text);
  recent.set(text, parsed);
  return parsed;
}

function read(text: string): Parsed {
  const whole = { from: 0, to: text.length };
  if (text.length > limits.textLength) {
    return {
      ok: false,
      fault: {
        ...whole,
        message: `Shorten the condition to ${limits.textLength} characters, or move parts of it into audiences.`,
      },
    };
  }
  if (!text.isWellFormed())
    return {
      ok: false,
      fault: { ...whole, message: "Remove the half of a character pair: the text is not valid Unicode." },
    };
  try {
    return { ok: true, ast: convert(parser.parse(text).ast, { macroDepth: 0, pairs: pairsIn(text) }) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, fault: error.fault };
    return { ok: false, fault: faultOf(error, text) };
  }
}

/** @throws AppError RULE_SYNTAX with `from` and `to` in its details. */
export function parse(text: string): Node {
  const parsed = tryParse(text);
  if (parsed.ok) return parsed.ast;
  throw new AppError("RULE_SYNTAX", parsed.fault.message, { ...parsed.fault });
}

interface ParserError {
  readonly code?: string;
  readonly summary?: string;
  readonly range?: { readonly start: number; readonly end: number };
}

function faultOf(error: unknown, text: string): SyntaxFault {
  const { code = "", summary = "", range } = (typeof error === "object" && error !== null ? error : {}) as ParserError;
  const from = Math.min(range?.start ?? 0, text.length);
  const to = Math.min(Math.max(range?.end ?? text.length, from), text.length);
  return { from, to, message: syntaxMessage(code, summary, text.slice(from, to)) };
}

function syntaxMessage(code: string, summary: string, found: string): string {
  if (code === "limit_exceeded")
    return "Simplify the condition, or move parts of it into audiences: it is too large or too deeply nested.";
  if (code === "unexpected_token" || code === "expected_token") {
    return found === "" ? "The condition ends too early: something is missing here." : `“${found}” does not fit here.`;
  }
  if (code === "unexpected_character") return `“${found}” does not fit here. Compare with ==, join with && and ||.`;
  if (code === "reserved_identifier") return `“${found}” is a reserved word of the language; use another name.`;
  return summary === "" ? "This is not a condition that can be read." : `${summary}.`;
}

/** What the parts of a condition share while it is converted: how many macros are around them, and where its brackets are. */
interface Within {
  readonly macroDepth: number;
  readonly pairs: Pairs;
}

/** Turns the library's tree into ours and refuses what conditions have no use for. */
function convert(node: ASTNode, within: Within): Node {
  const place = balanced(node.start, node.end, within.pairs);
  const refuse = (message: string): never => {
    throw new Refusal({ ...place, message });
  };
  const down = (child: ASTNode) => convert(child, within);
  switch (node.op) {
    case "value":
      return literal(node.args, place, refuse);
    case "id":
      return { op: "name", name: node.args, ...place };
    case ".":
      return { op: "field", of: down(node.args[0]), name: node.args[1], ...place };
    case "[]":
      return { op: "index", of: down(node.args[0]), index: down(node.args[1]), ...place };
    case "call":
      return convertCall(node.args[0], node.args[1], place, within, refuse);
    case "rcall":
      return convertMethod(node.args, place, within, refuse);
    case "list":
      return { op: "list", items: node.args.map(down), ...place };
    case "?:":
      return { op: "ternary", test: down(node.args[0]), yes: down(node.args[1]), no: down(node.args[2]), ...place };
    case "!_":
      return { op: "not", of: down(node.args), ...place };
    case "-_":
      return { op: "negate", of: down(node.args), ...place };
    case "map":
      return refuse("Conditions have no maps; compare attributes one by one.");
    default:
      if (isBinarySign(node.op)) {
        const [left, right] = node.args as [ASTNode, ASTNode];
        return { op: "binary", sign: node.op, left: down(left), right: down(right), ...place };
      }
      return refuse("Conditions do not use this part of CEL.");
  }
}

type Refuse = (message: string) => never;
type At = { from: number; to: number };

const isBinarySign = (op: string): op is BinarySign => (binarySigns as readonly string[]).includes(op);
const isMacro = (name: string): name is MacroName => (macroNames as readonly string[]).includes(name);

function literal(value: unknown, place: At, refuse: Refuse): Node {
  if (typeof value === "string") return { op: "string", value, ...place };
  if (typeof value === "boolean") return { op: "bool", value, ...place };
  if (typeof value === "number") return { op: "double", value, ...place };
  if (typeof value === "bigint") {
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
      return refuse("Use a smaller number: beyond 2^53 numbers are no longer exact.");
    return { op: "int", value: Number(value), ...place };
  }
  if (value === null) return refuse("Use has(profile.…) to ask whether something is known: attributes are never null.");
  return refuse("Conditions use texts, numbers and yes or no; this is another kind of value.");
}

function convertCall(name: string, args: readonly ASTNode[], place: At, within: Within, refuse: Refuse): Node {
  const converted = args.map((arg) => convert(arg, within));
  if (name !== "has") return { op: "call", name, target: null, args: converted, ...place };
  const [field] = converted;
  if (converted.length !== 1 || field?.op !== "field")
    return refuse("has() takes one attribute or property, as in has(profile.country).");
  return { op: "has", of: field satisfies FieldNode, ...place };
}

function convertMethod(
  [name, target, args]: [string, ASTNode, ASTNode[]],
  place: At,
  within: Within,
  refuse: Refuse,
): Node {
  const over = convert(target, within);
  if (!isMacro(name))
    return { op: "call", name, target: over, args: args.map((arg) => convert(arg, within)), ...place };
  const [variable, first, second] = args;
  if (variable?.op !== "id" || !first || (second !== undefined && name !== "map") || args.length > 3) {
    return refuse(`${name}() takes a variable and a condition, as in events.${name}(e, e.name == "…").`);
  }
  if (rootNames.has(variable.args))
    return refuse(`Call the variable something other than ${variable.args}: that name is taken.`);
  if (within.macroDepth >= limits.macroDepth)
    return refuse("Lists can be searched inside lists once, not deeper: it would take too long.");
  const inside = { ...within, macroDepth: within.macroDepth + 1 };
  const result = second ? convert(second, inside) : null;
  return { op: "macro", name, over, variable: variable.args, body: convert(first, inside), result, ...place };
}
