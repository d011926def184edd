import { FileDown, FileUp } from "lucide-react";
import { type Feature, lazyPage } from "#renderer/app/feature.ts";
import { navigate } from "#renderer/app/navigation.ts";

/** Files that come in and go out: other products' exports, spreadsheets, translations, the workspace as a folder. */
export const exchange: Feature = {
  id: "exchange",
  title: "In and out",
  commands: [
    { id: "exchange.import", title: "Import…", icon: FileDown, run: () => navigate("exchange") },
    { id: "exchange.export", title: "Export…", icon: FileUp, run: () => navigate("exchange", { way: "out" }) },
  ],
  page: lazyPage(() => import("./page.tsx")),
};
