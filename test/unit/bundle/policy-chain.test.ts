import { describe, expect, test } from "vitest";
import type { PolicyDocument } from "#shared/access/model.ts";
import { everywhere } from "#shared/assets/model.ts";
import { payloadTypes } from "#shared/bundle/model.ts";
import { documentDigest } from "#shared/bundle/statements.ts";
import { nodeCrypto } from "#main/keys/crypto.ts";
import { signEnvelope } from "#main/publishing/envelope.ts";
import { makePerson, type Person } from "#test/support/people.ts";
import { verdict, verified } from "#test/support/refusal.ts";
import { changePolicy, environment, makeBundle, makeWorld, type World } from "#test/support/release-fixture.ts";

const newest = (world: World): PolicyDocument => world.policies.at(-1)!.document;

/** The verdict over a release that carries a changed policy, signed by the given administrators. */
async function afterChange(
  change: (world: World) => Partial<PolicyDocument>,
  options?: Parameters<typeof makeWorld>[0],
  signers?: (world: World) => Person[],
) {
  const world = await makeWorld(options);
  await changePolicy(world, change(world), signers?.(world));
  return verdict(world, await makeBundle(world));
}

describe("BU-10 the chain holds the policy that is trusted", () => {
  test("another first policy is refused, however well signed", async () => {
    const world = await makeWorld();
    const document = { ...newest(world), workspaceName: "Fjell & Fjord GmbH" };
    const policies = [await signEnvelope(payloadTypes.policy, document, [world.ada.signer])];
    expect(await verdict(world, { ...(await makeBundle(world)), policies })).toBe("POLICY_CHAIN");
  });

  test("another version in the place of one that was accepted is refused", async () => {
    const world = await makeWorld();
    await changePolicy(world, {});
    const { trusted } = await verified(world, await makeBundle(world));
    world.policies.pop();
    await changePolicy(world, { workspaceName: "Fjell" });
    expect(await verdict(world, await makeBundle(world, { number: 2 }), trusted)).toBe("POLICY_CHAIN");
    expect(await verdict(world, await makeBundle(world, { number: 2 }))).toBe("accepted");
  });

  test("a version before the one that was accepted cannot be exchanged either", async () => {
    const world = await makeWorld();
    await changePolicy(world, {});
    const { trusted } = await verified(world, await makeBundle(world));
    const policies = [
      await signEnvelope(payloadTypes.policy, { ...world.policies[0]!.document, workspaceName: "Fjell" }, [
        world.ada.signer,
      ]),
    ];
    expect(
      await verdict(
        world,
        { ...(await makeBundle(world, { number: 2 })), policies: [...policies, world.policies[1]!.envelope] },
        trusted,
      ),
    ).toBe("POLICY_CHAIN");
  });

  test("each version names the digest of the one before it", async () => {
    const world = await makeWorld();
    await changePolicy(world, { previous: documentDigest(nodeCrypto, "something else") });
    const document = { ...newest(world), previous: documentDigest(nodeCrypto, "something else") };
    world.policies[1] = { document, envelope: await signEnvelope(payloadTypes.policy, document, [world.ada.signer]) };
    expect(await verdict(world, await makeBundle(world))).toBe("POLICY_CHAIN");
  });

  test("a version of another workspace is refused", async () => {
    const other = await makeWorld();
    expect(await afterChange(() => ({ workspace: other.trusted.workspace }))).toBe("POLICY_CHAIN");
  });

  test("a version cannot be left out", async () => {
    const world = await makeWorld();
    await changePolicy(world, {});
    await changePolicy(world, {});
    const bundle = await makeBundle(world);
    expect(await verdict(world, bundle)).toBe("accepted");
    expect(await verdict(world, { ...bundle, policies: [bundle.policies[0]!, bundle.policies[2]!] })).toBe(
      "POLICY_CHAIN",
    );
  });
});

describe("BU-11 each version is signed by the threshold of administrators of the one before", () => {
  test("one administrator does where one is asked for", async () => {
    expect(await afterChange(() => ({}))).toBe("accepted");
  });

  test("somebody who is not an administrator cannot sign", async () => {
    expect(
      await afterChange(
        () => ({}),
        {},
        ({ bea }) => [bea],
      ),
    ).toBe("POLICY_CHAIN");
  });

  test("one signature does not do where two are asked for, nor does the same one twice", async () => {
    expect(
      await afterChange(
        () => ({}),
        { threshold: 2 },
        ({ ada }) => [ada],
      ),
    ).toBe("POLICY_CHAIN");
    expect(
      await afterChange(
        () => ({}),
        { threshold: 2 },
        ({ ada }) => [ada, ada],
      ),
    ).toBe("POLICY_CHAIN");
    expect(
      await afterChange(
        () => ({}),
        { threshold: 2 },
        ({ ada, otto }) => [ada, otto],
      ),
    ).toBe("accepted");
  });

  test("a version cannot lower the threshold for itself", async () => {
    expect(
      await afterChange(
        () => ({ threshold: 1 }),
        { threshold: 2 },
        ({ ada }) => [ada],
      ),
    ).toBe("POLICY_CHAIN");
  });

  test("nobody makes themselves an administrator", async () => {
    const promoted = (world: World) => ({
      grants: [...newest(world).grants, { member: world.bea.id, role: "administrator" as const, scope: everywhere }],
    });
    expect(await afterChange(promoted, {}, ({ bea }) => [bea])).toBe("POLICY_CHAIN");
    expect(await afterChange(promoted)).toBe("accepted");
  });

  test("an administrator who has left cannot sign, and one of a single market cannot either", async () => {
    const world = await makeWorld();
    await changePolicy(world, {
      members: newest(world).members.map((one) => (one.id === world.otto.id ? { ...one, active: false } : one)),
    });
    await changePolicy(world, {}, [world.otto]);
    expect(await verdict(world, await makeBundle(world))).toBe("POLICY_CHAIN");

    const local = await makeWorld();
    const german = { member: local.bea.id, role: "administrator" as const, scope: { ...everywhere, market: "de" } };
    await changePolicy(local, { grants: [...newest(local).grants, german] });
    await changePolicy(local, {}, [local.bea]);
    expect(await verdict(local, await makeBundle(local))).toBe("POLICY_CHAIN");
  });

  test("the first policy too needs its own administrators' threshold", async () => {
    const world = await makeWorld({ threshold: 2 });
    const policies = [await signEnvelope(payloadTypes.policy, newest(world), [world.ada.signer])];
    expect(await verdict(world, { ...(await makeBundle(world)), policies })).toBe("POLICY_CHAIN");
  });
});

test("BU-12 the chain never ends before the version that was accepted last", async () => {
  const world = await makeWorld();
  const before = await makeBundle(world, { number: 2 });
  await changePolicy(world, {});
  const { trusted } = await verified(world, await makeBundle(world));
  expect(trusted.policy.version).toBe(2);
  expect(await verdict(world, before, trusted)).toBe("POLICY_CHAIN");
});

describe("BU-13 a key belongs to one member", () => {
  test("two members of one version cannot have the same key", async () => {
    const twin = makePerson("Ada's second name");
    const copied = ({ ada, ...world }: World) => ({
      members: [...newest({ ada, ...world }).members, { ...twin.member, publicKey: ada.member.publicKey }],
    });
    expect(await afterChange(copied)).toBe("POLICY_CHAIN");
  });

  test("a key does not pass from one member to another between versions", async () => {
    const swapped = (world: World) => ({
      members: newest(world).members.map((one) => {
        if (one.id === world.bea.id) return { ...one, publicKey: world.leo.member.publicKey };
        return one.id === world.leo.id ? { ...one, publicKey: world.bea.member.publicKey } : one;
      }),
    });
    expect(await afterChange(swapped)).toBe("POLICY_CHAIN");
  });

  test("a member may have a new key", async () => {
    const renewed = makePerson("Leo's new key");
    const change = (world: World) => ({
      members: newest(world).members.map((one) =>
        one.id === world.otto.id ? { ...one, publicKey: renewed.member.publicKey } : one,
      ),
    });
    expect(await afterChange(change)).toBe("accepted");
  });
});

describe("BU-14 a policy that could never be followed, or that names people who are not there, is refused", () => {
  const stranger = makePerson("A stranger");
  test.each<[string, (world: World) => Partial<PolicyDocument>]>([
    ["a threshold above the number of administrators", () => ({ threshold: 3 })],
    [
      "no administrator",
      ({ ada, otto, ...world }) => ({
        grants: newest({ ada, otto, ...world }).grants.filter(({ role }) => role !== "administrator"),
      }),
    ],
    [
      "a grant to nobody",
      (world) => ({ grants: [...newest(world).grants, { member: stranger.id, role: "auditor", scope: everywhere }] }),
    ],
    [
      "a release owner who is nobody",
      () => ({ environments: [{ id: environment, releaseOwner: stranger.id, maxStalenessDays: 30 }] }),
    ],
    [
      "two members of one id",
      (world) => ({ members: [...newest(world).members, { ...stranger.member, id: world.ada.id }] }),
    ],
    [
      "two environments of one name",
      (world) => ({ environments: [...newest(world).environments, ...newest(world).environments] }),
    ],
  ])("%s", async (_, change) => {
    expect(await afterChange(change)).toBe("POLICY_CHAIN");
  });
});

describe("BU-15 the newest policy knows the environment, its release owner and its staleness", () => {
  test("an environment that is no longer there is refused", async () => {
    expect(
      await afterChange((world) => ({
        environments: newest(world).environments.map((one) => ({ ...one, id: "staging" })),
      })),
    ).toBe("POLICY_CHAIN");
  });

  test("a release by somebody who is no longer release owner is refused", async () => {
    const handedOver = (world: World) => ({
      environments: newest(world).environments.map((one) => ({ ...one, releaseOwner: world.bea.id })),
    });
    expect(await afterChange(handedOver)).toBe("OWNER_UNSIGNED");
  });

  test("a release cannot claim to stay fresh for longer than the policy allows", async () => {
    const world = await makeWorld();
    expect(await verdict(world, await makeBundle(world, { maxStalenessDays: 366 }))).toBe("POLICY_CHAIN");
  });
});
