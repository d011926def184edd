import { Comments } from "./pages/comments.ts";
import { violationsOn } from "./support/axe.ts";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

const block = "hero.alpine-season.web.de";

test("CM-20 CM-9: somebody is asked at a field without anything moving, finds it on Home and answers in place", async ({
  sample,
  studio: { page },
}) => {
  const comments = new Comments(page);
  await sample.signInAs(people.jonas);
  const editor = await sample.content.open(block);
  await expect(comments.section).toContainText("No comments yet");
  const before = await editor.field("Body").boundingBox();
  const thread = await comments.openByKeyboard(editor.field("Headline"), "Headline");
  await comments.say(thread, "Is that true below 2,000 m?", people.priya);
  await comments.close("Headline");
  await expect(comments.mark("Headline", 1)).toBeVisible();
  expect(await editor.field("Body").boundingBox()).toEqual(before);
  expect(await violationsOn(page)).toEqual([]);

  await sample.signInAs(people.priya);
  await sample.frame.goTo("Home");
  await expect(page.getByText(`${people.jonas} mentions you · ${block}`)).toBeVisible();
  await page.getByRole("link", { name: `Answer ${block}` }).click();
  const asked = comments.at("Headline");
  await expect(asked).toContainText("Is that true below 2,000 m?");
  await asked.getByRole("button", { name: "Answer" }).click();
  await comments.say(asked, "Measured at 1,800 m.");
  expect(await violationsOn(page)).toEqual([]);
  await comments.close("Headline");
  await sample.frame.goTo("Home");
  await expect(page.getByText("mentions you")).toHaveCount(0);
});

test("CM-20: who began a thread resolves it; it is folded away, found again and reopened", async ({
  sample,
  studio: { page },
}) => {
  const comments = new Comments(page);
  await sample.signInAs(people.jonas);
  const editor = await sample.content.open(block);
  const thread = await comments.openByKeyboard(editor.field("Headline"), "Headline");
  await comments.say(thread, "Measured at 1,800 m.");
  await thread.getByRole("button", { name: "Resolve" }).click();
  await expect(thread.getByRole("button", { name: "Show 1 resolved" })).toBeVisible();
  await expect(thread).not.toContainText("Measured at 1,800 m.");
  await comments.close("Headline");
  await comments.section.getByRole("button", { name: "Show 1 resolved" }).click();
  await comments.section.getByRole("button", { name: /^Headline/ }).click();
  await thread.getByRole("button", { name: "Reopen" }).click();
  await comments.close("Headline");
  await expect(comments.mark("Headline", 1)).toBeVisible();
});

test("CM-10: a change of a fixed field is asked of the owner of its type, who finds it at the field", async ({
  sample,
  studio: { page },
}) => {
  const comments = new Comments(page);
  await sample.signInAs(people.jonas);
  const editor = await sample.content.open(block);
  await editor.fixedField("Price note").getByRole("button", { name: "Request a change" }).click();
  const asking = comments.at("Price note");
  await expect(asking).toContainText(`${people.priya} owns this and is asked to change it.`);
  await comments.say(asking, "Shipping is free from 60 EUR since March.");
  await expect(asking).toContainText("Change requested");
  await comments.close("Price note");

  await sample.signInAs(people.priya);
  await sample.frame.goTo("Home");
  await expect(page.getByText(`${people.jonas} asks for a change · type.hero`)).toBeVisible();
  await page.getByRole("link", { name: "Answer type.hero" }).click();
  await expect(comments.at("Price note")).toContainText(block);
  await comments.at("Price note").getByRole("button", { name: "Resolve" }).click();
  await comments.close("Price note");
  await expect(comments.mark("Price note", 0)).toHaveCount(1);
});

test("CM-10: of what is somebody else's, a change is asked for; CM-6: one's own comment is reworded and withdrawn", async ({
  sample,
  studio: { page },
}) => {
  const comments = new Comments(page);
  await sample.signInAs(people.aoife);
  await sample.content.open(block);
  await page.getByRole("button", { name: "Request a change", exact: true }).first().click();
  await comments.say(comments.section, "The UK page leads here.");
  await comments.section.getByRole("button", { name: /^The whole asset/ }).click();
  const thread = comments.section.getByRole("article");
  await thread.getByRole("button", { name: "What to do with your comment" }).click();
  await page.getByRole("menuitem", { name: "Put it in other words" }).click();
  await comments.say(thread, "The UK page leads to this one.");
  await expect(thread).toContainText("reworded");
  await thread.getByRole("button", { name: "What to do with your comment" }).click();
  await page.getByRole("menuitem", { name: "Withdraw it" }).click();
  await expect(comments.section).toContainText("No comments yet");
});

test("CM-21: an approver comments on a field in the diff of a review", async ({ sample, studio: { page } }) => {
  const comments = new Comments(page);
  await sample.signInAs(people.priya);
  await sample.reviews.open("Hüttenwochenenden für Familien");
  const mark = page.getByRole("button", { name: "Comment on Headline", exact: true });
  await mark.focus();
  await mark.press("Enter");
  await comments.say(comments.at("Headline"), "Which hut?");
  await comments.close("Headline");
  await expect(page.getByRole("region", { name: "Comments" })).toContainText("Which hut?");
  expect(await violationsOn(page)).toEqual([]);
});
