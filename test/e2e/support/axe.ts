import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Everything in the page that breaks WCAG 2.x, level A or AA, as far as axe can tell: one line for each place.
 * What is still on its way is waited for, so that the screen is judged and not its beginning.
 */
export async function violationsOn(page: Page): Promise<string[]> {
  await expect(page.getByText(/ …$/)).toHaveCount(0);
  // Electron opens no second page, in which axe would join what it found in frames.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(wcag).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary?.replaceAll(/\s+/g, " ")}`,
    ),
  );
}
