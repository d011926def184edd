import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { writeFileAtomic } from "../keys/atomic-file.ts";

export const usualSize = { width: 1440, height: 900 } as const;
export const leastSize = { width: 1024, height: 700 } as const;

const bounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });
export type Bounds = z.infer<typeof bounds>;

const windowState = z.strictObject({ bounds, maximized: z.boolean() });
export type WindowState = z.infer<typeof windowState>;

/**
 * Where the window was last.
 * @param screens the areas of the displays that are there now: a window is only put back where one shows it.
 */
export function recallWindow(path: string, screens: readonly Bounds[]): WindowState | undefined {
  try {
    const state = windowState.parse(JSON.parse(readFileSync(path, "utf8")));
    return screens.some((screen) => overlaps(state.bounds, screen)) ? state : undefined;
  } catch {
    // Never written, or not by this version: the usual size is a good one.
    return undefined;
  }
}

export function rememberWindow(path: string, state: WindowState): void {
  if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileAtomic(path, JSON.stringify(state));
}

/** Enough of the window's head is on the screen to take hold of it. */
function overlaps(window: Bounds, screen: Bounds): boolean {
  const grip = 64;
  return (
    window.x + window.width > screen.x + grip &&
    window.x < screen.x + screen.width - grip &&
    window.y >= screen.y &&
    window.y < screen.y + screen.height - grip
  );
}
