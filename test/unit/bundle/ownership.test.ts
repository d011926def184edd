import { describe, expect, test } from "vitest";
import { type Bundle, type BundleAsset, payloadTypes } from "#shared/bundle/model.ts";
import { documentDigest, ownershipStatementOf } from "#shared/bundle/statements.ts";
import { nodeCrypto } from "#main/keys/crypto.ts";
import { signEnvelope } from "#main/publishing/envelope.ts";
import { verdict, verified } from "#test/support/refusal.ts";
import { firstLink, hand, makeBundle, makeWorld, momentOf, nextLink, own } from "#test/support/release-fixture.ts";

const world = await makeWorld();
const { olga, otto, bea } = world;
const sound = await makeBundle(world);
const [asset, ...others] = world.assets as [BundleAsset, ...BundleAsset[]];
const others0 = await hand(
  world,
  others.map((one) => firstLink(one, olga)),
  [olga],
);
const first = firstLink(asset, olga);
const second = nextLink(first, otto);

/** The release with another owner chain for one asset, which Otto owns at the end of it and has signed. */
const withChain = async (...envelopes: Bundle["ownership"]): Promise<Bundle> => ({
  ...sound,
  ownership: [others0, ...envelopes],
  attestations: [...sound.attestations, await own(world, otto, [asset])],
});

describe("BU-20 an owner chain starts with a link that its first owner signed", () => {
  test("nobody makes somebody else an owner", async () => {
    const ownership = [others0, await hand(world, [first], [otto])];
    expect(await verdict(world, { ...sound, ownership })).toBe("OWNER_CHAIN");
  });

  test("nobody takes an asset whose chain they cannot show from its start", async () => {
    expect(await verdict(world, await withChain(await hand(world, [second], [otto])))).toBe("OWNER_CHAIN");
    expect(
      await verdict(
        world,
        await withChain(await hand(world, [{ ...first, previous: documentDigest(nodeCrypto, "x") }], [olga])),
      ),
    ).toBe("OWNER_CHAIN");
  });
});

describe("BU-21 a later link is signed by giver and receiver", () => {
  test("with both, the asset is the receiver's, who must sign what is live", async () => {
    const envelopes = [await hand(world, [first], [olga]), await hand(world, [second], [otto, olga])];
    expect(await verdict(world, await withChain(...envelopes))).toBe("accepted");
    expect(await verdict(world, { ...sound, ownership: [others0, ...envelopes] })).toBe("OWNER_UNSIGNED");
    expect(await verdict(world, await withChain(...envelopes.toReversed()))).toBe("accepted");
  });

  test.each([
    ["the receiver alone", [otto]],
    ["the giver alone", [olga]],
    ["the receiver and somebody else", [otto, bea]],
  ])("%s cannot hand it over", async (_, signers) => {
    const envelopes = [await hand(world, [first], [olga]), await hand(world, [second], signers)];
    expect(await verdict(world, await withChain(...envelopes))).toBe("OWNER_CHAIN");
  });

  test("a link that follows from another asset's is refused", async () => {
    const foreign = { ...nextLink(firstLink(others[0]!, olga), otto), asset: asset.id };
    const envelopes = [await hand(world, [first], [olga]), await hand(world, [foreign], [otto, olga])];
    expect(await verdict(world, await withChain(...envelopes))).toBe("OWNER_CHAIN");
  });
});

describe("BU-22 every chain leads on from where it was", () => {
  test("a fork is refused, also one by people who were entitled to each side of it", async () => {
    const envelopes = [
      await hand(world, [first], [olga]),
      await hand(world, [second, nextLink(first, bea)], [olga, otto, bea]),
    ];
    expect(await verdict(world, await withChain(...envelopes))).toBe("OWNER_CHAIN");
    expect(await verdict(world, { ...sound, ownership: [...sound.ownership, ...sound.ownership] })).toBe("OWNER_CHAIN");
  });

  test("a service that has seen a transfer refuses the chain from before it, and any other in its place", async () => {
    const transferred = await withChain(await hand(world, [first], [olga]), await hand(world, [second], [otto, olga]));
    const { trusted } = await verified(world, transferred);
    expect(trusted.owners[asset.id]).toMatchObject({ sequence: 1, owner: otto.id });
    expect(await verdict(world, { ...sound, number: 2 }, trusted)).toBe("OWNER_CHAIN");
    const forked = [await hand(world, [first], [olga]), await hand(world, [nextLink(first, bea)], [olga, bea])];
    const bundle = {
      ...sound,
      number: 2,
      ownership: [others0, ...forked],
      attestations: [...sound.attestations, await own(world, bea, [asset])],
    };
    expect(await verdict(world, bundle, trusted)).toBe("OWNER_CHAIN");
    expect(await verdict(world, bundle)).toBe("accepted");
  });

  test("the map stays complete: an asset that leaves the release keeps its chain", async () => {
    const { trusted } = await verified(world, sound);
    // The last asset is named by no other, so that it can leave.
    const assets = world.assets.slice(0, -1);
    expect(await verdict(world, { ...sound, number: 2, assets }, trusted)).toBe("accepted");
    const ownership = [
      await hand(
        world,
        assets.map((one) => firstLink(one, olga)),
        [olga],
      ),
    ];
    expect(await verdict(world, { ...sound, number: 2, assets, ownership }, trusted)).toBe("OWNER_CHAIN");
    expect(await verdict(world, { ...sound, number: 2, assets, ownership })).toBe("accepted");
  });
});

test("BU-23 an asset without an owner chain is refused", async () => {
  expect(await verdict(world, { ...sound, ownership: [others0] })).toBe("OWNER_CHAIN");
  expect(await verdict(world, { ...sound, ownership: [] })).toBe("OWNER_CHAIN");
});

test("BU-36 an ownership statement whose subject is not its links is refused", async () => {
  const statement = ownershipStatementOf(nodeCrypto, momentOf(world, olga), [first]);
  for (const change of [
    { subject: [{ ...statement.subject[0]!, name: "something" }] },
    { subject: [{ ...statement.subject[0]!, digest: { sha256: "0".repeat(64) } }] },
    { subject: [...statement.subject, ...statement.subject] },
  ]) {
    const envelope = await signEnvelope(payloadTypes.statement, { ...statement, ...change }, [olga.signer]);
    expect(await verdict(world, await withChain(envelope))).toBe("BUNDLE_MALFORMED");
  }
});
