import { blocksOf } from "../families.ts";
import type { BlockData } from "../shapes.ts";
import { alpineFamilies } from "./blocks-alpine.ts";
import { clubFamilies } from "./blocks-club.ts";
import { foundationBlocks } from "./blocks-foundation.ts";
import { journeyFamilies } from "./blocks-journeys.ts";
import { repairFamilies } from "./blocks-repair.ts";

/** Every block of the sample as it is in the end, foundation first. */
export const blocks: readonly BlockData[] = [
  ...foundationBlocks,
  ...[...alpineFamilies, ...repairFamilies, ...clubFamilies, ...journeyFamilies].flatMap(blocksOf),
];

export { audiences } from "./audiences.ts";
export { blockTypes } from "./block-types.ts";
export { attributes, events, identifiers, purposes } from "./dictionary.ts";
export { guardrails } from "./guardrails.ts";
export { pictures } from "./pictures.ts";
export { placements, rules } from "./rules.ts";
export { conventions, vocabularies } from "./taxonomy.ts";
export { slotBlocks, slotTypes, templates } from "./templates.ts";
export { carriedWords, wordTypes } from "./words.ts";
