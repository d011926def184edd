import { Plus, Users } from "lucide-react";
import { type Feature, lazyPage } from "#renderer/app/feature.ts";
import { navigate } from "#renderer/app/navigation.ts";

/** Who is meant: conditions with a name. */
export const audiences: Feature = {
  id: "audiences",
  title: "Audiences",
  nav: { label: "Audiences", icon: Users, group: "author", keys: "g a" },
  commands: [
    { id: "audiences.new", title: "New audience", icon: Plus, run: () => navigate("audiences", { new: "1" }) },
  ],
  page: lazyPage(() => import("./page.tsx")),
};
