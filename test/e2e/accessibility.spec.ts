import { ConditionPage } from "./pages/condition-page.ts";
import { DataPage } from "./pages/data-page.ts";
import { PicturesPage } from "./pages/pictures-page.ts";
import { TemplatesPage } from "./pages/template-editor.ts";
import { violationsOn } from "./support/axe.ts";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

const block = "hero.alpine-season.web.de";
const request = "Hüttenwochenenden für Familien";
const tooLong = "Die Saison beginnt dort oben, wo der Weg steil wird!";

for (const theme of ["Light", "Dark"] as const) {
  test.describe(`nobody is kept out, in ${theme.toLowerCase()}`, () => {
    test.describe.configure({ timeout: 240_000 });

    /** Opens a screen and judges it; the others are judged whatever comes of it. */
    type Judge = (name: string, open: () => Promise<unknown>) => Promise<void>;
    const judged = test.extend<{ judge: Judge }>({
      judge: async ({ studio: { page } }, use) => {
        // Colours are judged when they have arrived, not on their way.
        await page.emulateMedia({ reducedMotion: "reduce" });
        await use((name, open) =>
          test.step(name, async () => {
            await open();
            expect.soft(await violationsOn(page), `${name}, ${theme.toLowerCase()}`).toEqual([]);
          }),
        );
      },
    });

    judged("by the front door, the settings and Home", async ({ sample, studio: { signInPage }, judge }) => {
      await sample.signInAs(people.nele);
      await sample.settings.chooseTheme(theme);
      await judge("Settings", () => sample.settings.open());
      await judge("Home", () => sample.frame.goTo("Home"));
      await judge("Sign in", () => signInPage.signOut());
    });

    judged("by Content and the palette", async ({ sample, studio: { page }, judge }) => {
      const { palette, content, settings } = sample;
      await sample.signInAs(people.jonas);
      await settings.chooseTheme(theme);
      await judge("A block", () => content.open(block));
      await judge("A block that breaks a limit", () => content.editorOf(block).write("Headline", tooLong));
      await judge("A block type", () => content.openType("type.hero"));
      await judge("Command palette", async () => {
        await palette.open();
        await page.keyboard.type("alp");
        await expect(palette.option(block)).toBeVisible();
      });
    });

    judged("by Pictures, In and out, and what has drifted", async ({ sample, studio: { page }, judge }) => {
      const { palette, content, settings } = sample;
      const pictures = new PicturesPage(page);
      await sample.signInAs(people.priya);
      await settings.chooseTheme(theme);
      await judge("A picture", async () => {
        await pictures.show();
        await pictures.choose("image.ridge-at-dawn");
      });
      await judge("A field of a block type", async () => {
        const editor = await content.openType("type.offer");
        await editor.root.getByRole("button", { name: "Open Headline" }).click();
      });
      await judge("In and out", async () => {
        await palette.open();
        await palette.choose("import", "Import…");
        await expect(page.getByRole("heading", { level: 1, name: "In and out" })).toBeVisible();
      });
      await judge("What has drifted", async () => {
        await palette.open();
        await palette.choose("drifted", "Show what has drifted");
        await expect(page.getByRole("heading", { level: 1, name: "What has drifted" })).toBeVisible();
      });
    });

    judged("by Templates and a preview that is open large", async ({ sample, studio: { page }, judge }) => {
      const templates = new TemplatesPage(page);
      await sample.signInAs(people.nele);
      await sample.settings.chooseTheme(theme);
      await judge("A template", async () => {
        await templates.show();
        const editor = await templates.choose("template.web-hero");
        await editor.openSlot("Who we are");
        await expect(editor.inPreview("Who we are, fixed")).toBeVisible();
      });
      await judge("A preview that is open large", () => page.keyboard.press("ControlOrMeta+Shift+F"));
    });

    judged("by Audiences, Rules and Releases", async ({ sample, studio: { page }, judge }) => {
      const { audiences, palette, rules, releases, settings } = sample;
      await sample.signInAs(people.mara);
      await settings.chooseTheme(theme);
      await judge("An audience", () => audiences.open("returning-hikers"));
      await judge("A condition as rows", () => new ConditionPage(page).show("Builder"));
      await judge("A rule", () => rules.open("rule.season-start.web.de"));
      await judge("A guardrail", () => rules.open("rule.quiet-at-night"));
      await judge("All rules together", async () => {
        await palette.open();
        await palette.choose("analyse", "Analyse all rules together");
        await expect(page.getByRole("heading", { level: 1, name: "Analysis" })).toBeVisible();
      });
      await judge("Import of a data dictionary", () => new DataPage(page).open());
      await judge("Releases", () => releases.open());
      await judge("Signing as an owner", () => releases.startSigning());
    });

    judged("by Reviews", async ({ sample, judge }) => {
      const { reviews, settings } = sample;
      await sample.signInAs(people.nele);
      await settings.chooseTheme(theme);
      await judge("Reviews", () => reviews.openList());
      await judge("A request", () => reviews.open(request));
      await judge("Signing an approval", async () => {
        await reviews.request(request).lookAtAll();
        await reviews.request(request).startApproval();
      });
    });

    judged("by Audit and People", async ({ sample, judge }) => {
      const { audit, content, settings } = sample;
      await sample.signInAs(people.nele);
      await settings.chooseTheme(theme);
      await judge("Audit", () => audit.open());
      await judge("The life of an asset", async () => {
        await content.open(block);
        await audit.openLifeOf(block);
      });
      await judge("People", () => sample.people.open());
      await judge("A person's rights", () => sample.people.show("Who can do what"));
      await judge("The policy", () => sample.people.show("Policy"));
      await judge("Adding a person", () => sample.people.startAdding());
    });
  });
}
