import { create } from "zustand";
import { formatRoute, parseRoute, type Route } from "./route.ts";

const startScreen = "home";

interface NavigationState {
  route: Route;
}

const useNavigation = create<NavigationState>()(() => ({
  route: parseRoute(globalThis.location?.hash ?? "", startScreen),
}));

// The location is the truth: links, the back button and `navigate` all end here.
globalThis.window?.addEventListener("hashchange", () => {
  useNavigation.setState({ route: parseRoute(location.hash, startScreen) });
});

/** Where the person is; renders again when that changes. */
export function useRoute(): Route {
  return useNavigation((state) => state.route);
}

/** Where the person is, outside React. */
export function currentRoute(): Route {
  return useNavigation.getState().route;
}

/** Parameters as callers have them; those that are absent are left out of the place. */
export type Params = Readonly<Record<string, string | undefined>>;

const placeOf = (screen: string, params: Params): Route => ({
  screen,
  params: Object.fromEntries(
    Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ),
});

/** The link to a place, for `href`. `params.id` is the asset, request, release … that the screen shows. */
export function hrefTo(screen: string, params: Params = {}): string {
  return formatRoute(placeOf(screen, params));
}

/** Goes to a place. `replace` leaves no step to go back to: for filters, tabs and moves within a list. */
export function navigate(screen: string, params: Params = {}, { replace = false }: { replace?: boolean } = {}): void {
  const hash = hrefTo(screen, params);
  if (hash === location.hash) return;
  if (replace) {
    history.replaceState(null, "", hash);
    useNavigation.setState({ route: placeOf(screen, params) });
  } else {
    location.hash = hash;
  }
}

/** Changes some parameters of the place where the person is, without a step to go back to. */
export function changeParams(changes: Params): void {
  const { screen, params } = currentRoute();
  navigate(screen, { ...params, ...changes }, { replace: true });
}

export const goBack = (): void => history.back();
export const goForward = (): void => history.forward();
