import { CaseLower, LayoutPanelTop, LayoutTemplate, Plus, Shapes, Tags } from "lucide-react";
import { type Feature, lazyPage } from "#renderer/app/feature.ts";
import { navigate } from "#renderer/app/navigation.ts";

/** Blocks and block types: what may be said, and how far. */
export const content: Feature = {
  id: "content",
  title: "Content",
  nav: { label: "Content", icon: LayoutTemplate, group: "author", keys: "g c" },
  commands: [
    { id: "content.new", title: "New block", icon: Plus, run: () => navigate("content", { new: "1" }) },
    {
      id: "content.types",
      title: "Show block types",
      icon: Shapes,
      run: () => navigate("content", { kind: "blockType" }),
    },
    {
      id: "content.templates",
      title: "Show templates",
      icon: LayoutPanelTop,
      run: () => navigate("content", { kind: "template" }),
    },
    {
      id: "content.vocabularies",
      title: "Show tag vocabularies",
      icon: Tags,
      run: () => navigate("content", { kind: "tagVocabulary" }),
    },
    {
      id: "content.names",
      title: "Show naming conventions",
      icon: CaseLower,
      run: () => navigate("content", { kind: "namingConvention" }),
    },
  ],
  page: lazyPage(() => import("./page.tsx")),
};
