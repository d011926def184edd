import { create } from "zustand";
import { baseVariant } from "#shared/content/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Channel } from "#shared/rules/model.ts";
import { recall, remember } from "#renderer/app/memory.ts";

/** How an editor of blocks looks at one block. It is a view, not content: nobody else sees it. */
export interface BlockLook {
  /** The variant in sight; `base` is everyone's. */
  readonly variant: string;
  /** Undefined until the person chooses one: then the block's first. */
  readonly locale: string | undefined;
  /** Where the person in the preview is; null: not known. Undefined until one chooses: then as the variant says. */
  readonly market: string | null | undefined;
}

export type Viewer = "intended" | "stranger" | AssetId;

interface ContentState {
  readonly looks: Readonly<Record<string, BlockLook>>;
  readonly channel: Channel;
  readonly consent: "given" | "none";
  /** To whom it is shown: somebody whom it is for, a stranger, or somebody in an audience or of a rule, by its id. */
  readonly viewer: Viewer;
  /** The width in which each channel is seen, where one chose one. */
  readonly widths: Readonly<Partial<Record<Channel, string>>>;
  /** A block is shown in the template of its placement, where there is one. */
  readonly inTemplate: boolean;
  readonly previewShown: boolean;
}

export const useContent = create<ContentState>()(() => ({
  looks: {},
  channel: "web",
  consent: "given",
  viewer: "intended",
  widths: {},
  inTemplate: false,
  previewShown: recall("preview") !== "hidden",
}));

const firstLook: BlockLook = { variant: baseVariant, locale: undefined, market: undefined };

export const useBlockLook = (block: string): BlockLook => useContent((state) => state.looks[block] ?? firstLook);

export function lookAt(block: string, changes: Partial<BlockLook>): void {
  useContent.setState(({ looks }) => ({
    looks: { ...looks, [block]: { ...(looks[block] ?? firstLook), ...changes } },
  }));
}

export function chooseWidth(channel: Channel, width: string): void {
  useContent.setState(({ widths }) => ({ widths: { ...widths, [channel]: width } }));
}

export function showPreview(previewShown: boolean): void {
  remember("preview", previewShown ? undefined : "hidden");
  useContent.setState({ previewShown });
}
