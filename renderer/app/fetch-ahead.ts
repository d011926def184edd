import { Studio } from "./app.tsx";
import { allFeatures } from "./registry.ts";

/**
 * Fetches the studio, then its screens one after another in the order of the rail, while the page has nothing else to do:
 * whoever goes to one does not wait for its code. Code editors are not among them; they come with the first that is shown.
 * What cannot be fetched now is fetched, and its failure shown, when somebody goes there.
 */
export async function fetchAhead(): Promise<void> {
  await fetchWhenIdle(Studio.fetch);
  for (const { page } of allFeatures()) await fetchWhenIdle(page.fetch);
}

async function fetchWhenIdle(fetch: () => Promise<unknown>): Promise<void> {
  await new Promise((idle) => requestIdleCallback(idle, { timeout: 2000 }));
  await fetch().catch(() => {});
}
