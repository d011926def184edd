import { PackageCheck } from "lucide-react";
import { type Feature, lazyPage } from "#renderer/app/feature.ts";

/** What goes live next in each environment, who signs for it, and what is live now. */
export const releases: Feature = {
  id: "releases",
  title: "Releases",
  nav: { label: "Releases", icon: PackageCheck, group: "govern", keys: "g l" },
  page: lazyPage(() => import("./page.tsx")),
};
