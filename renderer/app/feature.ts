import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import { type Lazy, lazily } from "./lazy.ts";
import type { Route } from "./route.ts";

/** Something a person can do from the palette or by a shortcut. */
export interface Command {
  /** Unique: `content.new`. */
  id: string;
  /** A verb and its object: “New block”. */
  title: string;
  icon?: LucideIcon;
  /** `mod+enter`, `g r`; see renderer/ui/shortcut.ts. */
  keys?: string;
  /** In grey after the title. */
  note?: string;
  /** Why it cannot be done now, in words; asked each time it is shown or run. */
  disabledReason?: () => string | undefined;
  run: () => void | Promise<void>;
  /** Also a line of the menu behind the workspace's or the person's name. */
  menu?: "workspace" | "account";
}

/** A count beside a feature in the rail; `mine` when the things counted wait for this person. */
export interface NavCount {
  count: number;
  mine: boolean;
}

export interface NavItem {
  label: string;
  icon: LucideIcon;
  /** Rail: start, what is authored, what is governed, the house at the foot. */
  group: "start" | "author" | "govern" | "house";
  /** The shortcut that leads here, such as `g c`. */
  keys?: string;
  /** A hook; the rail shows what it returns. */
  useCount?: () => NavCount | undefined;
}

/**
 * What one feature adds to the studio: a value without side effects, placed in features.ts.
 * `id` is the screen's name in a route: `#/content`.
 */
export interface Feature {
  id: string;
  /** Its name in window titles. */
  title: string;
  /** Absent: reached by links and the palette alone. */
  nav?: NavItem;
  commands?: readonly Command[];
  page: LazyPage;
}

/** A page that is fetched when it is first shown, or ahead of that by `fetch`. */
export type LazyPage = Lazy<PageProps>;

/** `lazyPage(() => import("./page.tsx"))`. */
export const lazyPage: (load: () => Promise<{ default: ComponentType<PageProps> }>) => LazyPage = lazily;

/** What every page is given. */
export interface PageProps {
  route: Route;
}
