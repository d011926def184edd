import { Hourglass, type LucideIcon, ShieldAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

export interface BannerProps {
  /** Danger is for a refusal that customers may have seen; amber waits for somebody. */
  tone: "danger" | "attn";
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  icon?: LucideIcon;
  /** Within a pane, with an edge, instead of across the page. */
  inset?: boolean;
}

/** Across the page: what happened, to whom, what is served instead, what to do. */
export function Banner({ tone, title, children, actions, icon, inset }: BannerProps) {
  const Icon = icon ?? (tone === "danger" ? ShieldAlert : Hourglass);
  return (
    <div
      className={classes("banner", `banner-${tone}`, inset && "banner-inset")}
      role={tone === "danger" ? "alert" : "status"}
    >
      <Icon className="icon" aria-hidden />
      <div>
        <b>{title}</b>
        {children && <p>{children}</p>}
      </div>
      {actions && <div className="banner-actions">{actions}</div>}
    </div>
  );
}
