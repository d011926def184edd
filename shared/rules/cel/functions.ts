import { compilePattern } from "#shared/kernel/pattern.ts";
import type { CallNode, Node } from "./ast.ts";
import { fault, fix } from "./diagnostics.ts";
import { nearest } from "./names.ts";
import { parseDuration, parseTimestamp } from "./time.ts";
import type { TypeScope } from "./typecheck.ts";
import { any, bool, duration, fits, int, spokenType, string, timestamp, type Type } from "./types.ts";

/** What a function takes and gives. When adding one: a row here, its meaning in evaluate-calls.ts, a row in docs/features/rules.md. */
export interface FunctionInfo {
  readonly name: string;
  /** What may stand before the dot; null for functions that are called without. `size` is called in both ways. */
  readonly target: readonly Type["is"][] | null;
  readonly args: readonly (readonly Type["is"][])[];
  readonly gives: Type;
  readonly help: string;
  readonly example: string;
}

const text: readonly Type["is"][] = ["string"];

export const functions: readonly FunctionInfo[] = [
  {
    name: "audience",
    target: null,
    args: [text],
    gives: bool,
    help: "Whether the person is in the audience of this name.",
    example: 'audience("regulars-de")',
  },
  {
    name: "size",
    target: null,
    args: [["string", "list"]],
    gives: int,
    help: "How many characters a text or items a list has.",
    example: "size(profile.interests) > 2",
  },
  {
    name: "size",
    target: ["string", "list"],
    args: [],
    gives: int,
    help: "How many characters a text or items a list has.",
    example: "profile.interests.size() > 2",
  },
  {
    name: "count",
    target: null,
    args: [["list"]],
    gives: int,
    help: "How many items a list has.",
    example: 'count(events.filter(e, e.name == "…")) >= 3',
  },
  {
    name: "startsWith",
    target: text,
    args: [text],
    gives: bool,
    help: "Whether a text begins with another.",
    example: 'profile.plan.startsWith("pro")',
  },
  {
    name: "endsWith",
    target: text,
    args: [text],
    gives: bool,
    help: "Whether a text ends with another.",
    example: 'profile.plan.endsWith("-annual")',
  },
  {
    name: "contains",
    target: text,
    args: [text],
    gives: bool,
    help: "Whether a text contains another.",
    example: 'profile.referrer.contains("news")',
  },
  {
    name: "lowerAscii",
    target: text,
    args: [],
    gives: string,
    help: "The text with A–Z in lower case.",
    example: 'profile.city.lowerAscii() == "köln"',
  },
  {
    name: "matches",
    target: text,
    args: [text],
    gives: bool,
    help: "Whether a regular expression (RE2 syntax) matches somewhere in the text.",
    example: 'profile.postcode.matches("^1[0-4]")',
  },
  {
    name: "timestamp",
    target: null,
    args: [text],
    gives: timestamp,
    help: "A point in time, as RFC 3339.",
    example: 'timestamp("2026-01-31T00:00:00Z")',
  },
  {
    name: "duration",
    target: null,
    args: [text],
    gives: duration,
    help: "A length of time in h, m and s.",
    example: 'now - duration("72h")',
  },
];

export const functionNames: readonly string[] = [...new Set(functions.map(({ name }) => name))];

export function checkCall(node: CallNode, target: Type | null, args: readonly Type[], scope: TypeScope): Type {
  const named = functions.filter(({ name }) => name === node.name);
  if (named.length === 0) return reportUnknown(node, scope);
  const info = named.find((each) => (each.target === null) === (target === null));
  if (!info || info.args.length !== args.length) {
    scope.faults.push(fault(node, `${node.name}() is written like this: ${named[0]!.example}`));
    return named[0]!.gives;
  }
  const takes = (type: Type, wanted: readonly Type["is"][]) => wanted.some((each) => fits(type, each));
  const wrong =
    target && info.target && !takes(target, info.target) ? target : args.find((arg, at) => !takes(arg, info.args[at]!));
  if (wrong)
    scope.faults.push(
      fault(node, `${node.name}() does not work on ${spokenType(wrong)}. It is written like this: ${info.example}`),
    );
  checkLiteral(node, node.args[0], scope);
  return info.gives;
}

function reportUnknown(node: CallNode, scope: TypeScope): Type {
  const offer = nearest(node.name, functionNames);
  const from = node.target ? node.target.to + 1 : node.from;
  const place = { from, to: from + node.name.length };
  const ask = offer ? ` Did you mean ${offer}()?` : ` There are ${functionNames.join(", ")}.`;
  scope.faults.push(fault(place, `There is no function ${node.name}().${ask}`, offer ? [fix(place, offer)] : []));
  return any;
}

/** Checks what can be told from the text alone: times, patterns and names of audiences. */
function checkLiteral(node: CallNode, arg: Node | undefined, scope: TypeScope): void {
  const value = arg?.op === "string" ? arg.value : null;
  const say = (message: string) => scope.faults.push(fault(arg ?? node, message));
  switch (node.name) {
    case "audience":
      if (value === null) say("Name the audience in quotes: which audiences a rule depends on must be plain to see.");
      return;
    case "matches":
      // A pattern must be readable before it runs; RE2 then runs in linear time, whatever the text.
      if (value === null) say("Write the pattern in quotes, so that it can be checked.");
      else if (compilePattern(value) === null)
        say("This is not a regular expression in RE2 syntax (no look-ahead, no back references).");
      return;
    case "timestamp":
      if (value !== null && parseTimestamp(value) === null) say('Write a point in time as in "2026-01-31T00:00:00Z".');
      return;
    case "duration":
      if (value !== null && parseDuration(value) === null) say('Write a length of time as in "72h", "1h30m" or "90s".');
      return;
    default:
  }
}
