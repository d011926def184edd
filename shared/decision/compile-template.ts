import type { AssetId } from "../kernel/ids.ts";
import type { PlacementBody } from "../rules/model.ts";
import { mainSlot, type Slot, type TemplateBody } from "../templates/model.ts";
import type { CompiledBlock } from "./assemble.ts";
import type { Linker, Named } from "./linker.ts";
import type { CompiledSlot, Composition } from "./release.ts";
import type { SelectionIndex } from "./selection-index.ts";

/** A block of the release with its type; `compiled` is null where it can never be shown. */
export interface Linked {
  readonly type: AssetId;
  readonly compiled: CompiledBlock | null;
}

/** Where the block of a rule is to stand, and the types that may stand there. */
export interface Target {
  /** The slot; null in a placement without a template. */
  readonly slot: Slot | null;
  readonly types: readonly AssetId[];
}

type Templates = ReadonlyMap<AssetId, Named<TemplateBody>>;

/** @returns null where there is no such place, or where rules may not fill it */
export function targetOf(
  { template: id, types }: PlacementBody["settings"],
  key: string | undefined,
  templates: Templates,
): Target | null {
  if (id === undefined) return key === undefined ? { slot: null, types } : null;
  const slots = templates.get(id)?.body.settings.slots ?? [];
  const main = mainSlot(slots);
  const slot = key === undefined ? main : slots.find((one) => one.key === key);
  if (slot?.mode !== "flexible") return null;
  // What is shown in the main slot must suit the placement too.
  return { slot, types: slot === main ? slot.types.filter((type) => types.includes(type)) : slot.types };
}

/**
 * Makes the template of a placement ready to be filled. What it lacks is not an error here: whether it may be shown
 * without is decided each time anew, and a fixed or required slot that stays empty ends in nothing.
 */
export function compileTemplate(
  { name, body: { settings } }: Named<PlacementBody>,
  fallback: CompiledBlock | null,
  templates: Templates,
  blocks: ReadonlyMap<AssetId, Linked>,
  selectionsOf: (slot: Slot) => SelectionIndex,
  linker: Linker,
): Composition | null {
  if (settings.template === undefined) return null;
  const template = templates.get(settings.template);
  const broken = brokenBy(template, settings);
  if (!template || broken !== null) {
    linker.report(name, `Nothing is shown: ${broken}.`);
    return { broken, slots: [], main: -1 };
  }
  const { slots } = template.body.settings;
  const main = mainSlot(slots)!;
  return {
    broken: null,
    main: slots.indexOf(main),
    slots: slots.map((slot): CompiledSlot => {
      const fixed = slot.mode === "fixed";
      const about = { key: slot.key, label: slot.label, fixed, main: slot === main };
      const selections = fixed ? null : selectionsOf(slot);
      if (slot === main) return { ...about, required: true, block: fallback, absent: absentFallback, selections };
      const standing = standingBlock(slot, blocks);
      const required = fixed || slot.required === true;
      if (standing.absent !== null && (fixed || slot.block !== undefined))
        linker.report(template.name, `“${slot.label}”: ${standing.absent}.`);
      return { ...about, required, ...standing, selections };
    }),
  };
}

const absentFallback = "the generic block of the placement has nothing to show";

function brokenBy(template: Named<TemplateBody> | undefined, { channel }: PlacementBody["settings"]): string | null {
  if (!template) return "its template is not in the release";
  const { settings } = template.body;
  if (settings.channel !== channel) return `its template is for ${settings.channel}`;
  return mainSlot(settings.slots) ? null : "its template has no flexible slot";
}

/** What stands in a slot for everyone, or why nothing can. */
function standingBlock(
  { block: id, types }: Slot,
  blocks: ReadonlyMap<AssetId, Linked>,
): Pick<CompiledSlot, "block" | "absent"> {
  const linked = id === undefined ? undefined : blocks.get(id);
  const absent =
    id === undefined
      ? "it has no block"
      : !linked
        ? "its block is not in the release"
        : !types.includes(linked.type)
          ? "its block is of a type that it does not take"
          : !linked.compiled
            ? "its block lacks what it must carry"
            : null;
  return { block: absent === null ? linked!.compiled : null, absent };
}
