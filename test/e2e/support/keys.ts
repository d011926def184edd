import { expect, type Locator } from "@playwright/test";

/** More stops than any screen has. */
const mostPresses = 150;

/** Presses Tab until an element has the focus, as whoever uses no pointer does. */
export async function tabTo(target: Locator): Promise<void> {
  const focused = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement);
  const { keyboard } = target.page();
  for (let presses = 0; presses < mostPresses && !(await focused()); presses += 1) await keyboard.press("Tab");
  await expect(target).toBeFocused();
}
