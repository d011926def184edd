import { type CheckContext, defineKind, problem, type Reference } from "../assets/define-kind.ts";
import type { Problem } from "../assets/model.ts";
import { dictionaryIndex } from "../data/dictionary.ts";
import { type AssetId, isAssetId } from "../kernel/ids.ts";
import { compilePattern } from "../kernel/pattern.ts";
import { serves } from "./disclosures.ts";
import { checkValue } from "./limits.ts";
import { type BlockTypeBody, blockTypeBody, type Field, type FieldValues } from "./model.ts";

/** The parts in which field values stand, in the order in which they are read. */
export const valueParts = ["copy", "visual", "disclosure", "claim"] as const;
export type ValuePart = (typeof valueParts)[number];

export const blockTypeKind = defineKind<BlockTypeBody>({
  name: "blockType",
  label: "Block type",
  plural: "Block types",
  feature: "taxonomy",
  schema: blockTypeBody,
  parts: ["settings", ...valueParts],
  mentions: (body) =>
    body.settings.fields.flatMap((field, index) =>
      (field.limits.tokens ?? []).map((key) => ({
        at: `settings.fields.${index}.limits.tokens`,
        kind: "attribute" as const,
        key,
      })),
    ),
  references: (body) => [...typeReferences(body), ...disclosureReferences(body), ...fixedReferences(body)],
  check: (body, context) => [
    ...checkFields(body, context),
    ...checkFixedValues(body, context),
    ...checkRole(body),
    ...checkDisclosures(body, context),
  ],
});

/** The block types that references of this one may lead to. */
const typeReferences = ({ settings: { fields } }: BlockTypeBody): Reference[] =>
  fields.flatMap(({ limits }, index) =>
    (limits.types ?? []).map((asset) => ({
      at: `settings.fields.${index}.limits.types`,
      asset,
      kinds: ["blockType" as const],
    })),
  );

const disclosureReferences = ({ settings }: BlockTypeBody): Reference[] =>
  (settings.disclosures ?? []).map(({ block }, index) => ({
    at: `settings.disclosures.${index}.block`,
    asset: block,
    kinds: ["block" as const],
  }));

/** The blocks and pictures that fixed fields hold. */
const fixedReferences = (body: BlockTypeBody): Reference[] =>
  valueParts.flatMap((part) =>
    Object.entries(body[part] ?? {}).flatMap(([name, byLocale]) =>
      Object.entries(byLocale).flatMap(([locale, value]) =>
        [value]
          .flat()
          .flatMap((text) =>
            typeof text === "string" && isAssetId(text)
              ? [{ at: `${part}.${name}.${locale}`, asset: text, kinds: ["block" as const, "image" as const] }]
              : [],
          ),
      ),
    ),
  );

export const fieldsByName = (type: BlockTypeBody): ReadonlyMap<string, Field> =>
  new Map(type.settings.fields.map((field) => [field.name, field]));

function checkFields(body: BlockTypeBody, context: CheckContext): Problem[] {
  const seen = new Set<string>();
  return body.settings.fields.flatMap((field, index) => {
    const at = `settings.fields.${index}`;
    const twice = seen.has(field.name)
      ? [problem(`${at}.name`, "form", `Rename one of the two fields called ${field.name}.`)]
      : [];
    seen.add(field.name);
    return [...twice, ...checkLimits(field, at, context)];
  });
}

function checkLimits(field: Field, at: string, context: CheckContext): Problem[] {
  const { limits, label } = field;
  const problems: Problem[] = [];
  const say = (key: string, code: Problem["code"], message: string) =>
    problems.push(problem(`${at}.limits.${key}`, code, message));
  const exceeds = (low?: number, high?: number) => low !== undefined && high !== undefined && low > high;
  if (exceeds(limits.minLength, limits.maxLength)) {
    say("maxLength", "form", `Raise the longest length of ${label}: it is below the shortest.`);
  }
  if (exceeds(limits.min, limits.max)) say("max", "form", `Raise the maximum of ${label}: it is below the minimum.`);
  if (limits.earliest !== undefined && limits.latest !== undefined && limits.earliest > limits.latest) {
    say("latest", "form", `Choose a latest day of ${label} after the earliest.`);
  }
  if (limits.pattern !== undefined && compilePattern(limits.pattern) === null) {
    say("pattern", "form", `Correct the pattern of ${label}: it is not a regular expression in RE2 syntax.`);
  }
  if (field.type === "choice" && !limits.values?.length) {
    say("values", "missing", `List the values that ${label} offers.`);
  }
  const { attributes } = dictionaryIndex(context.dictionary);
  for (const key of limits.tokens ?? []) {
    if (!attributes.has(key))
      say(
        "tokens",
        "reference",
        `${key} is not in the data dictionary. Declare it or take it off the tokens of ${label}.`,
      );
  }
  return problems;
}

/** What other blocks carry is words of that class, so that those who approve the class have read them. */
function checkRole({ settings: { role, fields } }: BlockTypeBody): Problem[] {
  if (role === undefined || role === "content") return [];
  return fields.flatMap((field, index) =>
    field.part === role
      ? []
      : [
          problem(
            `settings.fields.${index}.part`,
            "rule",
            `Make ${field.label} part of the ${role}: in a type of ${role}s every word is approved as one.`,
          ),
        ],
  );
}

function checkDisclosures({ settings }: BlockTypeBody, context: CheckContext): Problem[] {
  return (settings.disclosures ?? []).flatMap(({ block, markets = [] }, index) => {
    const at = `settings.disclosures.${index}`;
    const found = context.asset(block);
    // What is not here, or no block, is reported as a reference.
    if (found?.identity.kind !== "block") return [];
    const { name } = found.identity;
    const { type, jurisdictions } = (found.body.settings ?? {}) as { type?: AssetId; jurisdictions?: string[] };
    const role = type && context.asset(type)?.body.settings?.["role"];
    if (role !== "disclosure")
      return [problem(`${at}.block`, "rule", `Choose a disclosure: ${name} is a block of another sort.`)];
    const strange = markets.filter((market) => !serves(jurisdictions, market));
    if (strange.length === 0) return [];
    return [
      problem(
        `${at}.markets`,
        "rule",
        `Choose another disclosure for ${strange.join(", ")}: ${name} does not serve there.`,
      ),
    ];
  });
}

/** Where values of one part of a block type or of one variant of a block stand, and what they are held to. */
export interface ValueSite {
  readonly part: ValuePart;
  readonly at: string;
  readonly values: FieldValues;
}

/** Holds every value to the part, locales and limits of its field; what `refuse` says of a field comes before that. */
export function checkSite(
  site: ValueSite,
  fields: ReadonlyMap<string, Field>,
  context: CheckContext,
  refuse: (field: Field, at: string) => Problem | null,
): Problem[] {
  return Object.entries(site.values).flatMap(([name, byLocale]) => {
    const at = `${site.at}.${name}`;
    const field = fields.get(name);
    if (!field) return [problem(at, "form", `Remove ${name}: the block type has no such field.`)];
    const refused = refuse(field, at);
    if (refused) return [refused];
    if (field.part !== site.part) {
      return [
        problem(
          at,
          "form",
          `Move ${field.label} to ${field.part}: a value in ${site.part} would escape the approval of ${field.part}.`,
        ),
      ];
    }
    return Object.entries(byLocale).flatMap(([locale, value]) => {
      const here = `${at}.${locale}`;
      if (!field.localized && locale !== "*")
        return [problem(here, "form", `Use one value for all locales: ${field.label} is not localized.`)];
      return checkValue(field, value, locale, { dictionary: context.dictionary, asset: context.asset, at: here });
    });
  });
}

function checkFixedValues(body: BlockTypeBody, context: CheckContext): Problem[] {
  const fields = fieldsByName(body);
  const refuse = (field: Field, at: string) =>
    field.mode === "flexible"
      ? problem(
          at,
          "form",
          `Remove the value of ${field.label} or make the field fixed: only fixed fields have their value in the block type.`,
        )
      : null;
  const misplaced = valueParts.flatMap((part) => {
    const values = body[part];
    return values ? checkSite({ part, at: part, values }, fields, context, refuse) : [];
  });
  const missing = body.settings.fields
    .filter(
      (field) =>
        field.mode === "fixed" && field.required && Object.keys(body[field.part]?.[field.name] ?? {}).length === 0,
    )
    .map((field) =>
      problem(`${field.part}.${field.name}`, "missing", `Give ${field.label} its value: it is fixed and required.`),
    );
  return [...misplaced, ...missing];
}
