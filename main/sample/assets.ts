import type { Field } from "#shared/taxonomy/model.ts";
import {
  audienceAsset,
  blockAsset,
  blockTypeAsset,
  conventionAsset,
  dictionaryAsset,
  guardrailAsset,
  pictureAsset,
  placementAsset,
  purposeAsset,
  ruleAsset,
  type SampleAsset,
  type Surroundings,
  templateAsset,
  vocabularyAsset,
} from "./bodies.ts";
import {
  attributes,
  audiences,
  blocks,
  blockTypes,
  carriedWords,
  conventions,
  events,
  guardrails,
  identifiers,
  pictures,
  placements,
  purposes,
  rules,
  slotBlocks,
  slotTypes,
  templates,
  vocabularies,
  wordTypes,
} from "./data/index.ts";

type Ids = Pick<Surroundings, "idOf" | "today">;

/** The fields of a block type of the sample. @throws Error for a type that it does not have */
export function fieldsOf(typeName: string): readonly Field[] {
  const found = [...wordTypes, ...blockTypes, ...slotTypes].find(({ name }) => name === typeName);
  if (!found) throw new Error(`The sample has no block type ${typeName}.`);
  return found.fields;
}

/**
 * The sample's assets in the groups in which they are made: within a group nothing refers to anything of a later one.
 * Each group is made only when the ids of those before it are known.
 */
export const groups = {
  purposes: () => purposes.map(purposeAsset),
  dictionary: (ids: Ids) => [
    ...attributes.map((each) => dictionaryAsset("attribute", each, { ...ids, fieldsOf })),
    ...events.map((each) => dictionaryAsset("event", each, { ...ids, fieldsOf })),
    ...identifiers.map((each) => dictionaryAsset("identifier", each, { ...ids, fieldsOf })),
  ],
  taxonomy: () => [...vocabularies.map(vocabularyAsset), ...conventions.map(conventionAsset)],
  wordTypes: (ids: Ids) => wordTypes.map((each) => blockTypeAsset(each, ids)),
  words: (ids: Ids) => carriedWords.map((each) => blockAsset(each, { ...ids, fieldsOf })),
  blockTypes: (ids: Ids) => blockTypes.map((each) => blockTypeAsset(each, ids)),
  pictures: () => pictures.map(pictureAsset),
  audiences: () => audiences.map(audienceAsset),
  blocks: (ids: Ids) => blocks.map((each) => blockAsset(each, { ...ids, fieldsOf })),
  slotTypes: (ids: Ids) => slotTypes.map((each) => blockTypeAsset(each, ids)),
  slotBlocks: (ids: Ids) => slotBlocks.map((each) => blockAsset(each, { ...ids, fieldsOf })),
  templates: (ids: Ids) => templates.map((each) => templateAsset(each, ids)),
  placements: (ids: Ids) => placements.map((each) => placementAsset(each, { ...ids, fieldsOf })),
  rules: (ids: Ids) => [
    ...rules.map((each) => ruleAsset(each, { ...ids, fieldsOf })),
    ...guardrails.map((each) => guardrailAsset(each, { ...ids, fieldsOf })),
  ],
} satisfies Record<string, (ids: Ids) => SampleAsset[]>;
