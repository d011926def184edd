import type { Body } from "#shared/assets/parts.ts";
import { baseVariant } from "#shared/content/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { checkValue } from "#shared/taxonomy/limits.ts";
import type { BlockTypeBody, Field, FieldValue } from "#shared/taxonomy/model.ts";
import { withValueAt } from "#renderer/assets/logic/body-path.ts";

/**
 * The body of a new block. A first revision must keep every rule of its type, so each required field gets words that
 * fit it and plainly want to be replaced.
 */
export function firstWords(type: AssetId, { settings }: BlockTypeBody, label: string): Body {
  const empty: Body = { settings: { label, type, variants: [] } };
  return settings.fields
    .filter((field) => field.mode === "flexible" && field.required)
    .reduce<Body>((body, field) => {
      const value = firstValue(field);
      return value === undefined ? body : withValueAt(body, [field.part, baseVariant, field.name, "*"], value);
    }, empty);
}

/** A value that keeps the field's rules; undefined where none was found, so that its check asks for one. */
export function firstValue(field: Field): FieldValue | undefined {
  return candidates(field).find((value) => checkValue(field, value, "*").length === 0);
}

function candidates({ type, label, limits }: Field): FieldValue[] {
  const { min, max, values = [], minLength = 1, maxLength = 200 } = limits;
  switch (type) {
    case "number":
      return [min ?? 0, max ?? 0];
    case "price":
      return (limits.currencies ?? ["EUR"]).map((currency) => `${currency} ${min ?? 0}`);
    case "date":
      return [limits.earliest ?? limits.latest ?? "2026-01-01"];
    case "token":
      return (limits.tokens ?? []).map((key) => `{{${key}|${label}}}`);
    case "boolean":
      return [false];
    case "link":
      return ["/"];
    case "image":
      return ["/picture.jpg"];
    case "list":
      return [
        Array.from({ length: Math.max(1, min ?? 1) }, () => fitting(label, minLength, maxLength)),
        ...values.map((value) => [value]),
      ];
    default:
      return [...values, fitting(`${label} to be written`, minLength, maxLength)];
  }
}

/** Words of a length that is allowed. */
function fitting(words: string, least: number, most: number): string {
  const long = words.length >= least ? words : `${words}${" …".repeat(Math.ceil((least - words.length) / 2))}`;
  return [...long].slice(0, most).join("").trimEnd() || "…";
}
