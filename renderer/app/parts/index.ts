import { Blocks } from "lucide-react";
import { type Feature, lazyPage } from "../feature.ts";
import { navigate } from "../navigation.ts";

/** Every component in all its states on one sheet: for whoever builds screens, and for the accessibility tests. */
export const parts: Feature = {
  id: "parts",
  title: "Parts",
  commands: [{ id: "parts.show", title: "Show all parts", icon: Blocks, run: () => navigate("parts") }],
  page: lazyPage(() => import("./parts-page.tsx")),
};
