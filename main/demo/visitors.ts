import { audienceBody } from "#shared/audiences/model.ts";
import type { Bundle, BundleAsset } from "#shared/bundle/model.ts";
import { blockBody } from "#shared/content/model.ts";
import { attributeBody, consentPurposeBody } from "#shared/data/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { attributeKey, conjuncts, type Node } from "#shared/rules/cel/ast.ts";
import { tryParse } from "#shared/rules/cel/parse.ts";
import { placementBody, ruleBody } from "#shared/rules/model.ts";

/** What is known of somebody who visits. */
export interface Visitor {
  readonly attributes: Readonly<Record<string, string | number | boolean | string[]>>;
  readonly events: readonly Readonly<Record<string, string | number | boolean>>[];
}

/** A variant of a block that a placement shows, and how to find people who should see it. */
export interface Scene {
  readonly placement: string;
  readonly fallback: string;
  readonly block: string;
  /** Keys of the consents that the placement needs. */
  readonly purpose: string;
  readonly variant: { readonly id: string; readonly label: string; readonly audience: string };
  readonly when: string;
}

const nobody: Visitor = { attributes: {}, events: [] };
const together = (a: Visitor, b: Visitor): Visitor => ({
  attributes: { ...a.attributes, ...b.attributes },
  events: [...a.events, ...b.events],
});

/** Every variant that the release shows somewhere, one scene for each placement. */
export function scenesOf(bundle: Bundle): Scene[] {
  const byId = new Map<string, BundleAsset>(bundle.assets.map((asset) => [asset.id, asset]));
  const keyOf = (id: AssetId): string => consentPurposeBody.parse(byId.get(id)?.body).settings.key;
  const nameOf = (id: AssetId): string => byId.get(id)?.name ?? id;
  return bundle.assets.flatMap((asset) => {
    const rule = asset.kind === "rule" ? ruleBody.parse(asset.body) : null;
    if (rule?.logic.effect !== "select") return [];
    const { settings } = placementBody.parse(byId.get(rule.logic.placement)?.body);
    const block = blockBody.parse(byId.get(rule.logic.block)?.body);
    const place = { placement: nameOf(rule.logic.placement), block: nameOf(rule.logic.block) };
    return block.settings.variants.flatMap(({ id, label, audience, markets, channels }): Scene[] => {
      // Who sees a variant of a market or channel is not found by inventing a person.
      if (audience === undefined || markets || channels) return [];
      const when = audienceBody.parse(byId.get(audience)?.body).logic.when;
      const variant = { id, label, audience: nameOf(audience) };
      return [{ ...place, fallback: nameOf(settings.fallback), purpose: keyOf(settings.purpose), variant, when }];
    });
  });
}

/**
 * People of whom a condition might be true, worked out from what it compares. Whether it is true is not decided here: that is the
 * service's to say.
 */
export function visitorsFor(when: string): Visitor[] {
  const parsed = tryParse(when);
  return parsed.ok ? suggest(parsed.ast) : [];
}

function suggest(node: Node): Visitor[] {
  const alternatives = conjuncts(node, "||");
  if (alternatives.length > 1) return alternatives.flatMap(suggest);
  const parts = conjuncts(node, "&&");
  if (parts.length > 1) {
    return parts.reduce<Visitor[]>(
      (sofar, part) => sofar.flatMap((one) => suggest(part).map((other) => together(one, other))).slice(0, 50),
      [nobody],
    );
  }
  if (node.op === "macro" && node.name === "exists")
    return [{ ...nobody, events: [eventFor(node.body, node.variable)] }];
  if (node.op === "binary" && node.left.op === "call" && node.left.name === "count")
    return repeated(node.left.args[0], node.right);
  const attribute = valueFor(node, attributeKey);
  return attribute ? [{ ...nobody, attributes: { [attribute.key]: attribute.value } }] : [nobody];
}

function repeated(list: Node | undefined, often: Node): Visitor[] {
  if (list?.op !== "macro") return [nobody];
  const times = often.op === "int" || often.op === "double" ? often.value + 1 : 1;
  return [{ ...nobody, events: Array.from({ length: times }, () => eventFor(list.body, list.variable)) }];
}

function eventFor(body: Node, variable: string): Record<string, string | number | boolean> {
  const property = (node: Node): string | null =>
    node.op === "field" && node.of.op === "name" && node.of.name === variable ? node.name : null;
  const values = conjuncts(body).flatMap((part) => valueFor(part, property) ?? []);
  return Object.fromEntries(values.map(({ key, value }) => [key, value]));
}

/** A value with which one comparison holds, where it is one of those that conditions are usually made of. */
function valueFor(
  node: Node,
  keyOf: (node: Node) => string | null,
): { key: string; value: string | number | boolean } | null {
  const bare = keyOf(node);
  if (bare) return { key: bare, value: true };
  if (node.op === "not") {
    const negated = keyOf(node.of);
    return negated ? { key: negated, value: false } : null;
  }
  if (node.op === "call" && node.target) return compared(keyOf(node.target), node.args[0]);
  if (node.op === "binary" && (node.sign === "==" || node.sign === ">=" || node.sign === "<="))
    return compared(keyOf(node.left), node.right);
  return null;
}

const compared = (key: string | null, literal: Node | undefined) =>
  key && literal && "value" in literal ? { key, value: literal.value } : null;

/** Somebody of whom every attribute is known, and who is like nobody in particular. */
export function strangerTo(bundle: Bundle): Visitor {
  const neutral = {
    string: "something else",
    number: 0,
    boolean: false,
    timestamp: "2000-01-01T00:00:00.000Z",
    list: [],
  };
  const attributes = bundle.assets
    .filter(({ kind }) => kind === "attribute")
    .map(({ body }) => attributeBody.parse(body).settings)
    .map(({ key, type }) => [key, neutral[type]] as const);
  return { attributes: Object.fromEntries(attributes), events: [] };
}

/** `role = Owner`, `page (url …corporate-card…)`: somebody in words. */
export function inWords({ attributes, events }: Visitor): string {
  const words = [
    ...Object.entries(attributes).map(
      ([key, value]) => `${key} is ${Array.isArray(value) ? value.join(", ") : String(value)}`,
    ),
    ...events.map(({ name, ...properties }) =>
      [String(name), ...Object.entries(properties).map(([key, value]) => `${key} “${String(value)}”`)].join(", "),
    ),
  ];
  return words.join("; ") || "nothing is known";
}
