import { violationsOn } from "./support/axe.ts";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

const block = "hero.alpine-season.web.de";
const request = "Hüttenwochenenden für Familien";
const tooLong = "Die Saison beginnt dort oben, wo der Weg steil wird!";

// Colours are judged when they have arrived, not on their way.
test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const theme of ["Light", "Dark"] as const) {
  test.describe(`nobody is kept out, in ${theme.toLowerCase()}`, () => {
    test.describe.configure({ timeout: 240_000 });

    /** Opens a screen and judges it; the others are judged whatever comes of it. */
    type Screen = (name: string, open: () => Promise<unknown>) => Promise<void>;
    const judged = test.extend<{ screen: Screen }>({
      screen: async ({ studio: { page } }, use) => {
        await use((name, open) =>
          test.step(name, async () => {
            await open();
            expect.soft(await violationsOn(page), `${name}, ${theme.toLowerCase()}`).toEqual([]);
          }),
        );
      },
    });

    judged("by the front door, the settings and Home", async ({ sample, studio: { signInPage }, screen }) => {
      await sample.signInAs(people.nele);
      await sample.settings.chooseTheme(theme);
      await screen("Settings", () => sample.settings.open());
      await screen("Home", () => sample.frame.goTo("Home"));
      await screen("Sign in", () => signInPage.signOut());
    });

    judged("by Content and the palette", async ({ sample, studio: { page }, screen }) => {
      const { palette, content, settings } = sample;
      await sample.signInAs(people.jonas);
      await settings.chooseTheme(theme);
      await screen("A block", () => content.open(block));
      await screen("A block that breaks a limit", () => content.editorOf(block).write("Headline", tooLong));
      await screen("A block type", () => content.openType("type.hero"));
      await screen("Command palette", async () => {
        await palette.open();
        await page.keyboard.type("alp");
        await expect(palette.option(block)).toBeVisible();
      });
    });

    judged("by Audiences, Rules and Releases", async ({ sample, screen }) => {
      const { audiences, rules, releases, settings } = sample;
      await sample.signInAs(people.mara);
      await settings.chooseTheme(theme);
      await screen("An audience", () => audiences.open("returning-hikers"));
      await screen("A rule", () => rules.open("rule.season-start.web.de"));
      await screen("Releases", () => releases.open());
      await screen("Signing as an owner", () => releases.startSigning());
    });

    judged("by Reviews", async ({ sample, screen }) => {
      const { reviews, settings } = sample;
      await sample.signInAs(people.nele);
      await settings.chooseTheme(theme);
      await screen("Reviews", () => reviews.openList());
      await screen("A request", () => reviews.open(request));
      await screen("Signing an approval", async () => {
        await reviews.request(request).lookAtAll();
        await reviews.request(request).startApproval();
      });
    });

    judged("by Audit and People", async ({ sample, screen }) => {
      const { audit, content, settings } = sample;
      await sample.signInAs(people.nele);
      await settings.chooseTheme(theme);
      await screen("Audit", () => audit.open());
      await screen("The life of an asset", async () => {
        await content.open(block);
        await audit.openLifeOf(block);
      });
      await screen("People", () => sample.people.open());
      await screen("A person's rights", () => sample.people.show("Who can do what"));
      await screen("The policy", () => sample.people.show("Policy"));
      await screen("Adding a person", () => sample.people.startAdding());
    });
  });
}
