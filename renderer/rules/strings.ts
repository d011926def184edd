import type { KindName } from "#shared/assets/kind.ts";
import type { StepName, TraceStep } from "#shared/decision/model.ts";

export type View = Extract<KindName, "rule" | "placement" | "attribute" | "event" | "identifier" | "consentPurpose">;

/** What this screen shows, in the order in which it is built up. */
export const viewWords: Readonly<Record<View, { label: string; make: string; empty: string; help: string }>> = {
  rule: {
    label: "Rules",
    make: "New rule",
    empty: "No rules yet",
    help: "A rule shows a block in a placement to people for whom a condition holds, or keeps people out.",
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
  who: "Who gets it",
  whoNot: "Who is kept out",
  what: "What they get",
  why: "Why, for one person",
} as const;
