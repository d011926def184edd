import type { LucideIcon } from "lucide-react";
import { type ComponentType, createElement, lazy, useState } from "react";
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
export type LazyPage = ComponentType<PageProps> & { readonly fetch: () => Promise<unknown> };

/**
 * `lazyPage(() => import("./page.tsx"))`. A page that was fetched ahead is drawn at once: `lazy` alone would show its
 * fallback all the same, and React keeps a fallback on the screen for a third of a second.
 */
export function lazyPage(load: () => Promise<{ default: ComponentType<PageProps> }>): LazyPage {
  let loaded: ComponentType<PageProps> | undefined;
  const fetch = async () => {
    const page = await load();
    loaded = page.default;
    return page;
  };
  const Late = lazy(fetch);
  function Page(props: PageProps) {
    // Chosen once, so that a page that comes while it is waited for is not begun twice.
    const [shown] = useState(() => ({ Shown: loaded ?? Late }));
    return createElement(shown.Shown, props);
  }
  return Object.assign(Page, { fetch });
}

/** What every page is given. */
export interface PageProps {
  route: Route;
}
