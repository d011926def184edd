import { FileDown } from "lucide-react";
import { type Feature, lazyPage } from "#renderer/app/feature.ts";
import { navigate } from "#renderer/app/navigation.ts";

/** Attributes and events out of tables, schemas and samples. Their lists and editors are views of the rules. */
export const data: Feature = {
  id: "data",
  title: "Import data",
  commands: [
    { id: "data.import", title: "Import attributes and events…", icon: FileDown, run: () => navigate("data") },
  ],
  page: lazyPage(() => import("./page.tsx")),
};
