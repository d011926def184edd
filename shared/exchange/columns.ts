import { z } from "zod";
import { assetId } from "../kernel/ids.ts";
import { type BlockTypeBody, type Field, locale } from "../taxonomy/model.ts";
import { fieldsByName } from "../taxonomy/policy.ts";
import type { Vocabulary } from "../taxonomy/vocabulary.ts";

/** Columns that say something of the row itself. */
export const rowWords = ["key", "name", "label", "brand", "market", "channel", "tier"] as const;
export type RowWord = (typeof rowWords)[number];

/** What a column of a table means. */
export const columnTarget = z.discriminatedUnion("to", [
  /** What tells the row apart in later versions of the table. */
  z.strictObject({ to: z.literal("key") }),
  z.strictObject({ to: z.literal("name") }),
  z.strictObject({ to: z.literal("label") }),
  z.strictObject({ to: z.literal("brand") }),
  z.strictObject({ to: z.literal("market") }),
  z.strictObject({ to: z.literal("channel") }),
  z.strictObject({ to: z.literal("tier") }),
  /** Tags of a vocabulary, by key or label; several are joined by commas, semicolons or line ends. */
  z.strictObject({ to: z.literal("tag"), vocabulary: assetId }),
  z.strictObject({ to: z.literal("field"), field: z.string(), locale: z.union([locale, z.literal("*")]) }),
]);
export type ColumnTarget = z.infer<typeof columnTarget>;

/** What a person says of a column: nothing is read from one that is null. */
export type Columns = readonly (ColumnTarget | null)[];

/** The column of a file of rejected rows that says why; it is never read, so that the mended file goes in as it is. */
export const reasonColumn = "Why it was not imported";

/** What columns may mean, as far as the workspace decides it. */
export interface ColumnMeanings {
  readonly type: BlockTypeBody;
  /** Those whose tags a block may carry. */
  readonly vocabularies: readonly Pick<Vocabulary, "id" | "settings">[];
}

const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

const plain: Readonly<Record<string, RowWord>> = {
  id: "key",
  key: "key",
  sku: "key",
  name: "name",
  label: "label",
  brand: "brand",
  market: "market",
  country: "market",
  channel: "channel",
  tier: "tier",
};

/** Guesses by the header: `headline`, `Headline (de-DE)`, `headline.ja`; a field goes before a word of ours, that before a vocabulary. */
export function guessColumns(headers: readonly string[], meanings: ColumnMeanings): Columns {
  const taken = new Set<string>();
  return headers.map((header) => {
    const target = guessColumn(header, meanings);
    const mark = JSON.stringify(target);
    if (!target || taken.has(mark)) return null;
    taken.add(mark);
    return target;
  });
}

function guessColumn(header: string, { type, vocabularies }: ColumnMeanings): ColumnTarget | null {
  if (header === reasonColumn || bare(header) === "") return null;
  const tail = /^(.*?)[\s.:([_/]+([a-z]{2,3}(?:-[A-Za-z0-9]{2,4})*)[)\]]?\s*$/.exec(header.trim());
  const where = tail && locale.safeParse(tail[2]).success ? tail[2]! : null;
  const find = (words: string): Field | undefined =>
    type.settings.fields.find(({ name, label }) => bare(name) === bare(words) || bare(label) === bare(words));
  const whole = find(header);
  if (whole) return { to: "field", field: whole.name, locale: "*" };
  const field = where === null ? undefined : find(tail![1]!);
  if (field?.localized) return { to: "field", field: field.name, locale: where! };
  const word = plain[bare(header)];
  if (word) return { to: word };
  const vocabulary = vocabularies.find(({ settings }) => bare(settings.label) === bare(header));
  return vocabulary ? { to: "tag", vocabulary: vocabulary.id } : null;
}

/** How a column is read, in words. */
export function columnWords(header: string, target: ColumnTarget | null, { vocabularies }: ColumnMeanings): string {
  const say = (what: string): string => `Column “${header}”: ${what}.`;
  if (target === null) return say("not read");
  if (target.to === "tag")
    return say(
      `tags of ${vocabularies.find(({ id }) => id === target.vocabulary)?.settings.label ?? target.vocabulary}`,
    );
  if (target.to !== "field") return say(target.to);
  return say(`${target.field}${target.locale === "*" ? "" : ` in ${target.locale}`}`);
}

/** What is wrong with a mapping as a whole, in sentences that say what to do; empty where it can be tried. */
export function columnProblems(columns: Columns, headers: readonly string[], meanings: ColumnMeanings): string[] {
  const { type, vocabularies } = meanings;
  const fields = fieldsByName(type);
  const problems: string[] = [];
  if (columns.length > headers.length)
    problems.push(`The mapping names ${columns.length} columns, and the table has ${headers.length}.`);
  const first = new Map<string, string>();
  for (const [index, target] of columns.entries()) {
    if (target === null) continue;
    const header = headers[index] || `column ${index + 1}`;
    const same = first.get(JSON.stringify(target));
    if (same !== undefined) problems.push(`“${same}” and “${header}” become the same. Leave one of them out.`);
    first.set(JSON.stringify(target), header);
    if (target.to === "tag" && !vocabularies.some(({ id }) => id === target.vocabulary))
      problems.push(`“${header}” names a vocabulary whose tags blocks do not carry here.`);
    if (target.to !== "field") continue;
    const field = fields.get(target.field);
    if (!field) problems.push(`“${header}” names ${target.field}, which ${type.settings.label} does not have.`);
    else if (!field.localized && target.locale !== "*")
      problems.push(
        `“${header}”: ${field.label} has one value for all locales, so it cannot be ${target.locale} alone.`,
      );
  }
  if (!columns.some((target) => target?.to === "field"))
    problems.push(
      `No column is a field of ${type.settings.label}: ${type.settings.fields.map(({ label }) => label).join(", ")}.`,
    );
  return problems;
}
