import { describe, expect, test } from "vitest";
import type { PolicyDocument, Role } from "#shared/access/model.ts";
import { everywhere } from "#shared/assets/model.ts";
import { type Bundle, type BundleAsset, payloadTypes } from "#shared/bundle/model.ts";
import { approveStatementOf, documentDigest } from "#shared/bundle/statements.ts";
import { nodeCrypto } from "#main/keys/crypto.ts";
import { signEnvelope } from "#main/publishing/envelope.ts";
import { freshRequest, freshWorkspace, makePerson } from "#test/support/people.ts";
import { verdict } from "#test/support/refusal.ts";
import {
  approve,
  changePolicy,
  digestsOf,
  makeBundle,
  makeWorld,
  momentOf,
  own,
  type World,
} from "#test/support/release-fixture.ts";

const world = await makeWorld();
const { olga, bea, leo, otto } = world;
const sound = await makeBundle(world);
const [owned, brand, legal] = sound.attestations as [
  Bundle["attestations"][0],
  Bundle["attestations"][0],
  Bundle["attestations"][0],
];
const named = (name: string): BundleAsset => world.assets.find((asset) => asset.name === name)!;
const blocks = world.assets.filter(({ kind }) => kind !== "consentPurpose");

/** The release with one asset changed, its owner's signature renewed and, unless told otherwise, its approvals not. */
async function edited(name: string, edit: (asset: BundleAsset) => BundleAsset): Promise<Bundle> {
  const assets = world.assets.map((asset) => (asset.name === name ? edit(asset) : asset));
  return { ...sound, assets, attestations: [await own(world, olga, assets), brand, legal] };
}

const withHeadline = (asset: BundleAsset): BundleAsset => {
  const text = JSON.stringify(asset.body).replace("free of snow", "free of snov");
  return { ...asset, body: JSON.parse(text) as BundleAsset["body"] };
};

describe("BU-30 the current owner has signed exactly this revision", () => {
  test("an owner's attestation that is stripped is missed", async () => {
    expect(await verdict(world, { ...sound, attestations: [brand, legal] })).toBe("OWNER_UNSIGNED");
  });

  test("an attestation by somebody else does not stand in for it", async () => {
    expect(await verdict(world, { ...sound, attestations: [await own(world, otto, world.assets), brand, legal] })).toBe(
      "OWNER_UNSIGNED",
    );
  });

  test("an attestation in the owner's name with another member's key does not count", async () => {
    const forged = await own(world, olga, world.assets, { by: otto });
    expect(await verdict(world, { ...sound, attestations: [forged, brand, legal] })).toBe("OWNER_UNSIGNED");
  });

  test("an attestation in the owner's name with a stranger's key does not count, and one that borrows her key's name is a forgery", async () => {
    const stranger = makePerson("A stranger");
    const forged = await own(world, olga, world.assets, { by: stranger });
    expect(await verdict(world, { ...sound, attestations: [forged, brand, legal] })).toBe("OWNER_UNSIGNED");
    const borrowed = { ...forged, signatures: [{ ...forged.signatures[0]!, keyid: olga.signer.publicKey }] };
    expect(await verdict(world, { ...sound, attestations: [borrowed, brand, legal] })).toBe("SIGNATURE_INVALID");
  });

  test.each(
    world.assets.flatMap((asset) => Object.keys(digestsOf(asset).parts).map((part) => [asset.name, part] as const)),
  )("one character of %s, part %s, changed after signing is noticed", async (name, part) => {
    const assets = world.assets.map((asset) => {
      if (asset.name !== name) return asset;
      if (part === "identity") return { ...asset, scope: { ...asset.scope, market: "se" } };
      const content = JSON.stringify(asset.body[part as "copy"]);
      const changed = content.replace(/[a-z](?=[^a-z]*$)/, (letter) => (letter === "x" ? "y" : "x"));
      return { ...asset, body: { ...asset.body, [part]: JSON.parse(changed) } };
    });
    expect(await verdict(world, { ...sound, assets })).toBe("OWNER_UNSIGNED");
  });

  test("a part that is added or dropped after signing is noticed", async () => {
    const drop = world.assets.map((asset) =>
      asset.name === "type.hero" ? { ...asset, body: { settings: asset.body.settings } } : asset,
    );
    expect(await verdict(world, { ...sound, assets: drop })).toBe("OWNER_UNSIGNED");
    const add = world.assets.map((asset) =>
      asset.name === "hero.spring" ? { ...asset, body: { ...asset.body, claim: {} } } : asset,
    );
    expect(await verdict(world, { ...sound, assets: add })).toBe("OWNER_UNSIGNED");
  });

  test("the bodies of two assets cannot change places", async () => {
    const [one, two] = [named("hero.spring"), named("hero.generic")];
    const assets = world.assets.map((asset) => {
      if (asset === one) return { ...one, body: two.body };
      return asset === two ? { ...two, body: one.body } : asset;
    });
    expect(await verdict(world, { ...sound, assets })).toBe("OWNER_UNSIGNED");
  });
});

describe("BU-31 each step of the path is given for the exact digests of all parts that it covers", () => {
  test("a step that is stripped is missed", async () => {
    expect(await verdict(world, { ...sound, attestations: [owned, legal] })).toBe("APPROVAL_MISSING");
    expect(await verdict(world, { ...sound, attestations: [owned, brand] })).toBe("APPROVAL_MISSING");
  });

  test("an edit voids the approval of what was edited, though its owner signs again", async () => {
    expect(await verdict(world, await edited("hero.spring", withHeadline))).toBe("APPROVAL_MISSING");
  });

  test("an approval of one asset does not serve another", async () => {
    const attestations = [
      owned,
      legal,
      await approve(
        world,
        bea,
        "brand",
        blocks.filter(({ name }) => name !== "hero.spring"),
      ),
    ];
    expect(await verdict(world, { ...sound, attestations })).toBe("APPROVAL_MISSING");
  });

  test("an approval of one part does not serve another", async () => {
    // The digests are all there; only two of the names that Bea was shown have changed places.
    const swapped = blocks.flatMap((asset) => {
      const names: Partial<Record<string, "identity" | "settings">> = { identity: "settings", settings: "identity" };
      return Object.entries(digestsOf(asset).parts).map(([part, digest]) => {
        return { asset: asset.id, part: names[part] ?? (part as "copy"), digest };
      });
    });
    const statement = approveStatementOf(momentOf(world, bea), {
      step: "brand",
      request: freshRequest(),
      parts: swapped,
    });
    const attestations = [owned, legal, await signEnvelope(payloadTypes.statement, statement, [bea.signer])];
    expect(await verdict(world, { ...sound, attestations })).toBe("APPROVAL_MISSING");
  });

  test("an approval of one step does not serve another", async () => {
    const both = await makeWorld();
    const legalToo = { member: both.bea.id, role: "legalApprover" as const, scope: everywhere };
    await changePolicy(both, { grants: [...both.policies[0]!.document.grants, legalToo] });
    const bundle = await makeBundle(both);
    expect(await verdict(both, { ...bundle, attestations: bundle.attestations.slice(0, 2) })).toBe("APPROVAL_MISSING");
  });

  test("several approvals of one step add up", async () => {
    const halves = [
      await approve(world, bea, "brand", blocks.slice(0, 3)),
      await approve(world, bea, "brand", blocks.slice(3)),
    ];
    expect(await verdict(world, { ...sound, attestations: [owned, legal, ...halves] })).toBe("accepted");
  });
});

/** A world in which Bea's role is another than brand approver everywhere. */
async function withBea(role: Role, scope = everywhere): Promise<World> {
  const changed = await makeWorld();
  const { grants } = changed.policies[0]!.document;
  await changePolicy(changed, {
    grants: grants.map((grant) => (grant.member === changed.bea.id ? { ...grant, role, scope } : grant)),
  });
  return changed;
}

describe("BU-32 an approver held the step's role, in a scope that reaches the asset", () => {
  test("another role does not do", async () => {
    const changed = await withBea("editor");
    expect(await verdict(changed, await makeBundle(changed))).toBe("APPROVAL_MISSING");
  });

  test("another market does not do", async () => {
    const changed = await withBea("brandApprover", { ...everywhere, market: "se" });
    expect(await verdict(changed, await makeBundle(changed))).toBe("APPROVAL_MISSING");
  });

  test("a market's approver does not reach what is for everywhere", async () => {
    const changed = await withBea("brandApprover", { ...everywhere, market: "de" });
    expect(await verdict(changed, await makeBundle(changed))).toBe("APPROVAL_MISSING");
  });

  test("a market's approver does for what is of that market", async () => {
    const changed = await makeWorld();
    const { grants } = changed.policies[0]!.document;
    const german = { member: changed.otto.id, role: "brandApprover" as const, scope: { ...everywhere, market: "de" } };
    await changePolicy(changed, { grants: [...grants, german] });
    const bundle = await makeBundle(changed);
    const [ownedBy, , legalBy] = bundle.attestations;
    const ofGermany = changed.assets.filter(({ scope }) => scope.market === "de");
    const rest = changed.assets.filter(({ scope, kind }) => scope.market !== "de" && kind !== "consentPurpose");
    const byBoth = [
      await approve(changed, changed.otto, "brand", ofGermany),
      await approve(changed, changed.bea, "brand", rest),
    ];
    expect(await verdict(changed, { ...bundle, attestations: [ownedBy!, legalBy!, ...byBoth] })).toBe("accepted");
  });

  test("what somebody approved while they held the role still stands after they lost it", async () => {
    const changed = await makeWorld();
    const before = await makeBundle(changed);
    const { grants } = changed.policies[0]!.document;
    await changePolicy(changed, { grants: grants.filter(({ member }) => member !== changed.bea.id) });
    const policies = changed.policies.map(({ envelope }) => envelope);
    expect(await verdict(changed, { ...before, policies })).toBe("accepted");
    expect(await verdict(changed, await makeBundle(changed))).toBe("APPROVAL_MISSING");
  });
});

describe("BU-33 a statement counts by the member, key, policy and workspace that it names", () => {
  const owners = async (changed: World, moment: Parameters<typeof momentOf>[2]) => {
    const bundle = await makeBundle(changed);
    const statement = await own(changed, changed.olga, changed.assets, { moment });
    return verdict(changed, { ...bundle, attestations: [statement, ...bundle.attestations.slice(1)] });
  };

  test("a policy that is not in the chain, or another workspace, does not count", async () => {
    expect(await owners(world, { policy: documentDigest(nodeCrypto, "another policy") })).toBe("OWNER_UNSIGNED");
    expect(await owners(world, { workspace: freshWorkspace() })).toBe("OWNER_UNSIGNED");
    expect(await owners(world, {})).toBe("accepted");
  });

  test("a member who was not active in that policy does not count", async () => {
    const changed = await makeWorld();
    const deactivated = (document: PolicyDocument) =>
      document.members.map((one) => (one.id === changed.bea.id ? { ...one, active: false } : one));
    await changePolicy(changed, { members: deactivated(changed.policies[0]!.document) });
    expect(await verdict(changed, await makeBundle(changed))).toBe("APPROVAL_MISSING");
  });

  test("a key that was not yet, or is no longer, the member's in that policy does not count", async () => {
    const changed = await makeWorld();
    const renewed = makePerson("Leo's new key");
    const [first] = changed.policies;
    const withOldKey = await approve(changed, changed.leo, "legal", changed.assets);
    await changePolicy(changed, {
      members: first!.document.members.map((one) =>
        one.id === changed.leo.id ? { ...one, publicKey: renewed.member.publicKey } : one,
      ),
    });
    const [ownedBy, brandBy] = (await makeBundle(changed)).attestations;
    const judge = async (legalBy: Bundle["attestations"][0]) =>
      verdict(changed, { ...(await makeBundle(changed)), attestations: [ownedBy!, brandBy!, legalBy] });
    const early = { policy: documentDigest(nodeCrypto, first!.document) };
    expect(await judge(withOldKey)).toBe("accepted");
    expect(await judge(await approve(changed, changed.leo, "legal", changed.assets))).toBe("APPROVAL_MISSING");
    expect(await judge(await approve(changed, changed.leo, "legal", changed.assets, { by: renewed }))).toBe("accepted");
    expect(
      await judge(await approve(changed, changed.leo, "legal", changed.assets, { by: renewed, moment: early })),
    ).toBe("APPROVAL_MISSING");
  });
});

test("BU-34 a part that no step of the path covers lacks approval", async () => {
  const changed = await makeWorld();
  const paths = changed.policies[0]!.document.paths.map((path) => ({
    ...path,
    steps: path.steps.map((step) => ({ ...step, covers: step.covers.filter((part) => part !== "visual") })),
  }));
  await changePolicy(changed, { paths });
  expect(await verdict(changed, await makeBundle(changed))).toBe("APPROVAL_MISSING");
});

test("BU-34 an asset for which there is no path lacks approval", async () => {
  const changed = await makeWorld();
  const before = await makeBundle(changed);
  await changePolicy(changed, { paths: changed.policies[0]!.document.paths.slice(0, 1) });
  const policies = changed.policies.map(({ envelope }) => envelope);
  expect(await verdict(changed, { ...before, policies })).toBe("APPROVAL_MISSING");
});

test("BU-35 a change leaves the approvals of the parts that it does not touch", async () => {
  const change = (asset: BundleAsset): BundleAsset => ({
    ...asset,
    body: { ...asset.body, disclosure: { terms: { en: "New terms apply." } } },
  });
  const bundle = await edited("type.hero", change);
  expect(await verdict(world, bundle)).toBe("APPROVAL_MISSING");
  const renewed = await approve(world, leo, "legal", [change(named("type.hero"))]);
  expect(await verdict(world, { ...bundle, attestations: [...bundle.attestations, renewed] })).toBe("accepted");
});
