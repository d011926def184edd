import {
  type CheckContext,
  defineKind,
  type Mention,
  type NeededPurpose,
  problem,
  type Reference,
} from "../assets/define-kind.ts";
import type { Problem, Scope } from "../assets/model.ts";
import { attributeNeeds, audienceNeeds, gatherNeeds } from "../data/needs.ts";
import { type AssetId, isAssetId } from "../kernel/ids.ts";
import { serves } from "../taxonomy/disclosures.ts";
import { localeChain } from "../taxonomy/locales.ts";
import { type BlockTypeBody, blockTypeBody, type Field, type FieldValue, type TypeRole } from "../taxonomy/model.ts";
import { checkSite, fieldsByName, type ValuePart, valueParts } from "../taxonomy/policy.ts";
import { tokensOf } from "../taxonomy/text.ts";
import { baseVariant, type BlockBody, blockBody } from "./model.ts";
import { checkVariants, marketsOf } from "./variants.ts";

export const blockKind = defineKind<BlockBody>({
  name: "block",
  label: "Block",
  plural: "Blocks",
  feature: "content",
  schema: blockBody,
  parts: ["settings", ...valueParts],
  references: (body) => [
    { at: "settings.type", asset: body.settings.type, kinds: ["blockType"] },
    ...body.settings.variants.flatMap(({ audience }, index): Reference[] =>
      audience ? [{ at: `settings.variants.${index}.audience`, asset: audience, kinds: ["audience"] }] : [],
    ),
    ...blockReferences(body).map(({ at, asset, kinds }) => ({ at, asset, kinds })),
  ],
  mentions: tokenMentions,
  check: (body, context) => [
    ...checkVariants(body.settings.variants, scopeHere(context)),
    ...checkPeriod(body.settings),
    ...checkContent(body, context),
    ...checkSources(body, context),
    ...checkCarried(body, context),
  ],
  needs: blockNeeds,
  expires: (body) => body.settings.until ?? null,
});

interface BlockValue {
  readonly part: ValuePart;
  readonly variant: string;
  readonly field: string;
  readonly locale: string;
  readonly value: FieldValue;
  readonly at: string;
}

/** Every value of a block with its path. */
export function* blockValues(body: BlockBody): Generator<BlockValue> {
  for (const part of valueParts) {
    for (const [variant, values] of Object.entries(body[part] ?? {})) {
      for (const [field, byLocale] of Object.entries(values)) {
        for (const [locale, value] of Object.entries(byLocale)) {
          yield { part, variant, field, locale, value, at: `${part}.${variant}.${field}.${locale}` };
        }
      }
    }
  }
}

const textsOf = (value: FieldValue): readonly string[] =>
  typeof value === "string" ? [value] : Array.isArray(value) ? value : [];

/** A value that is an asset's id, and nothing else, leads to that block or picture. */
const blockReferences = (body: BlockBody): (Reference & { variant: string })[] =>
  Array.from(blockValues(body)).flatMap(({ at, variant, value }) =>
    textsOf(value)
      .filter(isAssetId)
      .map((asset) => ({ at, variant, asset, kinds: ["block" as const, "image" as const] })),
  );

function tokenMentions(body: BlockBody): Mention[] {
  return Array.from(blockValues(body)).flatMap(({ at, value }) =>
    textsOf(value).flatMap((text) => tokensOf(text).map(({ key }) => ({ at, kind: "attribute" as const, key }))),
  );
}

/** The scope of the block that is checked; undefined where it is not known yet. */
const scopeHere = ({ self, asset }: CheckContext): Scope | undefined =>
  self && (self.scope ?? asset(self.id)?.identity.scope);

/** Refuses a period that ends before it begins. */
export function checkPeriod({ from, until }: { from?: string; until?: string }): Problem[] {
  if (from === undefined || until === undefined || from < until) return [];
  return [problem("settings.until", "expiry", "Choose an end after the start: as it is, this is never shown.")];
}

function checkContent(body: BlockBody, context: CheckContext): Problem[] {
  const type = readType(body, context);
  // An unknown type is reported as a reference; without its fields there is nothing to hold the values to.
  if (!type) return [];
  const fields = fieldsByName(type);
  const variants = new Set([baseVariant, ...body.settings.variants.map(({ id }) => id)]);
  const problems = valueParts.flatMap((part) =>
    Object.entries(body[part] ?? {}).flatMap(([variant, values]) => {
      const at = `${part}.${variant}`;
      if (!variants.has(variant))
        return [problem(at, "reference", `Remove the values of “${variant}” or add it as a variant.`)];
      return checkSite({ part, at, values }, fields, context, refuseFixed);
    }),
  );
  return [...problems, ...checkRequired(body, type)];
}

const refuseFixed = (field: Field, at: string): Problem | null =>
  field.mode === "fixed"
    ? problem(
        at,
        "fixed",
        `Remove ${field.label}: it is fixed in the block type and the same in every block.${field.reason ? ` ${field.reason}` : ""}`,
      )
    : null;

function readType(body: BlockBody, context: CheckContext): BlockTypeBody | null {
  const found = context.asset(body.settings.type);
  const parsed = found?.identity.kind === "blockType" ? blockTypeBody.safeParse(found.body) : null;
  return parsed?.success ? parsed.data : null;
}

/** Everyone's variant has every required field, in every locale in which the block says anything. */
function checkRequired(body: BlockBody, type: BlockTypeBody): Problem[] {
  const locales = new Set(Array.from(blockValues(body), ({ locale }) => locale));
  return type.settings.fields
    .filter((field) => field.mode === "flexible" && field.required)
    .flatMap((field) => {
      const at = `${field.part}.${baseVariant}.${field.name}`;
      const values = body[field.part]?.[baseVariant]?.[field.name] ?? {};
      if (Object.keys(values).length === 0)
        return [problem(at, "missing", `Fill in ${field.label}: every ${type.settings.label} needs it.`)];
      if (!field.localized || Object.hasOwn(values, "*")) return [];
      return [...locales]
        .filter((locale) => locale !== "*" && !localeChain(locale).some((each) => Object.hasOwn(values, each)))
        .map((locale) =>
          problem(
            `${at}.${locale}`,
            "missing",
            `Fill in ${field.label} for ${locale}, or give a value for all locales.`,
          ),
        );
    });
}

function checkSources(body: BlockBody, context: CheckContext): Problem[] {
  const { sources, type } = body.settings;
  if (roleOf(type, context) !== "claim" || (sources?.length ?? 0) > 0) return [];
  return [problem("settings.sources", "missing", "Name the source of this claim: without one nobody can check it.")];
}

/** What blocks of a type are for; undefined for what is no block type. */
export const roleOf = (type: AssetId, { asset }: Pick<CheckContext, "asset">): TypeRole | undefined => {
  const found = asset(type);
  const parsed = found?.identity.kind === "blockType" ? blockTypeBody.safeParse(found.body) : null;
  return parsed?.success ? (parsed.data.settings.role ?? "content") : undefined;
};

/** The claims and disclosures that a block leads to, with the places that do. */
export function carriedBlocks(
  body: BlockBody,
  context: CheckContext,
): { at: string; variant: string; name: string; block: BlockBody }[] {
  return blockReferences(body).flatMap(({ at, variant, asset }) => {
    const found = context.asset(asset);
    const parsed = found?.identity.kind === "block" ? blockBody.safeParse(found.body) : null;
    if (!found || !parsed?.success) return [];
    const role = roleOf(parsed.data.settings.type, context);
    return role === "claim" || role === "disclosure"
      ? [{ at, variant, name: found.identity.name, block: parsed.data }]
      : [];
  });
}

/** What a block carries must serve its market, and ends it when it ends. */
function checkCarried(body: BlockBody, context: CheckContext): Problem[] {
  const scope = scopeHere(context);
  const end = body.settings.until;
  return carriedBlocks(body, context).flatMap(({ at, variant, name, block: { settings } }) => {
    const { jurisdictions, until } = settings;
    const problems: Problem[] = [];
    const unserved = scope && marketsOf(body, variant, scope).find((market) => !serves(jurisdictions, market));
    if (unserved !== undefined) {
      const where = unserved === "*" ? "everywhere" : `in ${unserved.toUpperCase()}`;
      problems.push(
        problem(
          at,
          "rule",
          `Choose words that serve ${where}: ${name} serves ${jurisdictions!.join(", ").toUpperCase()} alone.`,
        ),
      );
    }
    if (until !== undefined && (end === undefined || end > until)) {
      const message = `${name} ends on ${until.slice(0, 10)}: from then on this block is not shown.`;
      problems.push(problem(at, "expiry", message, "warning"));
    }
    return problems;
  });
}

function blockNeeds(body: BlockBody, context: CheckContext): NeededPurpose[] {
  const tokens = tokenMentions(body).map(({ key }) => attributeNeeds(key, `inserts {{${key}}}`, context));
  const variants = body.settings.variants.map(({ audience }) => (audience ? audienceNeeds(audience, context) : []));
  return gatherNeeds([...tokens, ...variants]);
}
