import type { Body } from "#shared/assets/parts.ts";
import { baseVariant } from "#shared/content/model.ts";
import { defaultLocaleOf, speaks } from "#shared/decision/assemble.ts";
import type { BlockTypeBody, Field, Localized } from "#shared/taxonomy/model.ts";
import { valueAt } from "#renderer/assets/logic/body-path.ts";
import { localesOf, valueView } from "./block-view.ts";

/** How a flexible field comes to its words. `missing`: it must have some and has none. `leftOut`: it need not. */
export type FieldState = "own" | "inherited" | "missing" | "leftOut";

export interface SeenField {
  readonly label: string;
  readonly state: FieldState;
}

/** What one variant shows to those who ask for one locale. */
export interface SeenCell {
  readonly variant: string;
  /** `*` stands for every locale that the block does not name. */
  readonly locale: string;
  /** The locale that its words are taken from: another one where the block does not speak the one asked for. */
  readonly spoken: string;
  readonly fields: readonly SeenField[];
  /** Fields for want of which another locale is spoken. */
  readonly lacking: readonly string[];
}

/** The locales of a block, and all the others. */
export const seenLocales = (body: Body): string[] => [...localesOf(body, undefined), "*"];

/** Looks at one variant and locale as the engine does, which decides on the same words. */
export function seenCell(body: Body, type: BlockTypeBody, variant: string, locale: string): SeenCell {
  const flexible = type.settings.fields.filter(({ mode }) => mode === "flexible");
  const sources = flexible.map((field) => ({ field, fixed: false, base: baseOf(body, field) }));
  const isSpoken = speaks(sources, locale);
  const spoken = isSpoken ? locale : defaultLocaleOf(localesOf(body, undefined));
  const lacking = isSpoken ? [] : flexible.filter((field) => field.required && !has(body, field, baseVariant, locale));
  return {
    variant,
    locale,
    spoken,
    fields: flexible.map((field) => ({ label: field.label, state: stateOf(body, field, variant, spoken) })),
    lacking: lacking.map(({ label }) => label),
  };
}

const baseOf = (body: Body, field: Field): Localized | undefined =>
  valueAt(body, [field.part, baseVariant, field.name]) as Localized | undefined;

function has(body: Body, field: Field, variant: string, locale: string): boolean {
  const { own, inherited } = valueView(body, field, variant, locale);
  return own !== undefined || inherited !== undefined;
}

function stateOf(body: Body, field: Field, variant: string, locale: string): FieldState {
  const { own, inherited } = valueView(body, field, variant, locale);
  if (own !== undefined) return "own";
  if (inherited !== undefined) return "inherited";
  return field.required ? "missing" : "leftOut";
}

/** How many fields of a cell are in each state. */
export const counts = ({ fields }: SeenCell): Readonly<Record<FieldState, number>> => {
  const count = { own: 0, inherited: 0, missing: 0, leftOut: 0 };
  for (const { state } of fields) count[state] += 1;
  return count;
};
