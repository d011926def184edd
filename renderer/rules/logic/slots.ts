import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { placementBody } from "#shared/rules/model.ts";
import { mainSlot, type Slot, templateBody } from "#shared/templates/model.ts";
import { withValueAt } from "#renderer/assets/logic/body-path.ts";
import type { Library, LibraryAsset } from "#renderer/assets/logic/library.ts";

/** The slots of the template that a placement uses. */
export interface PlacementSlots {
  readonly template: LibraryAsset;
  readonly slots: readonly Slot[];
  readonly main: Slot | undefined;
}

/** The template of a placement with its slots; undefined where it shows one block, or its template cannot be read. */
export function slotsOf(
  placement: Pick<LibraryAsset, "body"> | undefined,
  library: Library,
): PlacementSlots | undefined {
  const template = library.assets.get(placement?.body.settings?.["template"] as AssetId);
  const parsed = template?.kind === "template" ? templateBody.safeParse(template.body) : undefined;
  if (!template || !parsed?.success) return undefined;
  const { slots } = parsed.data.settings;
  return { template, slots, main: mainSlot(slots) };
}

/** The types of which a rule's block may be: those of its slot, in the main slot those of the placement as well. */
export function typesFor(
  placement: LibraryAsset | undefined,
  key: string | undefined,
  library: Library,
): readonly AssetId[] | undefined {
  const parsed = placementBody.safeParse(placement?.body);
  if (!parsed.success) return undefined;
  const { types } = parsed.data.settings;
  const within = slotsOf(placement, library);
  if (!within) return types;
  const slot = key === undefined ? within.main : within.slots.find((one) => one.key === key);
  if (!slot) return types;
  return slot === within.main ? types.filter((type) => slot.types.includes(type)) : slot.types;
}

/** The value of the choice that names no slot. */
export const mainChoice = "*";

/** The slots between which a rule chooses. Fixed ones are shown too, with the reason why no rule fills them. */
export function slotChoices({ slots, main }: PlacementSlots, nameOf: (id: string) => string) {
  return slots.map((slot) => ({
    value: slot === main ? mainChoice : slot.key,
    label: slot.label,
    note: slot === main ? "The main slot" : `Takes ${slot.types.map(nameOf).join(", ")}`,
    disabledReason: slot.mode === "fixed" ? "Fixed in the template: no rule fills it." : undefined,
  }));
}

/** Puts a rule into another placement. The slot that it named stays only where that one has it too. */
export function withPlacement(body: Body, placement: LibraryAsset, library: Library): Body {
  const moved = withValueAt(body, ["logic", "placement"], placement.id);
  const key = body.logic?.["slot"];
  const has = slotsOf(placement, library)?.slots.some((slot) => slot.key === key && slot.mode === "flexible");
  return has ? moved : withValueAt(moved, ["logic", "slot"], undefined);
}
