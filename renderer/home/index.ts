import { House } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "#renderer/app/feature.ts";

/** What needs whoever is signed in. */
export const home: Feature = {
  id: "home",
  title: "Home",
  nav: { label: "Home", icon: House, group: "start", keys: "g h" },
  page: lazy(() => import("./page.tsx")),
};
