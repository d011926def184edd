import { MessagesSquare } from "lucide-react";
import { type Feature, lazyPage } from "#renderer/app/feature.ts";
import { navigate } from "#renderer/app/navigation.ts";
import { words } from "./strings.ts";

/** What people say to one another about assets. Reached from Home and the palette; threads open at their field. */
export const comments: Feature = {
  id: "comments",
  title: words.title,
  commands: [{ id: "comments.show", title: words.showAll, icon: MessagesSquare, run: () => navigate("comments", {}) }],
  page: lazyPage(() => import("./page.tsx")),
};
