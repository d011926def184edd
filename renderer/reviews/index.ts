import { Stamp } from "lucide-react";
import { type Feature, lazyPage, type NavCount } from "#renderer/app/feature.ts";
import { useRequests } from "./store.ts";

/** How many requests wait for whoever is signed in. */
function useCount(): NavCount | undefined {
  const { data } = useRequests();
  const count = data?.requests.filter((request) => request.mine).length ?? 0;
  return { count, mine: true };
}

/** What is proposed, and who has to agree. */
export const reviews: Feature = {
  id: "reviews",
  title: "Reviews",
  nav: { label: "Reviews", icon: Stamp, group: "govern", keys: "g v", useCount },
  page: lazyPage(() => import("./page.tsx")),
};
