import type { Body } from "#shared/assets/parts.ts";
import type { Json } from "#shared/kernel/canonical.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Channel } from "#shared/rules/model.ts";
import { type BlockTypeBody, blockTypeBody, type TypeRole } from "#shared/taxonomy/model.ts";
import { asPart } from "#shared/taxonomy/naming-proposal.ts";
import { mainSlot, type Slot } from "#shared/templates/model.ts";
import type { Library } from "#renderer/assets/logic/library.ts";

/** The slots of a template as they stand in a draft, which may be half written. */
export function slotsIn(body: Body): readonly Slot[] {
  const slots = body.settings?.["slots"];
  return Array.isArray(slots) ? (slots as unknown as readonly Partial<Slot>[]).map(complete) : [];
}

const complete = (slot: Partial<Slot>): Slot => ({
  key: "",
  label: "",
  mode: "flexible",
  ...slot,
  types: Array.isArray(slot.types) ? slot.types : [],
});

const withSlots = (body: Body, slots: readonly Slot[]): Body => ({
  ...body,
  settings: { ...body.settings, slots: slots as unknown as Json },
});

/** A key for a new slot, made of its label and unlike every other: “Legal line” is legal-line. */
export function slotKeyFor(label: string, taken: readonly string[]): string {
  const part = asPart(label)
    .replace(/^[^a-z]+/, "")
    .slice(0, 36);
  const wanted = part || "slot";
  let key = wanted;
  for (let count = 2; taken.includes(key); count++) key = `${wanted}-${count}`;
  return key;
}

/** Adds a flexible slot at the end. It takes the type of the slot before it until its author says otherwise. */
export function addSlot(body: Body, label: string, otherwise: readonly AssetId[] = []): Body {
  const slots = slotsIn(body);
  const key = slotKeyFor(
    label,
    slots.map((slot) => slot.key),
  );
  return withSlots(body, [...slots, { key, label, mode: "flexible", types: [...(slots.at(-1)?.types ?? otherwise)] }]);
}

/** Changes a slot; `undefined` takes a setting away. A fixed slot is required as it is, so it does not say so. */
export function changeSlot(
  body: Body,
  at: number,
  changes: { readonly [key in keyof Slot]?: Slot[key] | undefined },
): Body {
  const slots = slotsIn(body);
  const before = slots[at];
  if (!before) return body;
  const { block, required, ...rest } = { ...before, ...changes };
  const after: Slot = {
    ...rest,
    ...(block === undefined ? {} : { block }),
    ...(required && rest.mode === "flexible" ? { required } : {}),
  };
  return withSlots(body, slots.with(at, after));
}

export const removeSlot = (body: Body, at: number): Body => withSlots(body, slotsIn(body).toSpliced(at, 1));

/** Moves a slot to another place; the others close up. */
export function moveSlot(body: Body, from: number, to: number): Body {
  const slots = slotsIn(body);
  const moved = slots[from];
  if (!moved || from === to || to < 0 || to >= slots.length) return body;
  return withSlots(body, slots.toSpliced(from, 1).toSpliced(to, 0, moved));
}

/** The place of the slot that a placement's generic block stands in; -1 where every slot is fixed. */
export function mainAt(slots: readonly Slot[]): number {
  const main = mainSlot(slots);
  return main ? slots.indexOf(main) : -1;
}

/** What stands in a slot, in words for a list. */
export function standsWords(slot: Slot, isMain: boolean, nameOf: (id: string) => string): string {
  const block = slot.block && nameOf(slot.block);
  if (slot.mode === "fixed") return block ?? "No block yet";
  if (isMain) return "What rules choose, else the placement’s generic block";
  if (block) return `What rules choose, else ${block}`;
  return slot.required ? "What rules choose; without it nothing is shown" : "What rules choose, else left out";
}

/** A slot that a new template begins with. */
export interface StartingSlot extends Pick<Slot, "key" | "label" | "mode"> {
  /** What the blocks in it are for: its types are found by it. */
  readonly role: TypeRole;
}

const flexible = (label: string): StartingSlot => ({ key: asPart(label), label, mode: "flexible", role: "content" });
const legal = (label: string): StartingSlot => ({ key: asPart(label), label, mode: "fixed", role: "disclosure" });

/** What a template of each channel usually consists of: what is said first, and what must be said last. */
export const startingSlots: Readonly<Record<Channel, readonly StartingSlot[]>> = {
  web: [flexible("Hero"), flexible("Second story"), legal("Legal line")],
  email: [flexible("Opening"), flexible("Second story"), legal("Footer")],
  sms: [flexible("Message"), legal("Opt-out")],
  push: [flexible("Message"), legal("Note")],
  app: [flexible("Card"), legal("Legal line")],
  paid: [flexible("Ad"), legal("Disclosure")],
  video: [flexible("End card"), legal("Disclosure")],
};

/** The block types of a role, the ones that a slot for it takes to begin with. */
export function typesFor(role: TypeRole, library: Library): { id: AssetId; name: string; body: BlockTypeBody }[] {
  return library.ofKind("blockType").flatMap(({ id, name, body }) => {
    const parsed = blockTypeBody.safeParse(body);
    return parsed.success && (parsed.data.settings.role ?? "content") === role ? [{ id, name, body: parsed.data }] : [];
  });
}
