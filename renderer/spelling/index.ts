import { BookA, SpellCheck } from "lucide-react";
import { type Feature, lazyPage } from "#renderer/app/feature.ts";
import { navigate } from "#renderer/app/navigation.ts";
import { showToast } from "#renderer/ui/index.ts";
import { checksSpelling, showNextMisspelt } from "./store.ts";
import { words } from "./strings.ts";

/** The spell checker: what a person taught it, and the way through what it found. Its marks stand in the editor of blocks. */
export const spelling: Feature = {
  id: "spelling",
  title: words.title,
  commands: [
    {
      id: "spelling.next",
      title: words.nextTitle,
      icon: SpellCheck,
      keys: "f7",
      disabledReason: () => (checksSpelling() ? undefined : words.off),
      run: () => {
        if (!showNextMisspelt()) showToast({ text: words.noneInSight });
      },
    },
    { id: "spelling.words", title: words.title, icon: BookA, run: () => navigate("spelling", {}) },
  ],
  page: lazyPage(() => import("./page.tsx")),
};
