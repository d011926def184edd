import type { Page } from "@playwright/test";
import { callHeader } from "#shared/bridge.ts";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";
import { VariantsPage } from "./pages/variants-page.ts";

const block = "hero.generic.web";
/** A block of the sample that everyone sees alike. */
const withoutVariants = "hero.generic.app";

test("CO-30 a variant by market is made, written, seen in its market and taken away again", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.nele);
  const editor = await sample.content.open(block);
  const variants = new VariantsPage(page);
  await variants.add({ markets: ["DE"], another: "at", name: "The Alps" });
  await expect(variants.tab("The Alps")).toContainText("AT, DE");
  await expect(page.getByText("From everyone, in en-GB").first()).toBeVisible();
  await variants.useOwnWords("Headline");
  await editor.write("Headline", "Only up here");
  await expect(page.getByText("Own words, in en-GB").first()).toBeVisible();

  await variants.market("No market");
  await expect(editor.preview).not.toContainText("Only up here");
  await variants.market("AT");
  await expect(editor.preview).toContainText("Only up here");

  await page.getByRole("button", { name: "Back to everyone’s" }).click();
  await expect(page.getByText("From everyone, in en-GB").first()).toBeVisible();
  await variants.choose("Remove this variant");
  await expect(variants.tab("The Alps")).toHaveCount(0);
});

test("CO-38 CO-39 who sees what is seen in one table, where the order changes from the keyboard", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.nele);
  await sample.content.open(withoutVariants);
  const variants = new VariantsPage(page);
  await variants.add({ markets: ["DE"], name: "Germany" });
  await variants.add({ markets: ["UK"], name: "Britain" });
  const table = await variants.whoSeesWhat();
  await expect(table.getByRole("rowheader").nth(0)).toContainText("Germany");
  await expect(table.getByRole("rowheader").last()).toContainText("Everyone");
  await table.getByRole("button", { name: "Try Britain earlier" }).focus();
  await page.keyboard.press("Enter");
  await expect(table.getByRole("rowheader").nth(0)).toContainText("Britain");
  await table
    .getByRole("row", { name: /Germany/ })
    .getByRole("button", { name: /inherited/ })
    .first()
    .click();
  await expect(variants.tab("Germany")).toHaveAttribute("aria-selected", "true");
});

test("CO-32 a variant that nobody can see is warned of where it is made", async ({ sample, studio: { page } }) => {
  await sample.signInAs(people.nele);
  await sample.content.open(block);
  const variants = new VariantsPage(page);
  await variants.add({ markets: ["DE", "UK"], name: "Two markets" });
  await variants.add({ markets: ["UK"], name: "One of them" });
  await expect(page.getByText(/Nobody can see “One of them”/).first()).toBeVisible();
});

test("IMG-16 a fixed picture is chosen from the library in its type, and seen in a block", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.nele);
  await fixPicture(page);
  await sample.content.open("hero.generic.app");
  const fixed = page.getByRole("group", { name: "Emblem, fixed" });
  await expect(fixed.locator("img")).toBeVisible();
  await expect(fixed).toContainText("1600 × 900 px");
});

/** Gives the type of app heroes a fixed picture, as a revision. */
async function fixPicture(page: Page): Promise<void> {
  const call = (name: string, input: unknown): Promise<unknown> =>
    page.evaluate(
      async ([called, body, header]): Promise<unknown> => {
        if (window.studio) return window.studio.call(called, body);
        const headers = { "content-type": "application/json", [header.name]: header.value };
        const response = await fetch(`/api/call/${called}`, { method: "POST", headers, body: JSON.stringify(body) });
        return response.json() as Promise<unknown>;
      },
      [name, input, callHeader] as const,
    );
  interface Got {
    readonly value: {
      readonly id: string;
      readonly head: string;
      readonly body: { settings: { type: string; fields: object[] }; visual?: object };
    };
  }
  const picture = ((await call("assets.get", { asset: "image.ridge-at-dawn" })) as Got).value;
  const hero = ((await call("assets.get", { asset: "hero.generic.app" })) as Got).value;
  const type = ((await call("assets.get", { asset: hero.body.settings.type })) as Got).value;
  const emblem = {
    name: "emblem",
    label: "Emblem",
    type: "image",
    part: "visual",
    mode: "fixed",
    required: true,
    localized: false,
    limits: {},
  };
  const body = {
    ...type.body,
    settings: { ...type.body.settings, fields: [...type.body.settings.fields, emblem] },
    visual: { ...type.body.visual, emblem: { "*": picture.id } },
  };
  expect(await call("assets.revise", { asset: type.id, base: type.head, body, note: "" })).toHaveProperty("value");
}
