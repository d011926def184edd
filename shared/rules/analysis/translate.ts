import type { Dictionary } from "#shared/data/dictionary.ts";
import { dictionaryIndex } from "#shared/data/dictionary.ts";
import { attributeKey, type BinaryNode, type CallNode, type Node, walk } from "../cel/ast.ts";
import type { Condition } from "../cel/compilation.ts";
import { type CompiledCondition, type Conditions, createConditions } from "../cel/conditions.ts";
import { Facts } from "../cel/facts.ts";
import { typecheck } from "../cel/typecheck.ts";
import type { Type } from "../cel/types.ts";
import type { Uses } from "../cel/uses.ts";
import { write } from "../cel/write.ts";
import { type Comparison, comparisonOf, constantOf, type Constant, strictIn } from "./atoms.ts";
import { absent, Builder, type Formula, no, yes } from "./formula.ts";
import { after, before, type Cuts, single, top, union, without } from "./region.ts";
import { type AttributeVariable, regionOf, Space, type Variable } from "./space.ts";
import { tableOf } from "./table.ts";

/** When a condition is true and when it is false; in all other states of the variables it is unknown. */
export interface Truth {
  readonly true: Formula;
  readonly false: Formula;
}

/** A condition as the analysis reads it. */
export interface Read extends Truth {
  readonly test: Condition;
  readonly uses: Uses;
}

/** What the translation of one text shares. */
interface Scope {
  readonly condition: CompiledCondition;
  readonly types: ReadonlyMap<Node, Type>;
}

const never: Truth = { true: no, false: no };

/**
 * Turns conditions into statements about variables. Where a part is beyond it, the part becomes a variable of its own that
 * may be anything: so what is proved impossible is impossible, and what is found possible has yet to be tried.
 */
export class Translator {
  readonly dictionary: Dictionary;
  readonly space: Space;
  readonly builder: Builder;
  readonly conditions: Conditions;
  readonly #read = new Map<string, Read | null>();

  constructor(dictionary: Dictionary, now: number) {
    this.dictionary = dictionary;
    this.space = new Space(dictionary, now);
    this.builder = new Builder(this.space);
    this.conditions = createConditions(dictionary);
  }

  /** Facts of somebody who has agreed to all that there is. */
  newFacts(): Facts {
    const facts = new Facts(this.conditions.layout);
    facts.granted.fill(1, 0, -1);
    return facts;
  }

  /** A condition, read once; null where it has faults. */
  read(text: string): Read | null {
    let known = this.#read.get(text);
    if (known === undefined) {
      known = this.#readNew(text);
      this.#read.set(text, known);
    }
    return known;
  }

  #readNew(text: string): Read | null {
    try {
      const condition = this.conditions.compile(text);
      const { types } = typecheck(condition.ast, this.dictionary);
      return { ...this.#truth(condition.ast, { condition, types }), test: condition.test, uses: condition.uses };
    } catch {
      // The checks of the rule say what is wrong with it.
      return null;
    }
  }

  /** That an attribute, a list or what the person did is known, for every one that is named. */
  allKnown(keys: Iterable<string>): Formula {
    return this.builder.and(Array.from(keys, (key) => this.space.known(key) ?? yes));
  }

  /** That the time lies in a period. */
  within({ from, until }: { readonly from: number; readonly until: number }): Formula {
    const cuts: Cuts = from < until ? [Math.ceil(from), Math.ceil(until)] : [];
    return this.builder.is(this.space.now, { cuts, flags: 0 });
  }

  #truth(node: Node, scope: Scope): Truth {
    const { builder } = this;
    switch (node.op) {
      case "bool":
        return node.value ? { true: yes, false: no } : { true: no, false: yes };
      case "not": {
        const of = this.#truth(node.of, scope);
        return { true: of.false, false: of.true };
      }
      case "ternary":
        return this.#choice(node, scope);
      case "has":
        return this.#has(node, scope);
      case "field":
        return this.#flag(node, scope);
      case "call":
        return node.name === "audience" ? this.#audience(node) : this.#call(node, scope);
      case "binary": {
        if (node.sign !== "&&" && node.sign !== "||") return this.#relation(node, scope);
        const sides = [this.#truth(node.left, scope), this.#truth(node.right, scope)];
        const trues = sides.map((side) => side.true);
        const falses = sides.map((side) => side.false);
        return node.sign === "&&"
          ? { true: builder.and(trues), false: builder.or(falses) }
          : { true: builder.or(trues), false: builder.and(falses) };
      }
      default:
        return this.#opaque(node, scope);
    }
  }

  #choice(node: Node & { op: "ternary" }, scope: Scope): Truth {
    const { builder } = this;
    const [test, a, b] = [node.test, node.yes, node.no].map((part) => this.#truth(part, scope)) as [
      Truth,
      Truth,
      Truth,
    ];
    const of = (wanted: "true" | "false") =>
      builder.or([builder.and([test.true, a[wanted]]), builder.and([test.false, b[wanted]])]);
    return { true: of("true"), false: of("false") };
  }

  #has(node: Node & { op: "has" }, scope: Scope): Truth {
    const key = attributeKey(node.of);
    const variable = key === null ? undefined : this.space.attribute(key);
    if (!variable) return this.#opaque(node, scope);
    return {
      true: this.builder.is(variable.id, { cuts: variable.universe.cuts, flags: 0 }),
      false: this.builder.is(variable.id, { cuts: [], flags: absent }),
    };
  }

  #flag(node: Node, scope: Scope): Truth {
    const key = attributeKey(node);
    const variable = key === null ? undefined : this.space.attribute(key);
    if (variable?.attribute.type !== "boolean") return this.#opaque(node, scope);
    return this.#of(variable, [1, 2], []);
  }

  /** Audiences never lead back to themselves here: such a condition does not compile. */
  #audience(node: CallNode): Truth {
    const [name] = node.args;
    const audience = name?.op === "string" ? dictionaryIndex(this.dictionary).audiences.get(name.value) : undefined;
    return (audience && this.read(audience.when)) ?? never;
  }

  #call(node: CallNode, scope: Scope): Truth {
    const key = node.target && attributeKey(node.target);
    const variable = key === null ? undefined : this.space.attribute(key);
    const [part] = node.args;
    if (
      node.name !== "startsWith" ||
      part?.op !== "string" ||
      variable?.order !== "text" ||
      variable.attribute.type !== "string"
    )
      return this.#opaque(node, scope);
    // Texts with the same beginning stand together in the order of texts.
    return this.#of(variable, [part.value, endOfPrefix(part.value)], []);
  }

  #relation(node: BinaryNode, scope: Scope): Truth {
    const types = [scope.types.get(node.left)?.is, scope.types.get(node.right)?.is];
    if (types.every((type) => type === "bool") && (node.sign === "==" || node.sign === "!="))
      return this.#sameTruth(node, scope);
    if (node.sign === "in") return this.#membership(node, scope);
    const compared = comparisonOf(node);
    return compared ? this.#comparison(compared, node, scope) : this.#opaque(node, scope);
  }

  #sameTruth(node: BinaryNode, scope: Scope): Truth {
    const { builder } = this;
    const [a, b] = [this.#truth(node.left, scope), this.#truth(node.right, scope)];
    const same = builder.or([builder.and([a.true, b.true]), builder.and([a.false, b.false])]);
    const other = builder.or([builder.and([a.true, b.false]), builder.and([a.false, b.true])]);
    return node.sign === "==" ? { true: same, false: other } : { true: other, false: same };
  }

  #comparison({ of, sign, value }: Comparison, node: Node, scope: Scope): Truth {
    const variable = this.#variableOf(of, scope);
    if (!variable || (variable.is === "attribute" && variable.choices && typeof value === "string"))
      return this.#chosen(variable, of, sign, [value], node, scope);
    const { order, universe } = variable;
    const point = typeof value === "boolean" ? Number(value) : value;
    const cuts =
      sign === "==" || sign === "!=" ? single(point, order) : regionOf(sign, before(point, order), after(point, order));
    const wanted = sign === "!=" ? without(universe.cuts, cuts) : cuts;
    return this.#of(variable, wanted, this.#strict(of.is === "since" ? of.time : of.node));
  }

  /** A comparison with values out of a closed list. */
  #chosen(
    variable: Variable | null,
    of: Comparison["of"],
    sign: string,
    values: readonly Constant[],
    node: Node,
    scope: Scope,
  ): Truth {
    const equality = sign === "==" || sign === "!=";
    if (variable?.is !== "attribute" || !variable.choices || !equality || of.is === "since")
      return this.#opaque(node, scope);
    const places = values.map((value) => variable.choices!.indexOf(value as never)).filter((place) => place >= 0);
    const cuts = union(places.map((place) => [place, place + 1]));
    return this.#of(variable, sign === "!=" ? without(variable.universe.cuts, cuts) : cuts, []);
  }

  #membership(node: BinaryNode, scope: Scope): Truth {
    const { left, right } = node;
    const key = attributeKey(right);
    const list = key === null ? undefined : this.space.attribute(key);
    const item = constantOf(left);
    if (list?.attribute.type === "list" && typeof item === "string") return this.#item(list, item);
    if (right.op !== "list" || item !== null) return this.#opaque(node, scope);
    const values = right.items.map((each) => constantOf(each));
    if (values.some((value) => value === null)) return this.#opaque(node, scope);
    const of = { is: "term", node: left } as const;
    const variable = this.#variableOf(of, scope);
    if (!variable || (variable.is === "attribute" && variable.choices))
      return this.#chosen(variable, of, "==", values as Constant[], node, scope);
    const points = (values as Constant[]).map((value) => (typeof value === "boolean" ? Number(value) : value));
    return this.#of(variable, union(points.map((point) => single(point, variable.order))), this.#strict(left));
  }

  #item(list: AttributeVariable, item: string): Truth {
    const { builder } = this;
    const known = builder.is(list.id, { cuts: list.universe.cuts, flags: 0 });
    const member = this.space.member(list.attribute.key, item);
    const is = (cuts: Cuts) => builder.and([known, builder.is(member.id, { cuts, flags: 0 })]);
    return { true: is([1, 2]), false: is([0, 1]) };
  }

  /** What is compared, as a variable; null where it has no order of its own. */
  #variableOf(of: Comparison["of"], scope: Scope): Variable | null {
    if (of.is === "since") return this.space.computed(write(of.node), of.node, "since", undefined);
    const { node } = of;
    if (node.op === "name" && node.name === "now") return this.space.at(this.space.now);
    const key = attributeKey(node);
    const attribute = key === null ? undefined : this.space.attribute(key);
    if (attribute) return attribute.attribute.type === "list" ? null : attribute;
    const type = scope.types.get(node);
    if (!type || usesVariables(node)) return null;
    if (type.is === "string") return this.space.computed(write(node), node, "text", type);
    const ordered = type.is === "int" || type.is === "double" || type.is === "duration" || type.is === "timestamp";
    return ordered ? this.space.computed(write(node), node, "number", type) : null;
  }

  /** That all is known without which a part of a condition is unknown. */
  #strict(node: Node): Formula[] {
    return [...strictIn(node)].flatMap((key) => this.space.known(key) ?? []);
  }

  #of(variable: Variable, wanted: Cuts, needed: readonly Formula[]): Truth {
    const { builder } = this;
    const others = without(variable.universe.cuts, wanted);
    const is = (cuts: Cuts) => builder.and([builder.is(variable.id, { cuts, flags: 0 }), ...needed]);
    return { true: is(wanted), false: is(others) };
  }

  /** A part that is looked up for every value, where these are few, and may come to anything where they are not. */
  #opaque(node: Node, scope: Scope): Truth {
    const table = tableOf(node, scope.condition, this);
    if (table) return table;
    const variable = this.space.computed(write(node), node, "bool", undefined);
    return this.#of(variable, [1, 2], this.#strict(node));
  }
}

/** Whether a part reads what a macro around it goes through. */
const usesVariables = (node: Node): boolean =>
  [...walk(node)].some((part) => part.op === "name" && !["profile", "events", "now"].includes(part.name)) &&
  ![...walk(node)].some((part) => part.op === "macro");

/** The first text after all that begin with another. */
function endOfPrefix(prefix: string): string | number {
  for (let end = prefix.length; end > 0; end--) {
    const unit = prefix.charCodeAt(end - 1);
    // The order of code points: surrogates stand for those beyond all others.
    const next = unit === 0xd7ff ? 0xe000 : unit === 0xffff ? 0xd800 : unit + 1;
    if (unit !== 0xdfff) return prefix.slice(0, end - 1) + String.fromCharCode(next);
  }
  return top;
}
