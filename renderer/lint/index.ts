import { SearchCheck } from "lucide-react";
import { type Feature, lazyPage } from "#renderer/app/feature.ts";
import { navigate } from "#renderer/app/navigation.ts";

/** What has drifted in the workspace, and the mend of each. Reached from Home's risk board and the palette. */
export const lint: Feature = {
  id: "lint",
  title: "What has drifted",
  commands: [{ id: "lint.show", title: "Show what has drifted", icon: SearchCheck, run: () => navigate("lint", {}) }],
  page: lazyPage(() => import("./page.tsx")),
};
