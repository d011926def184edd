import * as fc from "fast-check";
import { named } from "#shared/rules/builder/events.ts";
import {
  type BuilderNode,
  type Group,
  type Literal,
  type Operand,
  type Subject,
  type Test,
  textCalls,
} from "#shared/rules/builder/model.ts";

/** Everything that can be put together on the builder's screen over the test dictionary, and more: it need not type-check. */

const literal: fc.Arbitrary<Literal> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 6 }).map((value): Literal => ({ is: "string", value })),
  fc.integer({ min: -1000, max: 1000 }).map((value): Literal => ({ is: "int", value })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value): Literal => ({ is: "double", value })),
  fc.boolean().map((value): Literal => ({ is: "bool", value })),
);
const length = fc.constantFrom("24h", "720h", "90m", "1h30m", "500ms", "what");
const sign = fc.constantFrom("==" as const, "!=" as const, "<" as const, "<=" as const, ">" as const, ">=" as const);

const subjectOf = (inside: boolean): fc.Arbitrary<Subject> =>
  fc.record(
    {
      of: inside ? fc.constantFrom("profile" as const, "event" as const) : fc.constant("profile" as const),
      name: fc.constantFrom("city", "age", "interests", "at", "unheard_of"),
      as: fc.constantFrom("lower" as const, "size" as const, "sizeMethod" as const),
    },
    { requiredKeys: ["of", "name"] },
  );

const operandOf = (inside: boolean): fc.Arbitrary<Operand> =>
  fc.oneof(
    literal,
    fc.constantFrom<Operand>({ is: "now" }, { is: "timestamp", text: "2026-01-31T00:00:00Z" }),
    fc.record({ is: fc.constantFrom("ago" as const, "ahead" as const), length }),
    subjectOf(inside).map((subject): Operand => ({ is: "subject", subject })),
  );

const values = fc.array(literal, { maxLength: 4 });

const testOf = (inside: boolean): fc.Arbitrary<Test> =>
  fc.oneof(
    fc.constantFrom<Test>({ is: "yes" }, { is: "known" }),
    fc
      .record({ sign, operand: operandOf(inside), swapped: fc.boolean() })
      // Between two subjects there is no telling which one the other is compared with.
      .map((test): Test => ({ is: "relation", ...test, swapped: test.swapped && test.operand.is !== "subject" })),
    values.map((list): Test => ({ is: "oneOf", values: list })),
    fc
      .record({ call: fc.constantFrom(...textCalls), value: fc.string({ maxLength: 5 }) })
      .map((test): Test => ({ is: "text", ...test })),
    literal.map((value): Test => ({ is: "holds", value })),
    fc
      .record({ is: fc.constantFrom("holdsAny" as const, "holdsAll" as const), values })
      .map((test): Test => ({ ...test, variable: "item" })),
  );

/** Tests that ask about the whole value, not about its length or spelling. */
const plainTests: ReadonlySet<string> = new Set(["yes", "known", "holds", "holdsAny", "holdsAll"]);

const comparisonOf = (inside: boolean): fc.Arbitrary<BuilderNode> =>
  fc.tuple(fc.boolean(), subjectOf(inside), testOf(inside)).map(([not, subject, test]): BuilderNode => {
    const { as: _, ...plain } = subject;
    return { kind: "comparison", not, subject: plainTests.has(test.is) ? plain : subject, test };
  });

const rowOf = (inside: boolean): fc.Arbitrary<BuilderNode> =>
  fc.oneof(
    { weight: 6, arbitrary: comparisonOf(inside) },
    fc
      .record({ not: fc.boolean(), name: fc.constantFrom("adults", "gold", "nobody-made-it") })
      .map((row): BuilderNode => ({ kind: "audience", ...row })),
    fc.record({ not: fc.boolean(), value: fc.boolean() }).map((row): BuilderNode => ({ kind: "everyone", ...row })),
  );

const groupOf = (items: fc.Arbitrary<BuilderNode>, minLength: number): fc.Arbitrary<Group> =>
  fc.record({
    kind: fc.constant("group" as const),
    join: fc.constantFrom("all" as const, "any" as const),
    not: fc.boolean(),
    items: fc.array(items, { minLength, maxLength: 4 }),
  });

const { inEvent } = fc.letrec<{ inEvent: BuilderNode }>((tie) => ({
  inEvent: fc.oneof({ maxDepth: 2 }, rowOf(true), groupOf(tie("inEvent"), 0)),
}));

const times = fc.oneof(
  fc.constantFrom({ is: "some" as const }, { is: "one" as const }),
  fc.record({
    is: fc.constant("counted" as const),
    by: fc.constantFrom("count" as const, "size" as const, "sizeMethod" as const),
    sign,
    number: fc.integer({ min: -1, max: 20 }),
  }),
);

const eventRow: fc.Arbitrary<BuilderNode> = fc
  .record({ not: fc.boolean(), times, variable: fc.constantFrom("e", "visit"), where: groupOf(inEvent, 0) })
  .map((row): BuilderNode => ({
    kind: "events",
    ...row,
    where: row.where.items.length === 0 ? { ...row.where, items: [named("Product_Viewed")] } : row.where,
  }));

const { node } = fc.letrec<{ node: BuilderNode }>((tie) => ({
  node: fc.oneof({ maxDepth: 4 }, { weight: 3, arbitrary: rowOf(false) }, eventRow, groupOf(tie("node"), 0)),
}));

/** Models as they can stand on the screen, with empty groups and groups of one. */
export const anyModel: fc.Arbitrary<Group> = groupOf(node, 0);
