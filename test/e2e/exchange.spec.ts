import { ExchangePage } from "./pages/exchange-page.ts";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

const csv = (name: string, text: string | Buffer) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const table = [
  "SKU,Zeile,Line (de-DE),Link in words,Link,Campaign,Notes",
  "b-1,Warm feet on cold ground,Warme Füße auf kaltem Grund,See the boots,/boots,alpine-season,for Ann",
  `b-2,${"x".repeat(70)},,See the socks,/socks,alpine-season,too long`,
].join("\n");

test("a table is mapped, previewed, imported and its bad row mended; a folder goes out and comes back the same", async ({
  sample,
  studio: { page },
}) => {
  test.slow();
  const exchange = new ExchangePage(page);
  await sample.signInAs(people.nele);

  await test.step("each column is shown with its values and what it becomes, and can be changed by keyboard", async () => {
    await exchange.open("Import…");
    await exchange.choose("What you bring", "Spreadsheet");
    await exchange.give(csv("strips.csv", table));
    await exchange.choose("Each row is a", "Strip");
    await expect(exchange.columns.getByRole("row").filter({ hasText: "b-1 · b-2" })).toBeVisible();
    await expect(exchange.becomes("SKU")).toHaveText("Key");
    await expect(exchange.becomes("Zeile")).toHaveText("Leave out");
    await expect(exchange.becomes("Line (de-DE)")).toHaveText("Line");
    await exchange.choose("Zeile becomes", "Line");
    await expect(exchange.becomes("Zeile")).toHaveText("Line");
  });

  await test.step("the preview tells what would happen, and importing does it", async () => {
    await exchange.showPreview();
    await expect(exchange.row("row 2")).toContainText("New");
    await expect(exchange.row("row 3")).toContainText("Rejected");
    await expect(exchange.row("row 3")).toContainText("Shorten Line");
    await exchange.importIt();
    await expect(exchange.row("row 2")).toContainText("strip.warm-feet-on-cold-ground");
  });

  const rejected = await test.step("the rejected row is saved with its cells and why", async () => {
    const file = await exchange.savedBy(page.getByRole("button", { name: "Save the rejected rows" }));
    expect(file.name).toBe("strips.rejected.csv");
    expect(file.bytes.toString("utf8")).toContain("too long,Shorten Line");
    expect(file.bytes.toString("utf8")).not.toContain("b-1");
    return file;
  });

  await test.step("once mended it goes in as it is: the columns are remembered", async () => {
    const mended = rejected.bytes.toString("utf8").replace("x".repeat(70), "Socks that stay up");
    await exchange.give(csv(rejected.name, mended));
    await expect(exchange.becomes("Zeile")).toHaveText("Line");
    await exchange.showPreview();
    await exchange.importIt();
    await expect(exchange.row("row 2")).toContainText("strip.socks-that-stay-up");
  });

  await test.step("the block is in Content, with its words", async () => {
    const editor = await sample.content.open("strip.warm-feet-on-cold-ground");
    await expect(editor.preview).toContainText(/Warm feet on cold ground|Warme Füße auf kaltem Grund/);
  });

  await test.step("the workspace goes out as a folder, and comes back with nothing to change", async () => {
    await exchange.open("Export…");
    const folder = await exchange.savedBy(exchange.exportButton);
    await exchange.open("Import…");
    await exchange.choose("What you bring", "Folder of JSON files");
    await exchange.give({ name: folder.name, mimeType: "application/zip", buffer: folder.bytes });
    await exchange.showPreview();
    await expect(page.getByText(/^Nothing to change/)).toBeVisible();
    await expect(page.getByRole("button", { name: /^Rejected/ })).toHaveCount(0);
  });
});
