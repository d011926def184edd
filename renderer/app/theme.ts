import { create } from "zustand";
import { recall, remember } from "./memory.ts";

/** What a person chose; `system` follows the computer. */
export const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const isChoice = (value: string | undefined): value is ThemeChoice => themeChoices.some((choice) => choice === value);

function recalled(): ThemeChoice {
  const value = recall("theme");
  return isChoice(value) ? value : "system";
}

interface ThemeState {
  choice: ThemeChoice;
  choose: (choice: ThemeChoice) => void;
}

/** The chosen theme; remembered on this computer. */
export const useTheme = create<ThemeState>()((set) => ({
  choice: recalled(),
  choose: (choice) => {
    remember("theme", choice === "system" ? undefined : choice);
    set({ choice });
  },
}));

/** The theme to show for a choice. */
export function shownTheme(choice: ThemeChoice, systemDark: boolean): "light" | "dark" {
  if (choice !== "system") return choice;
  return systemDark ? "dark" : "light";
}

/** Puts the theme on <html> and keeps it there as the choice or the computer changes. Called once, at the start. */
export function followTheme(): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = (): void => {
    document.documentElement.dataset["theme"] = shownTheme(useTheme.getState().choice, system.matches);
  };
  apply();
  useTheme.subscribe(apply);
  system.addEventListener("change", apply);
}
