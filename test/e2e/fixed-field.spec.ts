import type { Page } from "@playwright/test";
import { callHeader, type Reply } from "#shared/bridge.ts";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

const block = "hero.alpine-season.web.de";
const priceNote = "Preise inkl. MwSt., zzgl. Versand.";

/** Calls a contract as any script in the page could, past every screen. */
function callFromPage(page: Page, name: string, input: unknown): Promise<Reply> {
  return page.evaluate(
    async ([call, body, header]): Promise<Reply> => {
      if (window.studio) return window.studio.call(call, body);
      const headers = { "content-type": "application/json", [header.name]: header.value };
      const response = await fetch(`/api/call/${call}`, { method: "POST", headers, body: JSON.stringify(body) });
      return (await response.json()) as Reply;
    },
    [name, input, callHeader] as const,
  );
}

test("an editor reads a fixed field, with who owns it and why, and cannot write it", async ({ sample }) => {
  await sample.signInAs(people.jonas);
  const editor = await sample.content.open(block);
  const fixed = editor.fixedField("Price note");
  await expect(fixed).toContainText(priceNote);
  await expect(fixed).toContainText("owns this text");
  await expect(fixed.getByRole("textbox")).toHaveCount(0);
  await expect(fixed.locator("[contenteditable]")).toHaveCount(0);
  await expect(editor.field("Price note")).toHaveCount(0);
  await expect(editor.field("Headline")).toBeVisible();
  await expect(editor.preview).toContainText(priceNote);
});

test("a value for a fixed field is refused at the page's own bridge, whoever calls it and whatever comes with it", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.jonas);
  const got = await callFromPage(page, "assets.get", { asset: block });
  expect(got).toHaveProperty("value.body.copy");
  const { id, head, body } = (got as { value: { id: string; head: string; body: Record<string, object> } }).value;
  const withPriceNote = { ...body, disclosure: { base: { priceNote: { "de-DE": "Ohne Gewähr." } } } };
  const refusal = { error: { code: "FIXED_FIELD" } };

  const revised = await callFromPage(page, "assets.revise", { asset: id, base: head, body: withPriceNote });
  expect(revised).toMatchObject(refusal);
  const draft = { asset: id, base: head, body: withPriceNote, version: 1 };
  expect(await callFromPage(page, "assets.saveDraft", draft)).toMatchObject(refusal);
  expect(await callFromPage(page, "assets.get", { asset: block })).toMatchObject({
    value: { head, body, draft: null },
  });
});
