import { z } from "zod";

/**
 * The kinds of asset in this workspace format.
 * When adding a kind: docs/ADDING-A-KIND.md walks through every step.
 */
export const kindNames = [
  "blockType",
  "block",
  "image",
  "template",
  "audience",
  "placement",
  "rule",
  "attribute",
  "event",
  "identifier",
  "consentPurpose",
  "tagVocabulary",
  "namingConvention",
] as const;
export const kindName = z.enum(kindNames);
export type KindName = z.infer<typeof kindName>;
