import type { AnalysisCode } from "#shared/rules/analysis/model.ts";
import type { KindName } from "#shared/assets/kind.ts";
import type { RuleEffect } from "./logic/effect.ts";
import type { StepName, TraceStep } from "#shared/decision/model.ts";

export type View = Extract<KindName, "rule" | "placement" | "attribute" | "event" | "identifier" | "consentPurpose">;

/** What this screen shows, in the order in which it is built up. */
export const viewWords: Readonly<Record<View, { label: string; make: string; empty: string; help: string }>> = {
  rule: {
    label: "Rules",
    make: "New rule",
    empty: "No rules yet",
    help: "A rule shows a block in a placement to people for whom a condition holds, or is a guardrail that keeps something back.",
  },
  placement: {
    label: "Placements",
    make: "New placement",
    empty: "No placements yet",
    help: "A placement is a place in a channel that shows one block, with a generic one for everybody else.",
  },
  attribute: {
    label: "Attributes",
    make: "New attribute",
    empty: "No attributes yet",
    help: "What rules may know of a person, from where it comes, and under which consent.",
  },
  event: {
    label: "Events",
    make: "New event",
    empty: "No events yet",
    help: "What rules may know that a person did.",
  },
  identifier: {
    label: "Identifiers",
    make: "New identifier",
    empty: "No identifiers yet",
    help: "What tells one person from another. By the primary one people are counted.",
  },
  consentPurpose: {
    label: "Consent purposes",
    make: "New consent purpose",
    empty: "No consent purposes yet",
    help: "What people agree to, in the words that they read.",
  },
};

export const views = Object.keys(viewWords) as View[];

/** The kinds of rule, in the order in which they are offered, with what each does. */
export const ruleEffectWords: Readonly<Record<RuleEffect, { label: string; help: string; whom: string }>> = {
  select: {
    label: "Show a block",
    help: "Shows a block in a placement to those of whom a condition holds.",
    whom: "Who gets it",
  },
  exclude: {
    label: "Keep people out",
    help: "Those of whom a condition holds, or might hold, get nothing that it guards.",
    whom: "Who is kept out",
  },
  suppress: {
    label: "Keep quiet",
    help: "At certain hours, on certain days, or while something holds, nothing is sent or shown.",
    whom: "Towards whom",
  },
  cap: {
    label: "Cap how often",
    help: "One person gets no more than so many in a period, over all channels that it guards.",
    whom: "Whom it counts",
  },
  brandSafety: {
    label: "Keep the brand safe",
    help: "Content never stands beside what the brand must not be seen with.",
    whom: "For whom it counts",
  },
  require: {
    label: "Require",
    help: "Only those of whom a condition surely holds may get it at all.",
    whom: "Who may get it",
  },
};

/** The kinds of rule, to choose between. */
export const ruleEffectOptions = (Object.keys(ruleEffectWords) as RuleEffect[]).map((value) => ({
  value,
  label: ruleEffectWords[value].label,
  note: ruleEffectWords[value].help,
}));

export const stepWords: Readonly<Record<StepName, string>> = {
  consent: "Consent",
  exclusion: "Exclusion",
  brandSafety: "Brand safety",
  caps: "Caps",
  eligibility: "Eligibility",
  ranking: "Ranking",
  assembly: "Assembly",
  label: "AI label",
};

export const lookedWords: Readonly<Record<TraceStep["looked"][number]["value"], string>> = {
  true: "yes",
  false: "no",
  unknown: "not known",
};

export const words = {
  what: "What they get",
  why: "Why, for one person",
} as const;

/** The groups of the analysis, as headings. */
export const analysisWords: Readonly<Record<AnalysisCode, string>> = {
  unreadable: "Cannot be read",
  blocksAll: "Keeps everybody out",
  contradiction: "Everybody it is for is kept out",
  never: "Nobody can match",
  shadowed: "Hidden behind other rules",
  concealed: "Hidden or kept out",
  tie: "Only the name decides",
  neverBlocks: "Keeps nobody out",
  emptyAudience: "Nobody is in it",
  equalAudiences: "The same audience twice",
  undelivered: "Read, but never delivered",
  always: "Matches everybody",
  gap: "Who gets only the generic content",
  unused: "Declared, but not used",
  over: "Over",
  undecided: "Could not be decided",
};

export const analysisTexts = {
  title: "Analysis",
  show: "Analyse all rules together",
  back: "Rules",
  waiting: "Going through all rules",
  none: "Nothing stands against anything",
  noneHelp:
    "Every rule is shown to somebody, no two hang on their names alone, and everything that is read is delivered.",
  example: "For example",
  stranger: "Somebody of whom nothing is known",
  masked: "not readable, or masked",
  did: "did",
  moment: "on",
  tryPerson: "Try this person",
  here: "With all other rules",
  hereNone: "Nothing stands against it.",
  hereWaiting: "Going through the other rules",
} as const;
