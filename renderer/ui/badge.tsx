import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { type Status, statusLook, type Tone } from "./status.ts";

/** A short word with a tone. Give it an icon unless the word alone says it. */
export function Badge({
  tone = "mute",
  icon: Icon,
  children,
}: {
  tone?: Tone;
  icon?: LucideIcon;
  children: ReactNode;
}) {
  return (
    <span className={classes("badge", `tone-${tone}`, !Icon && "badge-plain")}>
      {Icon && <Icon className="icon" aria-hidden />}
      {children}
    </span>
  );
}

/** How an asset stands, in icon and word. `children` replaces the word: “Draft, revision 5”. */
export function StatusBadge({ status, children }: { status: Status; children?: ReactNode }) {
  const { icon, tone, word } = statusLook[status];
  return (
    <Badge tone={tone} icon={icon}>
      {children ?? word}
    </Badge>
  );
}

/** The icon of a status for a list row; its word is read aloud and shown on hover. */
export function StatusMark({ status }: { status: Status }) {
  const { icon: Icon, tone, word } = statusLook[status];
  return (
    <span className={`status-mark tone-${tone}`} role="img" aria-label={word} title={word}>
      <Icon className="icon" aria-hidden />
    </span>
  );
}

/** A tone's text with its icon, without a ground. */
export function ToneText({ tone, icon: Icon, children }: { tone: Tone; icon?: LucideIcon; children: ReactNode }) {
  return (
    <span className={`row small tone-${tone}`}>
      {Icon && <Icon className="icon icon-sm" aria-hidden />}
      <span>{children}</span>
    </span>
  );
}

/** What happened to an asset between two releases. */
export function ChangeMark({ change }: { change: "added" | "changed" | "removed" }) {
  const look = { added: ["+", "New"], changed: ["~", "Changed"], removed: ["−", "Retired"] }[change];
  return (
    <span className={`change-mark change-${change}`} role="img" aria-label={look[1]} title={look[1]}>
      {look[0]}
    </span>
  );
}

/** How an environment stands: dot in order, ring in part, diamond refused. `label` says it in words. */
export function Light({ tone, label }: { tone: "ok" | "attn" | "danger" | "mute"; label: string }) {
  return (
    <span
      className={classes("light", tone !== "mute" && `light-${tone}`)}
      role="img"
      aria-label={label}
      title={label}
    />
  );
}
