import { Plus, ScanSearch, Split } from "lucide-react";
import { type Feature, lazyPage } from "#renderer/app/feature.ts";
import { navigate } from "#renderer/app/navigation.ts";

/** Who gets what where, and what that stands on: placements, the data dictionary, consents. */
export const rules: Feature = {
  id: "rules",
  title: "Rules",
  nav: { label: "Rules", icon: Split, group: "author", keys: "g r" },
  commands: [
    { id: "rules.new", title: "New rule", icon: Plus, run: () => navigate("rules", { new: "1" }) },
    {
      id: "rules.analysis",
      title: "Analyse all rules together",
      icon: ScanSearch,
      run: () => navigate("rules", { view: "analysis" }),
    },
  ],
  page: lazyPage(() => import("./page.tsx")),
};
