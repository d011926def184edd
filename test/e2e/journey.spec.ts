import { decision } from "#shared/decision/model.ts";
import { people, samplePassphrase, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

const { jonas, priya, tomasz, mara } = people;

const block = "hero.alpine-season.web.de";
const headlines = {
  live: "Die Saison beginnt oben",
  // 52 characters where 48 may stand.
  tooLong: "Die Saison beginnt dort oben, wo der Weg steil wird!",
  mended: "Die Saison beginnt, wo der Weg steil wird",
};
const title = "Alpin: neue Überschrift";

test.use({ withService: true });

test("a headline goes from its editor's hands to a customer, by everybody's signature and no other way", async ({
  sample,
  studio: { service },
}) => {
  const { content, reviews, releases, audit, frame } = sample;

  await test.step("customers see the live headline", async () => {
    expect(await headlineFor(service!)).toEqual({ release: 2, headline: headlines.live });
  });

  await test.step("the editor is stopped at the limit, and mends it", async () => {
    await sample.signInAs(jonas);
    const editor = await content.open(block);
    await expect(editor.about.getByText("Live", { exact: true }).first()).toBeVisible();
    await editor.write("Headline", headlines.tooLong);
    await expect(editor.field("Headline")).toHaveAttribute("aria-invalid", "true");
    await expect(editor.overLimit("4 too many")).toBeVisible();
    await expect(editor.problem("Shorten Headline by 4 characters: it has 52 of at most 48.")).toBeVisible();
    await expect(editor.send).toHaveAttribute("aria-disabled", "true");
    await expect(editor.send).toHaveAccessibleDescription("1 thing to mend first");
    // What is too long is still saved: nobody loses words to a limit.
    await expect(frame.saved).toBeVisible();

    await editor.write("Headline", headlines.mended);
    await expect(editor.field("Headline")).not.toHaveAttribute("aria-invalid");
    await expect(editor.send).not.toHaveAttribute("aria-disabled");
    await expect(frame.saved).toBeVisible();
    await editor.sendForReview(title, "Kürzer und wahrer.");
    await expect(editor.about.getByText("In review")).toBeVisible();
  });

  await test.step("brand approves", async () => {
    await sample.signInAs(priya);
    const request = await reviews.open(title);
    await expect(request.revision(block)).toContainText(headlines.mended);
    await expect(request.step("Brand usage, waiting")).toBeVisible();
    await (await request.startApproval()).sign();
    await expect(request.step("Brand usage, approved")).toContainText(priya);
  });

  await test.step("legal approves, with a key that was locked", async () => {
    await sample.signInAs(tomasz);
    const request = await reviews.open(title);
    await frame.lockKey();
    await (await request.startApproval()).sign(samplePassphrase);
    await expect(request.step("Legal, approved")).toContainText(tomasz);
  });

  await test.step("nothing is published before its owners have signed", async () => {
    await sample.signInAs(mara);
    await releases.open();
    await expect(releases.change(block)).toContainText("Not signed");
    await expect(releases.publish).toHaveAttribute("aria-disabled", "true");
    await expect(releases.publish).toHaveAccessibleDescription(/^Waits for .*Jonas Brandt.* to sign\.$/);
    await (await releases.startSigning()).sign();
    await expect(releases.publish).toHaveAccessibleDescription("Waits for Jonas Brandt to sign.");
  });

  await test.step("the owner signs", async () => {
    await sample.signInAs(jonas);
    await releases.open();
    const panel = await releases.startSigning();
    await expect(panel.digests).toContainText(block);
    await panel.sign();
    await expect(releases.change(block)).toContainText("Jonas Brandt, signed");
  });

  await test.step("the release owner publishes", async () => {
    await sample.signInAs(mara);
    await releases.open();
    await (await releases.startPublishing()).sign();
    await releases.live(3, "production");
  });

  await test.step("customers see the new headline", async () => {
    await expect.poll(() => headlineFor(service!)).toEqual({ release: 3, headline: headlines.mended });
  });

  await test.step("the studio shows it live, with its history", async () => {
    await sample.signInAs(jonas);
    const editor = await content.open(block);
    await expect(content.row(block).getByRole("img", { name: "Live" })).toBeVisible();
    await expect(editor.history.filter({ hasText: "Revision 3, live" })).toContainText("Jonas Brandt");
    await expect(editor.field("Headline")).toHaveText(headlines.mended);
  });

  await test.step("the journal knows every act, and holds", async () => {
    await audit.openLifeOf(block);
    await expect(audit.act(`Revised ${block}`, jonas).first()).toBeVisible();
    await expect(audit.act(`“${title}”, for review`, jonas)).toBeVisible();
    await expect(audit.act(`“${title}”: ${block}`, priya)).toContainText("Approved as");
    await expect(audit.act(`“${title}”: ${block}`, tomasz)).toContainText("Approved as");
    await expect(audit.act("Signed 1 revision as owner", jonas)).toBeVisible();
    await expect(audit.act("Published release 3 to production", mara)).toBeVisible();
    await audit.verifyWhole();
  });
});

/** What a visitor of the German shop who agreed to personalization gets to read. */
async function headlineFor(service: string): Promise<{ release: number; headline: unknown }> {
  const response = await fetch(`${service}/v1/decisions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      placement: "home-hero.web",
      locale: "de-DE",
      person: "visitor-1",
      attributes: { market: "de" },
      consents: [{ purpose: "personalization", granted: true, at: new Date().toISOString() }],
    }),
  });
  const { release, content } = decision.parse(await response.json());
  return { release, headline: content?.fields.find(({ name }) => name === "headline")?.value };
}
