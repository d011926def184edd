import { z } from "zod";
import type { CheckContext } from "../assets/define-kind.ts";
import type { Problem } from "../assets/model.ts";
import type { Body } from "../assets/parts.ts";
import { assetId, digest } from "../kernel/ids.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import {
  type BlockTypeBody,
  blockTypeBody,
  type Field,
  type FieldValue,
  fieldValue,
  locale,
} from "../taxonomy/model.ts";
import { fieldsByName, type ValuePart } from "../taxonomy/policy.ts";
import { findReplace, replaceIn } from "./find-replace.ts";
import { baseVariant, type BlockBody, blockBody } from "./model.ts";
import { blockKind, blockValues } from "./policy.ts";

const anyLocale = z.union([locale, z.literal("*")]);

/** One change to many blocks. */
export const blockChange = z.discriminatedUnion("kind", [
  /** A flexible field's value in one variant and locale; null takes it away. */
  z.strictObject({
    kind: z.literal("set"),
    field: z.string(),
    variant: z.string(),
    locale: anyLocale,
    value: fieldValue.nullable(),
  }),
  /** Words, in the values of one locale or of all. */
  z.strictObject({ kind: z.literal("replace"), ...findReplace.shape, locale: anyLocale.nullable() }),
]);
export type BlockChange = z.infer<typeof blockChange>;

/** One change to many assets, of any kind where it is not about a block's values. */
export const manyChange = z.discriminatedUnion("kind", [
  ...blockChange.options,
  /** One's drafts become revisions. */
  z.strictObject({ kind: z.literal("drafts") }),
  /** Each says again what it said at an earlier revision: how a change to many is taken back. */
  z.strictObject({
    kind: z.literal("restore"),
    revisions: z.array(z.strictObject({ asset: assetId, revision: digest })),
  }),
  z.strictObject({ kind: z.literal("retire"), reason: z.string().min(1).max(500) }),
]);
export type ManyChange = z.infer<typeof manyChange>;

/** One value before and after. */
export const valueEdit = z.strictObject({
  at: z.string(),
  /** The field as people call it, with variant and locale where they say something. */
  label: z.string(),
  before: fieldValue.nullable(),
  after: fieldValue.nullable(),
  /** Why this one value is left as it is. */
  refused: z.string().nullable(),
});
export type ValueEdit = z.infer<typeof valueEdit>;

export interface BlockPlan {
  readonly edits: readonly ValueEdit[];
  /** What the block would say; null where nothing of it changes. */
  readonly body: Body | null;
  /** Why nothing of this block can be changed, whatever the values. */
  readonly refused: string | null;
}

interface Step extends ValueEdit {
  readonly part: ValuePart;
  readonly path: readonly [variant: string, field: string, locale: string];
}

const refuse = (refused: string): BlockPlan => ({ edits: [], body: null, refused });

/**
 * What a change would do to one block: every value before and after, and which of them a lock or a limit keeps as they
 * are. The body holds the others alone, and passes the checks of its kind.
 */
export function planChange(body: Body, change: BlockChange, context: CheckContext): BlockPlan {
  const block = blockBody.safeParse(body);
  if (!block.success) return refuse("This is no block, or not a whole one.");
  const type = typeOf(block.data, context);
  if (!type) return refuse("Its block type cannot be read.");
  const found = change.kind === "set" ? setSteps(block.data, type, change) : replaceSteps(block.data, type, change);
  if (typeof found === "string") return refuse(found);
  return settle(body, found, context);
}

function typeOf(block: BlockBody, context: CheckContext): BlockTypeBody | null {
  const parsed = blockTypeBody.safeParse(context.asset(block.settings.type)?.body);
  return parsed.success ? parsed.data : null;
}

const fixedWords = ({ label, reason }: Field): string =>
  `${label} is fixed in the block type and the same in every block.${reason ? ` ${reason}` : ""}`;

function labelOf(field: Field, block: BlockBody, variant: string, where: string): string {
  const audience = block.settings.variants.find(({ id }) => id === variant)?.label;
  return [field.label, audience, where === "*" ? undefined : where].filter(Boolean).join(" · ");
}

function setSteps(
  block: BlockBody,
  type: BlockTypeBody,
  { field: name, variant, locale: where, value }: Extract<BlockChange, { kind: "set" }>,
): Step[] | string {
  const field = fieldsByName(type).get(name);
  if (!field) return `Its block type, ${type.settings.label}, has no field ${name}.`;
  if (variant !== baseVariant && !block.settings.variants.some(({ id }) => id === variant))
    return `It has no variant ${variant}.`;
  const before = block[field.part]?.[variant]?.[name]?.[where] ?? null;
  if (field.mode === "flexible" && canonicalJson(before) === canonicalJson(value)) return [];
  return [
    {
      part: field.part,
      path: [variant, name, where],
      at: `${field.part}.${variant}.${name}.${where}`,
      label: labelOf(field, block, variant, where),
      before,
      after: value,
      refused: field.mode === "fixed" ? fixedWords(field) : null,
    },
  ];
}

/** Field types whose value is text to read. A choice, link, picture or reference only looks like it. */
const texts: readonly string[] = ["text", "richText", "list"];

function replaceSteps(
  block: BlockBody,
  type: BlockTypeBody,
  change: Extract<BlockChange, { kind: "replace" }>,
): Step[] {
  const fields = fieldsByName(type);
  return Array.from(blockValues(block)).flatMap(({ part, variant, field: name, locale: where, value, at }) => {
    const field = fields.get(name);
    if (!field || !texts.includes(field.type) || (change.locale !== null && change.locale !== where)) return [];
    const after = replaceValue(value, change);
    if (canonicalJson(after) === canonicalJson(value)) return [];
    return [
      {
        part,
        path: [variant, name, where] as const,
        at,
        label: labelOf(field, block, variant, where),
        before: value,
        after,
        refused: field.mode === "fixed" ? fixedWords(field) : null,
      },
    ];
  });
}

function replaceValue(value: FieldValue, change: Extract<BlockChange, { kind: "replace" }>): FieldValue {
  if (typeof value === "string") return replaceIn(value, change);
  return Array.isArray(value) ? value.map((item) => replaceIn(item, change)) : value;
}

/** Takes the values that pass, and says of each other one what it breaks. */
function settle(body: Body, steps: readonly Step[], context: CheckContext): BlockPlan {
  let left = [...steps];
  for (;;) {
    const active = left.filter((step) => step.refused === null);
    if (active.length === 0) return { edits: left.map(asEdit), body: null, refused: null };
    const next = active.reduce(withStep, body);
    const errors = blockKind.check(next, context).filter((problem) => problem.severity === "error");
    if (errors.length === 0) return { edits: left.map(asEdit), body: next, refused: null };
    const blamed = new Map(active.flatMap((step) => problemOf(step, errors)));
    if (blamed.size === 0) return { edits: left.map(asEdit), body: null, refused: errors[0]!.message };
    left = left.map((step) => ({ ...step, refused: step.refused ?? blamed.get(step.at) ?? null }));
  }
}

function problemOf(step: Step, errors: readonly Problem[]): [string, string][] {
  const near = errors.find(({ at }) => at === step.at || at.startsWith(`${step.at}.`) || step.at.startsWith(`${at}.`));
  return near ? [[step.at, near.message]] : [];
}

const asEdit = ({ at, label, before, after, refused }: Step): ValueEdit => ({ at, label, before, after, refused });

type Values = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, FieldValue>>>>>>;

/** The body with one value set or taken away; what becomes empty by that goes with it. */
function withStep(body: Body, { part, path: [variant, name, where], after }: Step): Body {
  const values = (body[part] ?? {}) as Values;
  const { [where]: _, ...others } = values[variant]?.[name] ?? {};
  const byLocale = after === null ? others : { ...others, [where]: after };
  const fields = without(values[variant] ?? {}, name, byLocale);
  const variants = without(values, variant, fields);
  return without(body as Readonly<Record<string, object>>, part, variants);
}

function without<T extends object>(all: Readonly<Record<string, T>>, key: string, value: T): Record<string, T> {
  const { [key]: _, ...others } = all;
  return Object.keys(value).length === 0 ? others : { ...others, [key]: value };
}
