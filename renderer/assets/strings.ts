import type { KindName } from "#shared/assets/kind.ts";
import type { CoveredPart } from "#shared/assets/parts.ts";

/** A scope as people read it: “Halden · DE · web”; everywhere is said in words. */
export function scopeWords({ brand, market, channel }: { brand: string; market: string; channel: string }): string {
  const parts = [brand, market === "*" ? "*" : market.toUpperCase(), channel].filter((part) => part !== "*");
  return parts.length === 0 ? "Everywhere" : parts.join(" · ");
}

export const partLabels: Readonly<Record<CoveredPart, string>> = {
  identity: "name and tier",
  copy: "copy",
  visual: "visuals",
  disclosure: "disclosures",
  claim: "claims",
  logic: "logic",
  settings: "settings",
};

/** The screen where assets of a kind are edited. */
export const screenOf: Readonly<Record<KindName, string>> = {
  block: "content",
  blockType: "content",
  image: "content",
  template: "content",
  audience: "audiences",
  rule: "rules",
  placement: "rules",
  attribute: "rules",
  event: "rules",
  identifier: "rules",
  consentPurpose: "rules",
  tagVocabulary: "content",
  namingConvention: "content",
};

/** How people speak of one asset of a kind. */
export const kindWords: Readonly<Record<KindName, { one: string; many: string }>> = {
  block: { one: "block", many: "blocks" },
  blockType: { one: "block type", many: "block types" },
  image: { one: "picture", many: "pictures" },
  template: { one: "template", many: "templates" },
  audience: { one: "audience", many: "audiences" },
  rule: { one: "rule", many: "rules" },
  placement: { one: "placement", many: "placements" },
  attribute: { one: "attribute", many: "attributes" },
  event: { one: "event", many: "events" },
  identifier: { one: "identifier", many: "identifiers" },
  consentPurpose: { one: "consent purpose", many: "consent purposes" },
  tagVocabulary: { one: "tag vocabulary", many: "tag vocabularies" },
  namingConvention: { one: "naming convention", many: "naming conventions" },
};

export const words = {
  search: "Search name, words",
  noMatch: "Nothing matches",
  noMatchHelp: "Take a filter off, or search for fewer words.",
  cannotRead: "This could not be read",
  nothingChosen: "Choose one from the list",
  nothingChosenHelp: "↑ and ↓ move, / searches.",
  undo: "Undo",
  redo: "Redo",
  revise: "Make a revision",
  send: "Send for review",
  more: "More",
} as const;
