import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AssetId } from "#shared/kernel/ids.ts";
import { field } from "#test/support/assets.ts";
import { make, placement, purpose, selection } from "#test/support/content.ts";
import { makeWorkspace, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.dispose());

const text = (name: string, rest: object = {}) => field(name, { label: name, ...rest });
const until = "2027-01-01T00:00:00.000Z";

/** An offer type whose blocks carry a disclosure in Germany and may lead to a claim; one offer with a rule, one generic. */
async function makeShop(channel: "web" | "email" = "web") {
  const legal = await make(workspace, {
    kind: "blockType",
    name: "type.legal",
    by: "bea",
    body: { settings: { label: "Legal", role: "disclosure", fields: [text("line", { part: "disclosure" })] } },
  });
  const rate = await make(workspace, {
    kind: "block",
    name: "legal.rate",
    by: "bea",
    body: {
      settings: { label: "Rate", type: legal, variants: [], until },
      disclosure: { base: { line: { "*": "4.9 %" } } },
    },
  });
  const type = await make(workspace, {
    kind: "blockType",
    name: "type.offer",
    by: "bea",
    body: {
      settings: { label: "Offer", fields: [text("headline")], disclosures: [{ block: rate, markets: ["de"] }] },
    },
  });
  const offer = (name: string, market: string): Promise<AssetId> =>
    make(workspace, {
      kind: "block",
      name,
      by: "bea",
      scope: { brand: "*", market, channel: "*" },
      body: { settings: { label: name, type, variants: [] }, copy: { base: { headline: { "*": name } } } },
    });
  const [spring, british, generic] = [
    await offer("offer.spring", "de"),
    await offer("offer.uk", "uk"),
    await offer("offer.generic", "uk"),
  ];
  const consent = await make(workspace, { kind: "consentPurpose", name: "purpose.p13n", by: "leo", body: purpose() });
  const settings = placement([type], consent, generic);
  const place = await make(workspace, {
    kind: "placement",
    name: "home.offer",
    by: "bea",
    body: { settings: { ...settings.settings, channel } },
  });
  await make(workspace, { kind: "rule", name: "rule.spring", by: "bea", body: selection(place, spring, "true") });
  return { rate, spring, british, generic };
}

describe("IN-1 what ends with an asset", () => {
  test("a disclosure ends the blocks that carry it, in its markets alone, and says what is served instead", async () => {
    const { rate, spring } = await makeShop();
    const { ends, total, endings } = await (await workspace.as("edda")).insight.cascade({ asset: rate });
    expect(ends).toBe(until);
    expect(total).toBe(1);
    expect(endings).toEqual([
      {
        asset: spring,
        name: "offer.spring",
        live: false,
        through: "type.offer",
        places: [{ placement: "home.offer", rule: "rule.spring", instead: "generic", generic: "offer.generic" }],
      },
    ]);
  });

  test("a block of its own ends itself; where it is the generic one, fixed elements remain", async () => {
    const { generic } = await makeShop();
    const { endings } = await (await workspace.as("edda")).insight.cascade({ asset: generic });
    expect(endings).toMatchObject([
      { name: "offer.generic", through: null, places: [{ placement: "home.offer", rule: null, instead: "fixed" }] },
    ]);
  });

  test("on a channel that interrupts nothing is sent", async () => {
    const { spring } = await makeShop("email");
    const { endings } = await (await workspace.as("edda")).insight.cascade({ asset: spring });
    expect(endings).toMatchObject([{ places: [{ instead: "nothing", generic: null }] }]);
  });

  test("what nobody shows ends nothing but itself", async () => {
    const { british } = await makeShop();
    expect(await (await workspace.as("edda")).insight.cascade({ asset: british })).toMatchObject({
      ends: null,
      total: 1,
      endings: [{ places: [] }],
    });
  });
});
