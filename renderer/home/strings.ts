import type { Home } from "#shared/insight/model.ts";
import { counted } from "#renderer/app/words.ts";

type NextRelease = Home["environments"][number];

/** How far the next release of an environment has come, in a sentence. */
export function nextReleaseWords({ changes, unsigned, blockers, state }: NextRelease): string {
  if (changes === 0)
    return state.live ? `Nothing has changed since release ${state.live.number}.` : "Nothing has been approved yet.";
  const others = Math.max(0, blockers - unsigned);
  const waits = [
    unsigned > 0 ? `${counted(unsigned, "signature")} missing` : "",
    others > 0 ? `${counted(others, "thing")} to mend` : "",
  ].filter(Boolean);
  return waits.length > 0 ? `${waits.join(", ")}.` : "Ready to publish.";
}

/** What an environment serves, in two or three words beside its light. */
export function liveWords({ live, service }: NextRelease["state"]): string {
  if (!live) return "nothing published";
  if (!service) return "not watched here";
  if (!service.reachable) return "no answer";
  if (service.refusal) return `refused ${live.number}`;
  return service.release === live.number ? "as published" : `${live.number} is published`;
}

/** The boards of risks, in the order in which they stand. */
export const boards = [
  {
    id: "privacy",
    title: "Privacy",
    none: "Every attribute of personal data is covered by a consent purpose.",
  },
  { id: "offBrand", title: "Off-brand", none: "No block breaks the limits and word lists of its type." },
] as const;

export const words = {
  title: "What needs you",
  waiting: "Waiting for you",
  nothingWaits: "Nothing waits for you",
  nothingWaitsHelp:
    "What others send for your approval comes here, what you own and have yet to sign, and releases that you can publish.",
  comments: "Comments that wait for your word",
  attention: "Yours, and running out or broken",
  nothingBreaks: (owned: number): string =>
    owned === 0
      ? "You own nothing yet. What you own and runs out comes here."
      : `Nothing. You own ${counted(owned, "asset")}, and all of it stands.`,
  drafts: "Your drafts",
  nothingDrafted: "No drafts. What you change and have not made a revision of comes here.",
} as const;
