import { dirname } from "node:path";
import type { Locator } from "@playwright/test";
import { make } from "#test/support/content.ts";
import { firstName, type Limit, limits, limitsBlock, limitsType } from "#test/support/limits.ts";
import { makeWorkspace } from "#test/support/workspace.ts";
import type { BlockEditor } from "./pages/block-editor.ts";
import { ContentPage } from "./pages/assets-page.ts";
import { expect, test as base } from "./support/studio.ts";

/** A studio with one block whose every field stands at its limit. */
const test = base.extend({
  template: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const workspace = await makeWorkspace({ clock: { now: Date.now, advance: () => {} } });
      await make(workspace, { kind: "attribute", name: "attr.first-name", by: "bea", body: firstName });
      const type = await make(workspace, { kind: "blockType", name: "type.doors", by: "bea", body: limitsType() });
      await make(workspace, { kind: "block", name: "doors.block", by: "bea", body: limitsBlock(type) });
      workspace.app.close();
      await use({ folder: dirname(workspace.options.path) });
      workspace.dispose();
    },
    { scope: "worker" },
  ],
});

/** As people type it: a price without its currency, a list one a line. */
function typed({ field: { type } }: Limit, value: Limit["past"]): string {
  if (Array.isArray(value)) return value.join("\n");
  return type === "price" ? String(value).replace("EUR ", "") : String(value);
}

const inputOf = (editor: BlockEditor, { field }: Limit): Locator =>
  field.type === "date" ? editor.root.getByLabel(field.label, { exact: true }) : editor.field(field.label);

test("TX-50 the screen marks each limit one past it, takes it back at it, and sends nothing that breaks one", async ({
  studio: { page, signIn },
}) => {
  await signIn("bea");
  const editor = await new ContentPage(page).open("doors.block");
  for (const limit of limits.filter(({ field }) => field.type !== "choice")) {
    const input = inputOf(editor, limit);
    await test.step(limit.field.name, async () => {
      await input.fill(typed(limit, limit.past));
      await expect(input).toHaveAttribute("aria-invalid", "true");
      await expect(editor.send).toHaveAttribute("aria-disabled", "true");
      await input.fill(typed(limit, limit.fits));
      await expect(input).not.toHaveAttribute("aria-invalid", "true");
    });
  }
});

test("TX-50 a choice offers what may be chosen, and nothing else", async ({ studio: { page, signIn } }) => {
  await signIn("bea");
  const editor = await new ContentPage(page).open("doors.block");
  const choice = limits.find(({ field }) => field.type === "choice")!;
  await editor.root.getByRole("combobox", { name: choice.field.label }).click();
  await expect(page.getByRole("option")).toHaveText(choice.field.limits.values!);
});
