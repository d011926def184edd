import { ScrollText } from "lucide-react";
import { type Feature, lazyPage } from "#renderer/app/feature.ts";

/** Who did what and when, who owned what at any date, and the proof of it. */
export const audit: Feature = {
  id: "audit",
  title: "Audit",
  nav: { label: "Audit", icon: ScrollText, group: "govern", keys: "g u" },
  page: lazyPage(() => import("./page.tsx")),
};
