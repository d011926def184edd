import { House } from "lucide-react";
import { type Feature, lazyPage } from "#renderer/app/feature.ts";

/** What needs whoever is signed in. */
export const home: Feature = {
  id: "home",
  title: "Home",
  nav: { label: "Home", icon: House, group: "start", keys: "g h" },
  page: lazyPage(() => import("./page.tsx")),
};
