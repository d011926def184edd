import { allFeatures } from "./registry.ts";

/**
 * Fetches the screens one after another while the page has nothing else to do, in the order of the rail: whoever goes to
 * one does not wait for its code. Code editors are not among them; they come with the first that is shown.
 */
export function fetchAhead(): void {
  const waiting = allFeatures().map((feature) => feature.page.fetch);
  const next = (): void => {
    const fetchPage = waiting.shift();
    // What cannot be fetched now is fetched, and its failure shown, when somebody goes there.
    if (fetchPage) void fetchPage().then(later, later);
  };
  const later = (): void => void requestIdleCallback(next, { timeout: 2000 });
  later();
}
