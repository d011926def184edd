import type { Verdict } from "./logic/test-condition.ts";

export const words = {
  none: "No audiences yet",
  noneHelp:
    "An audience is a condition with a name. Rules and variants say the name; the condition stands in one place.",
  make: "New audience",
  condition: "Who is in it",
  tester: "Try it on somebody",
} as const;

export const verdictWords: Readonly<Record<Verdict, string>> = {
  true: "In it",
  false: "Not in it",
  unknown: "Not known, so not in it",
};

export const partWords: Readonly<Record<Verdict, string>> = {
  true: "holds",
  false: "does not hold",
  unknown: "not known",
};
