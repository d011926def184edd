import type { LintRule } from "#shared/insight/finding.ts";

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
  show: "Show",
  rename: "Rename",
  aside: "Set aside",
  setAside: "Set aside",
  takeUp: "Take up again",
  keep: "Keep it in the list",
  why: "Why it is meant to be so",
  kept: "kept in the journal",
  needsReason: "Say why: the journal keeps the reason.",
  asideHelp:
    "It is counted no more, for everybody. It comes back when what it is about changes, or when you take it up again.",
} as const;
