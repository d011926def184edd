import { z } from "zod";
import {
  type ColumnMeanings,
  columnProblems,
  type Columns,
  type ColumnTarget,
  columnTarget,
  guessColumns,
  reasonColumn,
  type RowWord,
} from "#shared/exchange/columns.ts";
import { assetId, type AssetId } from "#shared/kernel/ids.ts";
import { locale as localeSchema } from "#shared/taxonomy/model.ts";
import { recall, remember } from "#renderer/app/memory.ts";

/** A table as it was read: what a person sees of it while they say what its columns mean. */
export interface TableShape {
  readonly columns: readonly {
    readonly header: string;
    readonly samples: readonly string[];
    readonly filled: number;
  }[];
  readonly rows: number;
}

export const headersOf = (shape: TableShape): string[] => shape.columns.map(({ header }) => header);

/** What a column becomes, as the value of a choice; the locale is a choice of its own. */
export type Meaning = "none" | RowWord | `field ${string}` | `tag ${string}`;

export function meaningOf(target: ColumnTarget | null): Meaning {
  if (target === null) return "none";
  if (target.to === "field") return `field ${target.field}`;
  return target.to === "tag" ? `tag ${target.vocabulary}` : target.to;
}

export function targetOf(meaning: Meaning, where: string): ColumnTarget | null {
  if (meaning === "none") return null;
  if (meaning.startsWith("field ")) return { to: "field", field: meaning.slice("field ".length), locale: where };
  if (meaning.startsWith("tag ")) return { to: "tag", vocabulary: meaning.slice("tag ".length) as AssetId };
  return { to: meaning as RowWord };
}

/** The locales that a column may be in: those that its table speaks of already, and the usual ones. */
export function localesFor(columns: Columns, headers: readonly string[]): string[] {
  const named = columns.flatMap((target) => (target?.to === "field" ? [target.locale] : []));
  const inHeaders = headers.flatMap((header) => header.match(/\b[a-z]{2}(?:-[A-Z]{2})?\b/g) ?? []);
  const real = [...named, ...inHeaders, ...usual].filter(
    (each) => each !== "*" && localeSchema.safeParse(each).success && knownLanguage(each),
  );
  return ["*", ...new Set(real)];
}

const usual = ["de", "en", "es", "fr", "it", "ja", "nl", "pt", "sv"];

/** Two letters of a header may be a word: only what names a language is offered. */
function knownLanguage(tag: string): boolean {
  try {
    const language = tag.split("-")[0]!;
    return new Intl.DisplayNames("en", { type: "language", fallback: "none" }).of(language) !== undefined;
  } catch {
    return false;
  }
}

export const problemsOf = (columns: Columns, shape: TableShape, meanings: ColumnMeanings): string[] =>
  columnProblems(columns, headersOf(shape), meanings);

const memory = z.array(
  z.strictObject({ headers: z.array(z.string()), type: assetId, columns: z.array(columnTarget.nullable()) }),
);
type Memory = z.infer<typeof memory>;
const place = "exchange.mappings";
const mostRemembered = 20;

function remembered(): Memory {
  try {
    const parsed = memory.safeParse(JSON.parse(recall(place) ?? "[]"));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}

/** A file of rejected rows has the same columns as the table that it comes from, and one that says why. */
const ownHeaders = (headers: readonly string[]): string[] => headers.filter((header) => header !== reasonColumn);
const sameHeaders = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((header, index) => header === b[index]);

/** What these headers became the last time, of this type or any. */
export function recallMapping(headers: readonly string[], type?: AssetId): { type: AssetId; columns: Columns } | null {
  const own = ownHeaders(headers);
  const found = remembered().find(
    (each) => sameHeaders(each.headers, own) && (type === undefined || each.type === type),
  );
  if (!found) return null;
  const columns = [...found.columns];
  return {
    type: found.type,
    columns: headers.map((header) => (header === reasonColumn ? null : (columns.shift() ?? null))),
  };
}

export function rememberMapping(headers: readonly string[], type: AssetId, columns: Columns): void {
  const own = ownHeaders(headers);
  const kept = columns.filter((_, index) => headers[index] !== reasonColumn);
  const others = remembered().filter((each) => each.type !== type || !sameHeaders(each.headers, own));
  remember(place, JSON.stringify([{ headers: own, type, columns: kept }, ...others].slice(0, mostRemembered)));
}

/** What the columns become at first: as the last time, else as their headers tell. */
export function firstColumns(shape: TableShape, type: AssetId, meanings: ColumnMeanings): Columns {
  const headers = headersOf(shape);
  const last = recallMapping(headers, type)?.columns;
  return last && columnProblems(last, headers, meanings).length === 0 ? last : guessColumns(headers, meanings);
}
