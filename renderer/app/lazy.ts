import { type ComponentType, createElement, lazy, useState } from "react";

/** A component that is fetched when it is first shown, or ahead of that by `fetch`. Shown inside a `Suspense`. */
export type Lazy<Props> = ComponentType<Props> & { readonly fetch: () => Promise<unknown> };

/**
 * `lazily(() => import("./page.tsx"))`. What was fetched ahead is drawn at once: React's `lazy` alone would show its
 * fallback all the same, and keep that on the screen for a third of a second.
 */
export function lazily<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>): Lazy<Props> {
  let loaded: ComponentType<Props> | undefined;
  const fetch = async () => {
    const module = await load();
    loaded = module.default;
    return module;
  };
  const Late: ComponentType<Props> = lazy(fetch);
  function Shown(props: Props) {
    // Chosen once, so that what comes while it is waited for is not begun twice.
    const [shown] = useState(() => ({ Component: loaded ?? Late }));
    return createElement(shown.Component, props);
  }
  return Object.assign(Shown, { fetch });
}
