import type { LintRule } from "#shared/insight/model.ts";

export const ruleWords: Readonly<Record<LintRule, string>> = {
  name: "Name",
  sameLabel: "Called the same",
  nearDuplicate: "Says the same",
  missingTag: "Tag missing",
  retiredTag: "Retired tag",
  unusedTag: "Unused tag",
  unusedAsset: "Not used",
  emptyField: "Empty field",
};

export const words = {
  title: "What has drifted",
  waiting: "Looking through the workspace",
  none: "Nothing has drifted",
  noneHelp: "Names follow their conventions, tags are in use, and nothing is there twice.",
  everything: "Everything",
} as const;
