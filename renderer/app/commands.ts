import { useEffect } from "react";
import { create } from "zustand";
import { showToast } from "#renderer/ui/index.ts";
import type { Command } from "./feature.ts";
import { navigate } from "./navigation.ts";
import { allFeatures } from "./registry.ts";

/** Commands under a heading of the palette. */
export interface CommandGroup {
  heading: string;
  commands: readonly Command[];
}

interface CommandState {
  /** What the pages in sight offer, the latest first. */
  here: readonly CommandGroup[];
}

const useCommandState = create<CommandState>()(() => ({ here: [] }));

/**
 * Offers commands while a component is in sight: “For this block” → Send for review.
 * Keep `commands` stable (useMemo), as every new array offers them anew.
 */
export function useCommands(heading: string, commands: readonly Command[]): void {
  useEffect(() => {
    const group: CommandGroup = { heading, commands };
    useCommandState.setState(({ here }) => ({ here: [group, ...here] }));
    return () => useCommandState.setState(({ here }) => ({ here: here.filter((other) => other !== group) }));
  }, [heading, commands]);
}

/** The commands that lead to each screen of the rail. */
function goToCommands(): Command[] {
  return allFeatures().flatMap(({ id, nav }) =>
    nav ? [{ id: `go.${id}`, title: nav.label, icon: nav.icon, keys: nav.keys, run: () => navigate(id) }] : [],
  );
}

/** Every command there is now, under its heading, the nearest first. */
export function commandGroups(): CommandGroup[] {
  const general = allFeatures().flatMap((feature) => feature.commands ?? []);
  return [
    ...useCommandState.getState().here,
    { heading: "Do", commands: general },
    { heading: "Go to", commands: goToCommands() },
  ];
}

/** The same, rendered again as pages come and go. */
export function useCommandGroups(): CommandGroup[] {
  useCommandState((state) => state.here);
  return commandGroups();
}

/** Finds a command by its id, such as `key.unlock`, for a part of the frame that offers it when it exists. */
export function findCommand(id: string): Command | undefined {
  return commandGroups()
    .flatMap((group) => group.commands)
    .find((command) => command.id === id);
}

/** Runs a command, or says why it cannot be run. What it throws is said in its own words. */
export function runCommand(command: Command): void {
  const refusal = command.disabledReason?.();
  if (refusal !== undefined) {
    showToast({ text: refusal });
    return;
  }
  void (async () => {
    try {
      await command.run();
    } catch (reason) {
      sayFailure(reason);
    }
  })();
}

/** Says what went wrong where no place on the screen says it. */
export function sayFailure(reason: unknown): void {
  const text = reason instanceof Error ? reason.message : "That did not work. Try it again.";
  showToast({ text, stays: true, tone: "danger" });
}
