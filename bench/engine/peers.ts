import { ZenEngine } from "@gorules/zen-engine";
import { GrowthBookClient } from "@growthbook/growthbook";
import { FlagdCore } from "@openfeature/flagd-core";
import { LogicEngine } from "json-logic-engine";
import type { DecisionRequest } from "#shared/decision/model.ts";
import { type Clause, type NeutralRule, placements } from "./rules.ts";

type Attributes = DecisionRequest["attributes"];

/** Another engine that chooses the first matching rule of a placement, made as fast as it can be used. */
export interface Peer {
  readonly name: string;
  /** The name of the rule, or null where none matches. */
  readonly select: (placement: string, attributes: Attributes) => string | null | Promise<string | null>;
}

const byPlacement = (rules: readonly NeutralRule[]) =>
  placements.map((name) => [name, rules.filter(({ placement }) => placement === name)] as const);

export const makePeers = (rules: readonly NeutralRule[]): Peer[] => [
  jsonLogic(rules),
  zen(rules),
  growthbook(rules),
  flagd(rules),
];

type JsonLogic = { readonly [operator: string]: readonly unknown[] };

function jsonLogicOf(clauses: readonly Clause[], prefix: string): JsonLogic {
  const conditions = clauses.map(({ attribute, sign, value }) => ({ [sign]: [{ var: prefix + attribute }, value] }));
  return { and: conditions };
}

/** `if` with one branch per rule: a chain ends at the first that holds. */
const chainOf = (rules: readonly NeutralRule[], prefix = "") => ({
  if: [...rules.flatMap(({ clauses, name }) => [jsonLogicOf(clauses, prefix), name]), null],
});

function jsonLogic(rules: readonly NeutralRule[]): Peer {
  const engine = new LogicEngine();
  const built = new Map(byPlacement(rules).map(([name, own]) => [name, engine.build(chainOf(own))] as const));
  return {
    name: "json-logic-engine",
    select: (placement, attributes) => built.get(placement)!(attributes) as string | null,
  };
}

function flagd(rules: readonly NeutralRule[]): Peer {
  const core = new FlagdCore();
  const flags = byPlacement(rules).map(([name, own]) => {
    const variants = Object.fromEntries([["none", ""], ...own.map((rule) => [rule.name, rule.name])]);
    return [name, { state: "ENABLED", variants, defaultVariant: "none", targeting: chainOf(own) }] as const;
  });
  core.setConfigurations(JSON.stringify({ flags: Object.fromEntries(flags) }));
  return {
    name: "@openfeature/flagd-core",
    select: (placement, attributes) => core.resolveStringEvaluation(placement, "", attributes).value || null,
  };
}

function growthbook(rules: readonly NeutralRule[]): Peer {
  const operators = { "==": "$eq", in: "$in", ">=": "$gte" } as const;
  const conditionOf = (clauses: readonly Clause[]) =>
    Object.fromEntries(clauses.map(({ attribute, sign, value }) => [attribute, { [operators[sign]]: value }]));
  const features = byPlacement(rules).map(([name, own]) => {
    const branches = own.map((rule) => ({ condition: conditionOf(rule.clauses), force: rule.name }));
    return [name, { defaultValue: null, rules: branches }] as const;
  });
  const client = new GrowthBookClient().initSync({ payload: { features: Object.fromEntries(features) } });
  return {
    name: "@growthbook/growthbook",
    select: (placement, attributes) => client.evalFeature(placement, { attributes }).value as string | null,
  };
}

function zen(rules: readonly NeutralRule[]): Peer {
  const engine = new ZenEngine();
  const decisions = new Map(
    byPlacement(rules).map(([name, own]) => [name, engine.createDecision(tableOf(own))] as const),
  );
  return {
    name: "@gorules/zen-engine",
    select: async (placement, attributes) => {
      const { result } = await decisions.get(placement)!.evaluate(attributes);
      return (result as { rule?: string }).rule ?? null;
    },
  };
}

/** A decision table whose first matching row counts. */
function tableOf(rules: readonly NeutralRule[]): object {
  const attributes = [...new Set(rules.flatMap(({ clauses }) => clauses.map(({ attribute }) => attribute)))];
  const cell = ({ sign, value }: Clause) =>
    sign === ">="
      ? `>= ${String(value)}`
      : Array.isArray(value)
        ? value.map((each) => JSON.stringify(each)).join(", ")
        : JSON.stringify(value);
  const rows = rules.map(({ name, clauses }) => ({
    _id: name,
    rule: JSON.stringify(name),
    // An empty cell holds for everyone.
    ...Object.fromEntries(attributes.map((attribute) => [attribute, ""])),
    ...Object.fromEntries(clauses.map((clause) => [clause.attribute, cell(clause)])),
  }));
  const content = {
    hitPolicy: "first",
    inputs: attributes.map((attribute) => ({ id: attribute, name: attribute, type: "expression", field: attribute })),
    outputs: [{ id: "rule", name: "rule", type: "expression", field: "rule" }],
    rules: rows,
  };
  const node = (id: string, type: string, rest = {}) => ({ id, name: id, type, position: { x: 0, y: 0 }, ...rest });
  const edge = (sourceId: string, targetId: string) => ({
    id: `${sourceId}-${targetId}`,
    type: "edge",
    sourceId,
    targetId,
  });
  return {
    nodes: [node("in", "inputNode"), node("table", "decisionTableNode", { content }), node("out", "outputNode")],
    edges: [edge("in", "table"), edge("table", "out")],
  };
}
