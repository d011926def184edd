import type { Facts } from "../rules/cel/facts.ts";
import type { Clearance } from "./guardrails.ts";
import { assemble, type CompiledBlock, type Content } from "./assemble.ts";
import type { AssembledSlot } from "./model.ts";
import { type CompiledSlot, type Composition, isWithin, outside, type Selection } from "./release.ts";
import { variantFor } from "./variants.ts";

/** The rule that chooses the block of each slot, by the slot's place; null where none applies. */
export type Choices = readonly (Selection | null)[];

/** What rules chose, and for whom. */
export interface Chosen {
  readonly choices: Choices;
  readonly facts: Facts;
  readonly market: string | undefined;
}

/** A template filled for one person and moment. */
export interface Filled {
  /** In the order of the template, without those that are left out. */
  readonly slots: AssembledSlot[];
  /** What stands in the main slot. */
  readonly content: Content | null;
  /** Why nothing of it may be shown; null where all that must be there is. */
  readonly gap: string | null;
}

/** Looks in every flexible slot for the first rule that applies. */
export const choose = ({ slots }: Composition, clearance: Clearance): Choices =>
  slots.map(({ selections }) => selections?.first(clearance) ?? null);

/** The rule that an answer names: that of the main slot, else the first in the order of the template. */
export const namedChoice = ({ main }: Composition, choices: Choices): Selection | null =>
  choices[main] ?? choices.find((choice) => choice !== null) ?? null;

/**
 * Puts all slots together. Only what a rule chose is made for the person; the rest is everyone's. A slot that must be
 * there and cannot be leaves nothing to show, because a message without its fixed parts is not the approved one.
 */
export function fill(composition: Composition, chosen: Chosen | null, locale: string, now: number): Filled {
  if (composition.broken !== null) return nothingBut(composition.broken);
  const slots: AssembledSlot[] = [];
  let content: Content | null = null;
  for (let place = 0; place < composition.slots.length; place++) {
    const slot = composition.slots[place]!;
    const selection = chosen?.choices[place] ?? null;
    const shown =
      selection && chosen
        ? personalContent(selection.block, locale, chosen.facts, chosen.market)
        : standing(slot, locale, now);
    if (shown && shown.fields.length > 0) {
      const { key, label, fixed } = slot;
      slots.push({ key, label, fixed, chosen: selection?.name ?? null, content: shown });
      if (slot.main) content = shown;
    } else if (slot.required) return nothingBut(gapOf(slot, selection, now));
  }
  return { slots, content, gap: null };
}

const nothingBut = (gap: string): Filled => ({ slots: [], content: null, gap });

export const personalContent = (
  block: CompiledBlock,
  locale: string,
  facts: Facts,
  market: string | undefined,
): Content => assemble(block, variantFor(block, facts, market), locale, "whole", facts);

/** What stands in a slot for everyone. Only the main slot may fall back on the fixed elements of a block that has ended. */
function standing({ block, main }: CompiledSlot, locale: string, now: number): Content | null {
  if (!block) return null;
  return main || isWithin(block, now) ? genericContent(block, locale, now) : null;
}

/** Everyone's variant of a block; once its time is over, its fixed elements alone. */
export function genericContent(block: CompiledBlock, locale: string, now: number): Content | null {
  const content = assemble(block, "base", locale, isWithin(block, now) ? "whole" : "fixed", null);
  return content.fields.length === 0 ? null : content;
}

/** Why a slot that must be there stays empty, as the beginning of a sentence. */
function gapOf(slot: CompiledSlot, selection: Selection | null, now: number): string {
  const must = slot.fixed ? "is fixed" : "is required";
  return `“${slot.label}” ${must} and cannot be shown: ${whyEmpty(slot, selection, now)}`;
}

/** Why nothing stands in a slot: for everyone, or where a rule chose what says nothing. */
export function whyEmpty({ block, absent }: CompiledSlot, selection: Selection | null, now: number): string {
  if (selection) return `${selection.block.name}, which ${selection.name} chose, is empty`;
  if (block && !isWithin(block, now)) return `its block ${block.name} ${outside(block, now)}`;
  return block ? `its block ${block.name} is empty` : (absent ?? "it has no block");
}
