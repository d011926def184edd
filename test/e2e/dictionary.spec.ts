import { DataPage } from "./pages/data-page.ts";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

const samples = [
  { event: "tent_rent", properties: { nights: 2, hut: "Ridge" } },
  { event: "tentRent", properties: { nights: 3 } },
  { event: "product viewed", properties: { category: "boots", colour: "red" } },
]
  .map((line) => JSON.stringify(line))
  .concat("this is no event")
  .join("\n");

const list = [
  "key,type,label,unit,personal data",
  "last_hut,text,Last hut,,",
  "belief,text,Belief,,special",
  "nights,number,Nights in huts,nights,",
].join("\n");

test("attributes and events are read from a file, looked at, mended and taken", async ({
  sample,
  studio: { page },
}) => {
  const data = new DataPage(page);
  await sample.signInAs(people.elena);
  await data.open();

  await test.step("DD-30 a list is shown row by row, and nothing is written yet", async () => {
    await data.read("list.csv", list);
    await expect(data.row("last_hut")).toContainText("New");
    await expect(data.status).toContainText("Nothing is written yet.");
    await data.show("nights");
    await expect(data.detail.getByRole("textbox", { name: "Unit" })).toHaveValue("nights");
  });

  await test.step("DD-34 a refused row keeps all of them out, until the others are asked for", async () => {
    await data.import("Import 3");
    await expect(data.row("belief")).toContainText("Refused");
    await expect(data.detail).toContainText("special categories of personal data are used with explicit consent alone");
    await data.import("Import the other 2");
    await expect(data.status).toContainText("2 attributes and events are in the dictionary");
    await expect(data.row("last_hut")).toContainText("Imported");
  });

  await test.step("once mended, the refused row follows", async () => {
    await data.show("belief");
    await data.choose("Add a purpose", "consent.personalization");
    await data.import("Import 1");
    await expect(data.row("belief")).toContainText("Imported");
  });

  await test.step("DD-32 samples of events become events with canonical names, held against those that are there", async () => {
    await data.choose("What you bring", "Samples of events");
    await data.read("events.jsonl", samples);
    await expect(data.row("Tent_Rent")).toContainText("Event, 2 properties");
    await expect(data.row("Product_Viewed")).toContainText("Differs");
    await expect(data.rows.getByRole("row").filter({ hasText: "line 4" })).toContainText("Not readable");
    await data.show("Product_Viewed");
    await expect(data.detail).toContainText("colour");
    await data.import("Import the other 1");
    await expect(data.row("Tent_Rent")).toContainText("Imported");
    await page.getByRole("link", { name: "Show events" }).click();
    await expect(page.getByText("event.tent-rent").first()).toBeVisible();
  });
});
