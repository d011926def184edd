import type { Page } from "@playwright/test";
import { callHeader } from "#shared/bridge.ts";
import { png } from "#test/support/pictures.ts";
import { PicturesPage } from "./pages/pictures-page.ts";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

/** Lets heroes show wide pictures alone, as a revision of their type. */
async function limitPictures(page: Page, minWidth: number): Promise<void> {
  const call = async (name: string, input: unknown): Promise<unknown> =>
    page.evaluate(
      async ([called, body, header]): Promise<unknown> => {
        if (window.studio) return window.studio.call(called, body);
        const headers = { "content-type": "application/json", [header.name]: header.value };
        const response = await fetch(`/api/call/${called}`, { method: "POST", headers, body: JSON.stringify(body) });
        return response.json() as Promise<unknown>;
      },
      [name, input, callHeader] as const,
    );
  const got = (await call("assets.get", { asset: "type.hero" })) as {
    value: { id: string; head: string; body: { settings: { fields: { name: string; limits: object }[] } } };
  };
  const { id, head, body } = got.value;
  for (const field of body.settings.fields) if (field.name === "picture") field.limits = { picture: { minWidth } };
  expect(await call("assets.revise", { asset: id, base: head, body })).toHaveProperty("value");
}

const file = (name: string, bytes: Uint8Array) => ({ name, mimeType: "image/png", buffer: Buffer.from(bytes) });

test("a picture is added, given its focal point, chosen for a block and seen in its preview", async ({
  sample,
  studio: { page },
}) => {
  const pictures = new PicturesPage(page);
  await sample.signInAs(people.nele);
  await pictures.show();
  await expect(pictures.row("image.ridge-at-dawn").locator("img")).toBeVisible();
  await pictures.add(file("wide.png", png(1600, 900)), "Wide view", "A wide grey view");
  await expect(page.getByText("1600 × 900 px, PNG")).toBeVisible();
  await pictures.point.press("Shift+ArrowRight");
  await expect(page.getByText("Stays in sight: 60 % from the left, 50 % from the top")).toBeVisible();

  await page.getByRole("combobox", { name: "What the list shows" }).click();
  await page.getByRole("option", { name: "Blocks", exact: true }).click();
  const editor = await sample.content.choose("hero.generic.web");
  await expect(editor.preview.getByRole("img", { name: "A ridge in the first light" })).toBeVisible();
  const offers = await pictures.offersFor("Picture");
  await offers.getByRole("option", { name: /Wide view/ }).click();
  await expect(editor.preview.getByRole("img", { name: "A wide grey view" })).toBeVisible();
});

test("a picture that is too small for a field is kept out in words, and one that fits is chosen", async ({
  sample,
  studio: { page },
}) => {
  const pictures = new PicturesPage(page);
  await sample.signInAs(people.nele);
  await pictures.show();
  await pictures.add(file("small.png", png(320, 180)), "Small view", "A small grey view");

  await limitPictures(page, 1200);
  const editor = await sample.content.open("hero.generic.web");
  const offers = await pictures.offersFor("Picture");
  const small = offers.getByRole("option", { name: /Small view/ });
  await expect(small).toHaveAttribute("aria-disabled", "true");
  await expect(small).toContainText("at least 1200 px wide; it is 320 × 180 px");
  await offers.getByRole("option", { name: /Summit in the morning/ }).click();
  await expect(editor.preview.getByRole("img", { name: "A summit in the morning sun" })).toBeVisible();
});
