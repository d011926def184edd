import { IdCard } from "lucide-react";
import { type Feature, lazyPage } from "#renderer/app/feature.ts";

/** Who is in the workspace, what they may do, and the policy that says so. */
export const people: Feature = {
  id: "people",
  title: "People",
  nav: { label: "People", icon: IdCard, group: "house", keys: "g p" },
  page: lazyPage(() => import("./page.tsx")),
};
