import { compilePattern } from "#shared/kernel/pattern.ts";
import { type Limits, type Mark, markNames } from "#shared/taxonomy/model.ts";
import { ninetailed } from "./entries.ts";
import { isRecord, type SourceField, type Validation } from "./export.ts";
import type { Reading } from "./fields.ts";

/** What Contentful itself allows where the content type says nothing. */
const ownLimits: Readonly<Record<string, number>> = { Symbol: 256, Text: 50_000 };

export interface ReadLimits {
  readonly limits: Limits;
  /** What the source holds values to and a field here does not, as sentences. */
  readonly losses: readonly string[];
}

/**
 * Reads what a field of the source holds its values to. Each validation becomes a limit or a sentence of the report.
 * @param inLibrary whether the pictures that the field shows are in the library, where they can be measured
 */
export function limitsOf(
  source: SourceField,
  reading: Reading,
  tokens: readonly string[],
  inLibrary: boolean,
): ReadLimits {
  const limits: Limits = {};
  const losses: string[] = [];
  const maxLength = ownLimits[source.type] ?? ownLimits[source.items?.type ?? ""];
  if (maxLength !== undefined && reading !== "richText") limits.maxLength = maxLength;
  if (source.type === "Date" && reading === "text") losses.push("dates with a time are kept as text.");
  for (const rule of source.validations ?? []) addLimits({ limits, losses, reading, inLibrary }, rule);
  for (const rule of source.items?.validations ?? [])
    addLimits({ limits, losses, reading: reading === "list" ? "text" : reading, inLibrary }, rule);
  if (source.type === "RichText") addMarks(limits, source.validations ?? [], losses);
  if (reading === "richText" && tokens.length > 0 && takesMergeTags(source)) limits.tokens = [...tokens];
  return { limits, losses };
}

interface Target {
  readonly limits: Limits;
  readonly losses: string[];
  readonly reading: Reading;
  readonly inLibrary: boolean;
}

type Reader = (target: Target, value: Record<string, unknown>) => void;

/** Validations that hold an object. */
const readers: Readonly<Record<string, Reader>> = {
  size({ limits, reading }, value) {
    const counted = reading === "list" || reading === "entryList" || reading === "mediaList";
    addRange(limits, value, counted ? ["min", "max"] : ["minLength", "maxLength"]);
  },
  range: ({ limits }, value) => addRange(limits, value, ["min", "max"]),
  regexp: ({ limits, losses }, value) => addPattern(limits, value, losses),
  prohibitRegexp: ({ losses }, value) =>
    void losses.push(
      `that it may not match ${JSON.stringify(value["pattern"])} is not checked here: list the words as forbidden.`,
    ),
  dateRange: addDays,
  assetImageDimensions: addDimensions,
  assetFileSize: addFileSize,
  nodes: addNodes,
};

/** Parts of a validation that another one, the report of marks, or the block types together have read. */
const readElsewhere = new Set(["enabledMarks", "enabledNodeTypes", "message", "linkContentType"]);

function addLimits(target: Target, rule: Validation): void {
  for (const [name, value] of Object.entries(rule)) {
    if (readElsewhere.has(name) || value === null || value === undefined) continue;
    const read = Object.hasOwn(readers, name) && isRecord(value) ? readers[name] : undefined;
    if (read) read(target, value as Record<string, unknown>);
    else if (Array.isArray(value)) addNamed(target, name, value.map(String));
    else if (name === "unique") target.losses.push("that its value is unique in the space is not checked here.");
    else target.losses.push(`the limit “${name}” has no counterpart.`);
  }
}

/** Validations that list what is allowed. */
function addNamed({ limits, losses, reading }: Target, name: string, allowed: string[]): void {
  if (name === "in" && (reading === "text" || reading === "list" || reading === "richText")) limits.values = allowed;
  else if (name === "in") losses.push(`that it is one of ${allowed.join(", ")} is not checked here.`);
  else if (name === "linkMimetypeGroup") {
    if (allowed.join() !== "image")
      losses.push(`that its files are of the sort ${allowed.join(", ")} is not checked here.`);
  } else losses.push(`the limit “${name}” has no counterpart.`);
}

/** The content types that a field's links may lead to; null where any may be. */
export function linkedTypes(source: SourceField): string[] | null {
  const rules = [...(source.validations ?? []), ...(source.items?.validations ?? [])];
  const said = rules.flatMap(({ linkContentType: types }) =>
    Array.isArray(types) && types.length > 0 ? [types.map(String)] : typeof types === "string" ? [[types]] : [],
  );
  // Each of several rules holds, so that what all of them name is left.
  return said.length === 0 ? null : said.reduce((all, one) => all.filter((type) => one.includes(type)));
}

function addRange(
  limits: Limits,
  range: Record<string, unknown>,
  [low, high]: readonly ["min", "max"] | readonly ["minLength", "maxLength"],
): void {
  if (typeof range["min"] === "number") limits[low] = range["min"];
  if (typeof range["max"] === "number") limits[high] = range["max"];
}

/** Contentful writes instants; a day is what a date here can be held to. */
function addDays({ limits, losses, reading }: Target, range: Record<string, unknown>): void {
  const day = (...names: string[]): string | undefined =>
    names.flatMap((name) => /^\d{4}-\d\d-\d\d/.exec(typeof range[name] === "string" ? range[name] : "")?.[0] ?? [])[0];
  const [earliest, latest] = [day("min", "after"), day("max", "before")];
  if (reading !== "day") {
    losses.push(
      `that it lies ${earliest ? `from ${earliest} ` : ""}${latest ? `to ${latest} ` : ""}is not checked of a text.`,
    );
    return;
  }
  if (earliest !== undefined) limits.earliest = earliest;
  if (latest !== undefined) limits.latest = latest;
}

function addDimensions({ limits, losses, reading, inLibrary }: Target, value: Record<string, unknown>): void {
  if (!inLibrary || reading !== "media") return void losses.push(pictureLoss(dimensionWords(value)));
  for (const [side, least] of [
    ["width", "minWidth"],
    ["height", "minHeight"],
  ] as const) {
    const { min, max } = isRecord(value[side]) ? value[side] : {};
    if (typeof min === "number" && Number.isInteger(min) && min > 0)
      limits.picture = { ...limits.picture, [least]: min };
    if (typeof max === "number") losses.push(`that its ${side} is at most ${max} pixels is not checked here.`);
  }
}

function addFileSize({ limits, losses, reading, inLibrary }: Target, value: Record<string, unknown>): void {
  if (!inLibrary || reading !== "media") return void losses.push(pictureLoss(spanWords(value, "bytes")));
  const { min, max } = value;
  if (typeof max === "number" && Number.isInteger(max) && max > 0)
    limits.picture = { ...limits.picture, maxBytes: max };
  if (typeof min === "number") losses.push(`that its file has at least ${min} bytes is not checked here.`);
}

/**
 * A limit of pictures would ask for files of the workspace's own library, and imported ones are addresses: none of them
 * would be left.
 */
const pictureLoss = (what: string): string =>
  `that its files have ${what} is not checked of an address; limit the field when its pictures are in the library.`;

const dimensionWords = (value: Record<string, unknown>): string =>
  ["width", "height"]
    .flatMap((side) => (isRecord(value[side]) ? [`a ${side} of ${spanWords(value[side], "pixels")}`] : []))
    .join(" and ");

const spanWords = ({ min, max }: Record<string, unknown>, unit: string): string =>
  [typeof min === "number" ? `at least ${min}` : "", typeof max === "number" ? `at most ${max}` : ""]
    .filter((words) => words !== "")
    .join(" and ") + ` ${unit}`;

/** What may be embedded in a rich text, and how often: only merge tags are known here. */
function addNodes({ losses }: Target, nodes: Record<string, unknown>): void {
  const limited = Object.entries(nodes).filter(
    ([, rules]) => Array.isArray(rules) && rules.some((rule) => isRecord(rule) && !namesMergeTags(rule)),
  );
  if (limited.length === 0) return;
  const names = limited.map(([name]) => name).join(", ");
  losses.push(`how many of these may stand in its text, and what they lead to, is not checked here: ${names}.`);
}

/** The mark that stands for each mark and node of Contentful's rich text; without a row, it has none. */
const markOf: Readonly<Record<string, Mark>> = {
  bold: "bold",
  italic: "italic",
  strikethrough: "strike",
  code: "code",
  hyperlink: "link",
  "entry-hyperlink": "link",
  "asset-hyperlink": "link",
  "embedded-asset-block": "picture",
  "heading-1": "heading",
  "heading-2": "heading",
  "heading-3": "heading",
  "heading-4": "heading",
  "heading-5": "heading",
  "heading-6": "heading",
  "ordered-list": "list",
  "unordered-list": "list",
  blockquote: "quote",
  hr: "line",
  table: "table",
};
const ofWords: readonly Mark[] = ["bold", "italic", "strike", "code"];

/** What is not said is allowed: a rich text without such a validation may use every mark, or stand in every form. */
function addMarks(limits: Limits, rules: readonly Validation[], losses: string[]): void {
  const said = (name: string): string[] | null => {
    const lists = rules.map((rule) => rule[name]).filter((list) => Array.isArray(list));
    return lists.length === 0 ? null : lists.flat().map(String);
  };
  const [words, forms] = [said("enabledMarks"), said("enabledNodeTypes")];
  if (words === null && forms === null) return;
  const allowed = new Set([...(words ?? []), ...(forms ?? [])].map((name) => markOf[name]));
  limits.marks = markNames.filter(
    (mark) => allowed.has(mark) || (ofWords.includes(mark) ? words === null : forms === null),
  );
  const headings = (forms ?? []).filter((name) => name.startsWith("heading-"));
  if (headings.length > 0 && headings.length < 6)
    losses.push(`only ${headings.join(", ")} may be used in the source; here headings of every level may.`);
}

function addPattern(limits: Limits, { pattern, flags }: Record<string, unknown>, losses: string[]): void {
  const written = typeof pattern === "string" ? wholePattern(pattern, typeof flags === "string" ? flags : "") : "";
  if (written === "" || compilePattern(written) === null)
    losses.push("its pattern is left out: it cannot be written in RE2 syntax.");
  else if (limits.pattern !== undefined) losses.push("only the first of its patterns is kept.");
  else limits.pattern = written;
}

/** Contentful looks for the pattern anywhere in the value; here a pattern is for the whole value. */
function wholePattern(pattern: string, flags: string): string {
  const set = ["i", "m", "s"].filter((flag) => flags.includes(flag)).join("");
  const lead = set === "" ? "" : `(?${set})`;
  const anchored = /^\^[^]*[^\\]\$$/.test(pattern) && !offersAlternatives(pattern);
  return anchored ? lead + pattern : `${lead}(?s:.*)(?:${pattern})(?s:.*)`;
}

/** Whether a `|` stands outside of every group: then `^` and `$` belong to single alternatives, not to the whole. */
function offersAlternatives(pattern: string): boolean {
  const flat = pattern.replaceAll(/\\./g, "").replaceAll(/\[[^\]]*\]/g, "");
  let depth = 0;
  for (const character of flat) {
    if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    else if (character === "|" && depth === 0) return true;
  }
  return false;
}

const takesMergeTags = (source: SourceField): boolean =>
  (source.validations ?? []).some((rule) => {
    const nodes = rule["nodes"];
    const inline = isRecord(nodes) ? nodes["embedded-entry-inline"] : undefined;
    return Array.isArray(inline) && inline.some((each) => isRecord(each) && namesMergeTags(each));
  });

const namesMergeTags = (rule: Record<string, unknown>): boolean =>
  Array.isArray(rule["linkContentType"]) && rule["linkContentType"].includes(ninetailed.mergeTag);
