import { Contrast, Keyboard, Settings2 } from "lucide-react";
import { type Feature, lazyPage } from "./feature.ts";
import { showShortcuts } from "./shortcuts-dialog.tsx";
import { useTheme } from "./theme.ts";

/** How the studio looks on this computer, and what it is. */
export const settings: Feature = {
  id: "settings",
  title: "Settings",
  nav: { label: "Settings", icon: Settings2, group: "house", keys: "g s" },
  commands: [
    {
      id: "settings.theme.dark",
      title: "Use the dark theme",
      icon: Contrast,
      run: () => useTheme.getState().choose("dark"),
    },
    {
      id: "settings.theme.light",
      title: "Use the light theme",
      icon: Contrast,
      run: () => useTheme.getState().choose("light"),
    },
    {
      id: "settings.theme.system",
      title: "Use the theme of this computer",
      icon: Contrast,
      run: () => useTheme.getState().choose("system"),
    },
    { id: "settings.shortcuts", title: "Show all shortcuts", icon: Keyboard, keys: "?", run: showShortcuts },
  ],
  page: lazyPage(() => import("./settings.tsx")),
};
