import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Body } from "#shared/assets/parts.ts";
import { toBase64 } from "#shared/kernel/crypto.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { everywhere } from "#shared/assets/model.ts";
import { field } from "#test/support/assets.ts";
import { make } from "#test/support/content.ts";
import { png } from "#test/support/pictures.ts";
import { makeWorkspace, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.dispose());

const jan = "2027-01-01T00:00:00.000Z";
const feb = "2027-02-01T00:00:00.000Z";
const mar = "2027-03-01T00:00:00.000Z";
const labelled = (name: string, rest: object = {}) => field(name, { label: name, ...rest });

async function reviseAs(who: "edda" | "bea", asset: AssetId, change: (body: Body) => Body): Promise<void> {
  const person = await workspace.as(who);
  const { head, body } = await person.assets.get({ asset });
  await person.assets.revise({ asset, base: head, body: change(body!), note: "" });
}
const revise = (asset: AssetId, change: (body: Body) => Body) => reviseAs("edda", asset, change);
const withSettings =
  (settings: object) =>
  (body: Body): Body => ({
    ...body,
    settings: { ...body.settings, ...settings },
  });

/** A block that shows a picture, of a type that will demand a disclosure. */
async function makeCard() {
  const edda = await workspace.as("edda");
  const picture = await edda.images.add({
    bytes: toBase64(png(160, 90)),
    name: "image.ridge",
    label: "Ridge",
    tier: "campaign",
    scope: everywhere,
    owner: workspace.people.edda,
  });
  const legal = await make(workspace, {
    kind: "blockType",
    name: "type.legal",
    by: "bea",
    body: { settings: { label: "Legal", role: "disclosure", fields: [labelled("line", { part: "disclosure" })] } },
  });
  const rate = await make(workspace, {
    kind: "block",
    name: "legal.rate",
    by: "bea",
    body: { settings: { label: "Rate", type: legal, variants: [] }, disclosure: { base: { line: { "*": "4.9 %" } } } },
  });
  const fields = [labelled("headline"), labelled("image", { part: "visual", type: "image" })];
  const type = await make(workspace, {
    kind: "blockType",
    name: "type.card",
    by: "bea",
    body: { settings: { label: "Card", fields } },
  });
  const card = await make(workspace, {
    kind: "block",
    name: "card.one",
    by: "edda",
    body: {
      settings: { label: "Card", type, variants: [], until: mar },
      copy: { base: { headline: { "*": "Up" } } },
      visual: { base: { image: { "*": picture.id } } },
    },
  });
  return { picture: picture.id, rate, type, card };
}

const endOf = async (asset: AssetId) => {
  const edda = await workspace.as("edda");
  const { expires } = await edda.assets.get({ asset });
  const { ends, endsWith } = await edda.insight.cascade({ asset });
  expect(ends).toBe(expires);
  return [expires, endsWith?.name ?? null];
};

describe("CO-42 a block's end follows what it shows and carries", () => {
  test("its own, then its picture's licence, then a disclosure that its type comes to demand, and back", async () => {
    const { picture, rate, type, card } = await makeCard();
    expect(await endOf(card)).toEqual([mar, null]);

    await revise(picture, withSettings({ licence: { holder: "Somebody", until: feb } }));
    expect(await endOf(card)).toEqual([feb, "image.ridge"]);

    await reviseAs("bea", rate, withSettings({ until: jan }));
    expect(await endOf(card)).toEqual([feb, "image.ridge"]);
    await reviseAs("bea", type, withSettings({ disclosures: [{ block: rate }] }));
    expect(await endOf(card)).toEqual([jan, "legal.rate"]);

    await reviseAs("bea", rate, withSettings({ until: mar }));
    expect(await endOf(card)).toEqual([feb, "image.ridge"]);
    await revise(card, (body) => ({ ...body, visual: {} }));
    expect(await endOf(card)).toEqual([mar, null]);
  });

  test("the list sorts by it, Home says with what it ends, and it counts as expired from then on", async () => {
    const { picture, card } = await makeCard();
    const soon = new Date(workspace.clock.now() + 86_400_000).toISOString();
    await revise(picture, withSettings({ licence: { holder: "Somebody", until: soon } }));
    const edda = await workspace.as("edda");
    const { rows } = await edda.assets.list({ filter: { kinds: ["block"] }, order: "expires" });
    expect(rows.map(({ name }) => name)[0]).toBe("card.one");
    const attention = async () => (await edda.insight.home({})).attention.filter(({ asset }) => asset === card);
    expect(await attention()).toMatchObject([
      { severity: "warning", message: "Ends with image.ridge, which it shows or carries.", until: soon },
    ]);
    workspace.clock.advance(2 * 86_400_000);
    expect((await edda.assets.get({ asset: card })).status).toBe("expired");
    expect(await attention()).toMatchObject([{ severity: "error" }]);
    expect((await attention())[0]!.message).toBe("Ended with image.ridge. What it said is no longer served.");
  });
});
