import { describe, expect, test } from "vitest";
import { canonicalBytes, utf8 } from "#shared/kernel/canonical.ts";
import { type CryptoPort, fromBase64, toBase64 } from "#shared/kernel/crypto.ts";
import { makeEnvelope, openEnvelope, preAuthEncoding } from "#shared/bundle/dsse.ts";
import { IntegrityError, PolicyError } from "#shared/bundle/errors.ts";
import { type Bundle, type Envelope, payloadTypes } from "#shared/bundle/model.ts";
import { verifyBundle } from "#shared/bundle/verify.ts";
import { nodeCrypto } from "#main/keys/crypto.ts";
import { signEnvelope } from "#main/publishing/envelope.ts";
import { makePerson } from "#test/support/people.ts";
import { refusalOf, verdict } from "#test/support/refusal.ts";
import { changePolicy, makeBundle, makeWorld, own, start } from "#test/support/release-fixture.ts";

const world = await makeWorld();
const sound = await makeBundle(world);

/** The envelope with one bit of its payload or first signature changed. */
function tampered(envelope: Envelope, where: "payload" | "signature"): Envelope {
  const flip = (text: string) => {
    const bytes = fromBase64(text);
    bytes[bytes.length >> 1]! ^= 1;
    return toBase64(bytes);
  };
  if (where === "payload") return { ...envelope, payload: flip(envelope.payload) };
  const [first, ...rest] = envelope.signatures;
  return { ...envelope, signatures: [{ ...first!, sig: flip(first!.sig) }, ...rest] };
}

test("a release in which everything is as it should be is accepted, from bytes and from the value alike", async () => {
  const fromBytes = await verifyBundle(nodeCrypto, canonicalBytes(sound), world.trusted, start);
  const fromValue = await verifyBundle(nodeCrypto, sound, world.trusted, start);
  expect(fromValue).toEqual(fromBytes);
  expect(fromBytes.revisions.size).toBe(sound.assets.length);
});

describe("BU-1 a bundle has exactly the form of imprimatur-bundle/1", () => {
  test.each<[string, unknown]>([
    ["another format", { ...sound, format: "imprimatur-bundle/2" }],
    ["a foreign member", { ...sound, extra: true }],
    ["a missing member", { ...sound, checkpoint: undefined }],
    ["a number that is none", { ...sound, number: 1.5 }],
    ["an asset with a foreign member", { ...sound, assets: [{ ...sound.assets[0], note: "" }] }],
    ["a list", []],
  ])("%s is refused", async (_, bundle) => {
    expect(await verdict(world, bundle as Bundle)).toBe("BUNDLE_MALFORMED");
  });

  test("bytes that are not JSON are refused", async () => {
    for (const bytes of [utf8("{"), Uint8Array.of(0xff, 0xfe), new Uint8Array()]) {
      expect(await refusalOf(verifyBundle(nodeCrypto, bytes, world.trusted, start))).toBe("BUNDLE_MALFORMED");
    }
  });

  test.each([10, 1_000, 20_000, 200_000])("a body nested %i deep is refused, not crashed on", async (depth) => {
    const deep = `${'{"x":'.repeat(depth)}1${"}".repeat(depth)}`;
    const text = new TextDecoder().decode(canonicalBytes(sound)).replace('"base":{', `"base":{"deep":${deep},`);
    // Where the stack ends, it cannot be hashed; before, it is simply not what was signed.
    expect(await refusalOf(verifyBundle(nodeCrypto, utf8(text), world.trusted, start))).toMatch(
      /^(BUNDLE_MALFORMED|OWNER_UNSIGNED)$/,
    );
  });
});

test("BU-2 a bundle of another workspace or environment is refused", async () => {
  const other = await makeWorld();
  expect(await verdict(world, { ...sound, workspace: other.trusted.workspace })).toBe("BUNDLE_MALFORMED");
  expect(await verdict(world, { ...sound, environment: "production-jp" })).toBe("BUNDLE_MALFORMED");
});

describe("BU-3 a signature that claims a known key and does not hold refuses the bundle", () => {
  test.each(["policies", "ownership", "attestations"] as const)("in %s", async (list) => {
    for (const where of ["payload", "signature"] as const) {
      const change = { [list]: [tampered(sound[list][0]!, where), ...sound[list].slice(1)] };
      // A policy's payload is pinned by its digest, so that it never gets as far as its signature.
      const expected = list === "policies" && where === "payload" ? "POLICY_CHAIN" : "SIGNATURE_INVALID";
      expect(await verdict(world, { ...sound, ...change })).toBe(expected);
    }
  });

  test("a signature is bound to its payload type", async () => {
    const [policy] = sound.policies;
    expect(await verdict(world, { ...sound, policies: [{ ...policy!, payloadType: payloadTypes.statement }] })).toBe(
      "BUNDLE_MALFORMED",
    );
  });
});

describe("BU-4 nothing signed is read before its signatures hold", () => {
  test("a payload that is not even JSON is passed over when a stranger signed it", async () => {
    const stranger = makePerson("A stranger");
    const message = preAuthEncoding(payloadTypes.statement, utf8("not JSON"));
    const envelope = makeEnvelope(payloadTypes.statement, utf8("not JSON"), [
      { publicKey: stranger.signer.publicKey, signature: await stranger.signer.sign(message) },
    ]);
    expect(await verdict(world, { ...sound, attestations: [...sound.attestations, envelope] })).toBe("accepted");
    expect(await openEnvelope(nodeCrypto, envelope, payloadTypes.statement, new Set())).toBeNull();
  });

  test("the same payload is refused when a member signed it", async () => {
    const bytes = utf8("not JSON");
    const signature = await world.olga.signer.sign(preAuthEncoding(payloadTypes.statement, bytes));
    const envelope = makeEnvelope(payloadTypes.statement, bytes, [
      { publicKey: world.olga.signer.publicKey, signature },
    ]);
    expect(await verdict(world, { ...sound, attestations: [envelope] })).toBe("BUNDLE_MALFORMED");
  });

  test("the crypto port may answer later", async () => {
    const slow: CryptoPort = { ...nodeCrypto, verify: async (...input) => nodeCrypto.verify(...input) };
    await expect(verifyBundle(slow, sound, world.trusted, start)).resolves.toMatchObject({ bundle: { number: 1 } });
  });
});

describe("BU-5 signed bytes have one spelling", () => {
  test.each<[string, (text: string) => string]>([
    ["white space", (text) => `${text.slice(0, 4)}\n${text.slice(4)}`],
    ["missing padding", (text) => `${text.slice(0, -4)}QQ`],
    ["bits that padding leaves over", (text) => `${text.slice(0, -4)}QR==`],
    ["foreign characters", (text) => `${text.slice(0, -1)}*`],
  ])("base64 with %s is refused", async (_, respell) => {
    const [first, ...rest] = sound.attestations;
    const attestations = [{ ...first!, payload: respell(first!.payload) }, ...rest];
    expect(await verdict(world, { ...sound, attestations })).toBe("BUNDLE_MALFORMED");
  });

  test("a policy that is not in canonical form is refused, however well signed", async () => {
    const changed = await makeWorld();
    const document = await changePolicy(changed, {});
    const bytes = utf8(JSON.stringify(document, null, 1));
    const signature = await changed.ada.signer.sign(preAuthEncoding(payloadTypes.policy, bytes));
    const envelope = makeEnvelope(payloadTypes.policy, bytes, [{ publicKey: changed.ada.signer.publicKey, signature }]);
    const bundle = await makeBundle(changed);
    expect(await verdict(changed, { ...bundle, policies: [bundle.policies[0]!, envelope] })).toBe("BUNDLE_MALFORMED");
  });
});

describe("BU-6 nothing is dated more than a day ahead", () => {
  const day = 24 * 60 * 60 * 1000;
  const at = (offset: number) => new Date(start + offset).toISOString();

  test("a release", async () => {
    expect(await verdict(world, { ...sound, at: at(day) })).toBe("accepted");
    expect(await verdict(world, { ...sound, at: at(day + 1) })).toBe("BUNDLE_MALFORMED");
  });

  test("a statement", async () => {
    const extra = (offset: number) => own(world, world.olga, world.assets, { moment: { at: at(offset) } });
    expect(await verdict(world, { ...sound, attestations: [...sound.attestations, await extra(day)] })).toBe(
      "accepted",
    );
    expect(await verdict(world, { ...sound, attestations: [...sound.attestations, await extra(day + 1)] })).toBe(
      "BUNDLE_MALFORMED",
    );
  });
});

test("integrity and policy errors are two classes, and each says what failed", async () => {
  await expect(
    verifyBundle(nodeCrypto, { ...sound, at: "2100-01-01T00:00:00.000Z" }, world.trusted, start),
  ).rejects.toSatisfy((error) => error instanceof IntegrityError && error.details["what"] === "release");
  await expect(verifyBundle(nodeCrypto, { ...sound, attestations: [] }, world.trusted, start)).rejects.toSatisfy(
    (error) => error instanceof PolicyError && error.details["what"] === world.assets[0]!.name,
  );
});

test("the signed bytes are those of the DSSE specification's example", async () => {
  const encoding = preAuthEncoding("http://example.com/HelloWorld", utf8("hello world"));
  expect(new TextDecoder().decode(encoding)).toBe("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  const { olga } = world;
  const envelope = await signEnvelope(payloadTypes.statement, { hello: "world" }, [olga.signer, olga.signer]);
  const opened = await openEnvelope(nodeCrypto, envelope, payloadTypes.statement, new Set([olga.signer.publicKey]));
  expect([...opened!.signers]).toEqual([olga.signer.publicKey]);
});
