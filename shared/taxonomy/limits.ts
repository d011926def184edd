import type { Problem } from "../assets/model.ts";
import { isAssetId } from "../kernel/ids.ts";
import { checkDate } from "./checks/dates.ts";
import { checkLink } from "./checks/links.ts";
import { checkMarks } from "./checks/marks.ts";
import { checkNumber, checkPrice, checkRange } from "./checks/numbers.ts";
import { checkPicture } from "./checks/pictures.ts";
import { checkReference } from "./checks/references.ts";
import { type Say, sayAt, type ValueContext } from "./checks/say.ts";
import {
  checkAllowed,
  checkForbidden,
  checkLength,
  checkTokenAlone,
  checkTokens,
  checkVocabulary,
  checkWidth,
} from "./checks/words.ts";
import type { Field, FieldValue } from "./model.ts";
import { countGraphemes, withFallbacks } from "./text.ts";
import { widthOf } from "./width/width.ts";

export type { ValueContext } from "./checks/say.ts";

export interface Meter {
  readonly used: number;
  /** Null where nothing limits it. */
  readonly max: number | null;
  /** used ÷ max; 0 where nothing limits it. Above 1 the value is too long. */
  readonly ratio: number;
}

const meterOf = (used: number, max: number | null): Meter => ({
  used,
  max,
  ratio: max === null ? 0 : max === 0 ? (used === 0 ? 0 : Infinity) : used / max,
});

/** How much of its length a value uses, counted in graphemes with every token as its fallback. A list counts its longest item. */
export function meter(field: Field, value: FieldValue | undefined): Meter {
  const used = Math.max(0, ...textsOf(value).map((text) => countGraphemes(withFallbacks(text))));
  return meterOf(used, field.limits.maxLength ?? null);
}

/** How much of its room a value uses, in pixels, as it is set. A list counts its widest item. */
export function widthMeter(field: Field, value: FieldValue | undefined): Meter {
  const { width } = field.limits;
  if (!width) return meterOf(0, null);
  const used = Math.max(0, ...textsOf(value).map((text) => Math.ceil(widthOf(withFallbacks(text), width))));
  return meterOf(used, width.pixels);
}

const textsOf = (value: FieldValue | undefined): readonly string[] =>
  typeof value === "string" ? [value] : Array.isArray(value) ? value : [];

/**
 * Holds one value of one field to the field's type and limits. For lists, `min` and `max` limit the number of items and
 * every other limit holds for each item. Cheap enough for every keystroke.
 */
export function checkValue(field: Field, value: FieldValue, locale: string, context: ValueContext = {}): Problem[] {
  const at = context.at ?? field.name;
  const say = sayAt(at);
  switch (field.type) {
    case "number":
      return checkNumber(field, value, say);
    case "boolean":
      return typeof value === "boolean" ? [] : [say("form", `Choose yes or no for ${field.label}.`)];
    case "list":
      if (!Array.isArray(value)) return [say("form", `${field.label} is a list; enter its items one by one.`)];
      return [
        ...checkRange(field, value.length, " items", say),
        ...value.flatMap((item, index) => checkText(field, item, locale, context, sayAt(`${at}.${index}`))),
      ];
    default:
      if (typeof value !== "string") return [say("form", `Enter text for ${field.label}.`)];
      return checkText(field, value, locale, context, say);
  }
}

function checkText(field: Field, text: string, locale: string, context: ValueContext, say: Say): Problem[] {
  if (text.trim() === "") {
    // Nothing is no price, day or choice, but it may be said where nothing needs to be.
    if (field.required) return [say("missing", `Fill in ${field.label}.`)];
    if (text === "") return [];
  }
  const visible = withFallbacks(text);
  return [
    ...checkTokens(field, text, context, say),
    ...checkLength(field, visible, say),
    ...checkWidth(field, visible, say),
    ...checkAllowed(field, visible, say),
    ...checkVocabulary(field, visible, locale, say),
    ...checkForbidden(field, visible, locale, say),
    ...checkForm(field, text, locale, context, say),
  ];
}

/** What only values of this type are held to. */
function checkForm(field: Field, text: string, locale: string, context: ValueContext, say: Say): Problem[] {
  switch (field.type) {
    case "richText":
      return checkMarks(field, text, say);
    case "link":
      return checkLink(field, text, say);
    case "image":
      return checkPicture(field, text, locale, context, say);
    case "price":
      return checkPrice(field, text, say);
    case "date":
      return checkDate(field, text, say);
    case "token":
      return checkTokenAlone(field, text, say);
    case "reference":
      return checkReference(field, text, context, say);
    case "list":
      return field.limits.types && isAssetId(text) ? checkReference(field, text, context, say) : [];
    default:
      return [];
  }
}
