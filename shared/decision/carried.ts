import { baseVariant, type BlockBody } from "../content/model.ts";
import { type AssetId, isAssetId } from "../kernel/ids.ts";
import { disclosuresFor } from "../taxonomy/disclosures.ts";
import { valueFor } from "../taxonomy/locales.ts";
import type { BlockTypeBody, Field, Localized } from "../taxonomy/model.ts";
import type { FieldSource } from "./assemble.ts";
import { type Cause, type Named, periodOf, type Shelf } from "./linker.ts";

/** What a block carries beside its own words: they are assembled with it, and end it when they end. */
export interface Carried {
  readonly sources: readonly FieldSource[];
  readonly periods: readonly Cause[];
}

interface Words {
  readonly id: AssetId;
  readonly name: string;
  readonly body: BlockBody;
  readonly type: BlockTypeBody;
}

/**
 * The disclosures that its type demands in its scope, and the claims and disclosures that its fields lead to. Null, and a
 * report, where a demanded one is not in the release: a block without it is never shown.
 */
export function carriedBy(block: Named<BlockBody>, type: BlockTypeBody, linker: Shelf): Carried | null {
  const demanded = disclosuresFor(type, block.scope).map((id) => wordsOf(id, linker));
  if (demanded.includes(undefined)) {
    linker.report(block.name, "A disclosure that its type demands is not in the release.");
    return null;
  }
  const disclosures = demanded as Words[];
  const led = type.settings.fields
    .filter(({ type: sort }) => sort === "reference")
    .map((field) => leadsFrom(field, block.body, type, linker));
  return {
    sources: [...disclosures.flatMap(disclosureSources), ...led.flatMap(({ sources }) => sources)],
    periods: [...disclosures.map(periodOfWords), ...led.flatMap(({ periods }) => periods)],
  };
}

const periodOfWords = ({ id, body }: Words): Cause => ({ ...periodOf(body.settings), of: id });

/** A claim or disclosure of the release, with its type. */
function wordsOf(id: AssetId, { blocks, types }: Shelf): Words | undefined {
  const block = blocks.get(id);
  const type = block && types.get(block.body.settings.type)?.body;
  const role = type?.settings.role;
  return block && type && (role === "claim" || role === "disclosure")
    ? { id, name: block.name, body: block.body, type }
    : undefined;
}

/** A field of other words, taken from the part that approved it and from nowhere else. */
const valuesOf = ({ body, type }: Words, { mode, part, name }: Field): Localized | undefined =>
  mode === "fixed" ? type[part]?.[name] : body[part]?.[baseVariant]?.[name];

/** Nobody chose a demanded disclosure, so nobody can leave it out: it is fixed in whatever is shown, whatever its locale. */
const disclosureSources = (words: Words): FieldSource[] =>
  words.type.settings.fields.map((field) => ({
    field: { ...field, name: `${words.name}.${field.name}` },
    fixed: true,
    carried: true,
    base: valuesOf(words, field),
    variants: new Map(),
  }));

/** The words behind one field that leads to claims: those that the variant and locale in question lead to. */
function leadsFrom(field: Field, block: BlockBody, type: BlockTypeBody, linker: Shelf): Carried {
  const fixed = field.mode === "fixed";
  const base = fixed ? type[field.part]?.[field.name] : block[field.part]?.[baseVariant]?.[field.name];
  const variants = fixed
    ? []
    : block.settings.variants.flatMap(({ id }) => {
        const values = block[field.part]?.[id]?.[field.name];
        return values ? [[id, values] as const] : [];
      });
  const found = [base, ...variants.map(([, values]) => values)].flatMap((values) =>
    idsIn(values).map((id) => wordsOf(id, linker)),
  );
  const words = found.filter((one) => one !== undefined);
  const fields = new Map(words.flatMap((one) => one.type.settings.fields.map((each) => [each.name, each] as const)));
  return {
    sources: [...fields.values()].map((each) => ({
      // Not required: whether the block speaks a locale is said by its own words.
      field: { ...each, name: `${field.name}.${each.name}`, required: false },
      fixed,
      carried: true as const,
      base: followed(base, each.name, linker),
      variants: new Map(
        variants.flatMap(([id, values]) => {
          const said = followed(values, each.name, linker);
          return said ? [[id, said] as const] : [];
        }),
      ),
    })),
    periods: words.map(periodOfWords),
  };
}

const idsIn = (values: Localized | undefined): AssetId[] =>
  Object.values(values ?? {}).filter((value): value is AssetId => typeof value === "string" && isAssetId(value));

/** What the words that each locale leads to say in that locale. */
function followed(values: Localized | undefined, name: string, linker: Shelf): Localized | undefined {
  const said: Localized = {};
  for (const [locale, id] of Object.entries(values ?? {})) {
    const words = typeof id === "string" && isAssetId(id) ? wordsOf(id, linker) : undefined;
    const field = words?.type.settings.fields.find((one) => one.name === name);
    if (!words || !field) continue;
    const spoken = valuesOf(words, field);
    // Led to for all locales, they say in each what they have for it.
    if (locale === "*") for (const [each, value] of Object.entries(spoken ?? {})) said[each] ??= value;
    const here = locale === "*" ? undefined : valueFor(spoken, locale);
    if (here !== undefined) said[locale] = here;
  }
  return Object.keys(said).length === 0 ? undefined : said;
}
