import {
  Archive,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleX,
  Clock,
  ClockAlert,
  GitMerge,
  type LucideIcon,
  Radio,
  TriangleAlert,
} from "lucide-react";

/** The colours that say how something stands. A tone never stands without an icon or a word. */
export type Tone = "mute" | "ok" | "attn" | "danger" | "info" | "accent";

/** How an asset stands. When adding one: a row here, and a row on the parts page. */
export type Status =
  | "draft"
  | "inReview"
  | "approved"
  | "live"
  | "expires"
  | "expired"
  | "refused"
  | "conflict"
  | "broken"
  | "retired";

/** The icon, tone and word of each status. */
export const statusLook: Readonly<Record<Status, { icon: LucideIcon; tone: Tone; word: string }>> = {
  draft: { icon: CircleDashed, tone: "mute", word: "Draft" },
  inReview: { icon: CircleDot, tone: "attn", word: "In review" },
  approved: { icon: CircleCheck, tone: "ok", word: "Approved" },
  live: { icon: Radio, tone: "ok", word: "Live" },
  expires: { icon: Clock, tone: "attn", word: "Expires" },
  expired: { icon: ClockAlert, tone: "danger", word: "Expired" },
  refused: { icon: CircleX, tone: "danger", word: "Refused" },
  conflict: { icon: GitMerge, tone: "attn", word: "Conflict" },
  broken: { icon: TriangleAlert, tone: "danger", word: "Broken" },
  retired: { icon: Archive, tone: "mute", word: "Retired" },
};
