import type { KindName } from "#shared/assets/kind.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Place, Thread, WaitingThread } from "#shared/comments/model.ts";
import { baseVariant } from "#shared/content/model.ts";
import type { BlockTypeBody, Field } from "#shared/taxonomy/model.ts";
import { capital, counted } from "#renderer/app/words.ts";

export const words = {
  title: "Comments",
  showAll: "Show all comments",
  none: "No comments yet",
  add: "Comment on the whole",
  here: "Comment on this field",
  placeholder: "Say what you mean. @ mentions somebody.",
  change: "Request a change",
  changePlaceholder: "What should it say, and why?",
  kept: "Kept in the journal",
  another: "Begin another thread",
  whole: "The whole asset",
  nothingWaits: "Nothing waits for your word",
  nothingWaitsHelp:
    "Threads in which somebody mentions you, speaks of what you own, or answers you come here until you have spoken last or they are resolved.",
  nothingOpen: "No open threads",
  nothingOpenHelp: "A thread begins at a field of a block, or in the inspector of any asset.",
  nothingResolved: "Nothing has been resolved yet",
  nothingResolvedHelp: "Resolved threads come here, with what was said in them.",
  retired: "What is retired can be read, and not talked about any more.",
} as const;

/** Why a thread waits, before the name of who spoke last. */
export const becauseWords: Readonly<Record<WaitingThread["because"], string>> = {
  mentioned: "mentions you",
  owned: "about what you own",
  answered: "answers you",
};

/** What a body and its type say of their fields, for the name of a place. */
export interface Labels {
  readonly kind: KindName;
  readonly body: Body | null;
  readonly type: BlockTypeBody | undefined;
}

/** A field as its editor calls it. */
export function fieldLabel({ kind, body, type }: Labels, { part, field }: Pick<Place, "part" | "field">): string {
  const fields = kind === "blockType" ? (body?.settings?.["fields"] as Field[] | undefined) : type?.settings.fields;
  const known = fields?.find((one) => one.name === field && one.part === part);
  return known?.label ?? capital(field);
}

/** “Headline · Members · de-DE”. */
export function placeLabel(labels: Labels, place: Place | null): string {
  if (place === null) return words.whole;
  const variants = labels.body?.settings?.["variants"] as { id: string; label: string }[] | undefined;
  const variant =
    place.variant === null || place.variant === baseVariant
      ? undefined
      : (variants?.find((one) => one.id === place.variant)?.label ?? place.variant);
  const locale = place.locale === null || place.locale === "*" ? undefined : place.locale;
  return [fieldLabel(labels, place), variant, locale].filter(Boolean).join(" · ");
}

/** How a mark reads aloud. */
export const markLabel = (open: number, label: string): string =>
  open === 0 ? `Comment on ${label}` : `${counted(open, "open thread")} on ${label}`;

/** What a thread comes to in one line: its first words, and how many answered. */
export function gist({ comments }: Thread): { text: string; answers: string } {
  const standing = comments.filter((one) => !one.withdrawn);
  const more = standing.length - 1;
  return { text: standing[0]?.text ?? "", answers: more > 0 ? counted(more, "answer") : "" };
}
