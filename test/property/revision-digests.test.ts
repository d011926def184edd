import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Identity } from "#shared/assets/model.ts";
import { type Body, partNames, revisionDigests, rootOfParts } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { nodeCrypto } from "#main/keys/crypto.ts";

const asset = "ast_01h0000000000000000000000a" as AssetId;
const another = "ast_01h0000000000000000000000b" as AssetId;
const identity: Identity = {
  kind: "block",
  name: "hero.spring",
  tier: "campaign",
  scope: { brand: "*", market: "de", channel: "web" },
};
const part = fc.dictionary(fc.string({ maxLength: 4 }), fc.string({ maxLength: 4 }));
const body = fc.dictionary(fc.constantFrom(...partNames), part) as fc.Arbitrary<Body>;

const digests = (of: Body, id = asset, who = identity) => revisionDigests(nodeCrypto, id, who, of);

test("a revision's digest follows from its parts' digests alone", () => {
  fc.assert(
    fc.property(body, (content) => {
      const { revision, parts } = digests(content);
      expect(rootOfParts(nodeCrypto, parts)).toBe(revision);
      expect(Object.keys(parts).toSorted()).toEqual(["identity", ...Object.keys(content)].toSorted());
    }),
  );
});

test("changing one part changes that part's digest and the revision's, and no other part's", () => {
  fc.assert(
    fc.property(body, fc.constantFrom(...partNames), (content, changed) => {
      const before = digests(content);
      const after = digests({ ...content, [changed]: { ...content[changed], "changed-field": "new" } });
      expect(after.revision).not.toBe(before.revision);
      const moved = (["identity", ...partNames] as const).filter((name) => after.parts[name] !== before.parts[name]);
      expect(moved).toEqual([changed]);
    }),
  );
});

test("the same content in another part or another asset has another digest, so that no approval carries over", () => {
  fc.assert(
    fc.property(part, (content) => {
      const here = digests({ copy: content });
      expect(digests({ disclosure: content }).parts.disclosure).not.toBe(here.parts.copy);
      expect(digests({ copy: content }, another).parts.copy).not.toBe(here.parts.copy);
    }),
  );
});

test("a name, tier or scope cannot be swapped under a digest", () => {
  const before = digests({ copy: {} });
  const swaps: Identity[] = [
    { ...identity, name: "hero.summer" },
    { ...identity, tier: "foundation" },
    { ...identity, kind: "rule" },
    { ...identity, scope: { ...identity.scope, market: "*" } },
  ];
  for (const swapped of swaps) {
    const after = digests({ copy: {} }, asset, swapped);
    expect(after.revision).not.toBe(before.revision);
    expect(after.parts.copy).toBe(before.parts.copy);
  }
});
