import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toHex } from "#shared/kernel/crypto.ts";
import { utf8 } from "#shared/kernel/canonical.ts";
import {
  completedNodes,
  type Hash,
  inclusionProof,
  leafHash,
  rangeHash,
  treeHash,
  verifyInclusion,
} from "#shared/kernel/merkle.ts";
import { nodeCrypto } from "#main/keys/crypto.ts";

const leaves = (size: number): Hash[] =>
  Array.from({ length: size }, (_, index) => leafHash(nodeCrypto, utf8(`entry ${index}`)));

/** A log that stores nodes as they become complete, as the journal does. */
function stored(all: readonly Hash[]): (level: number, index: number) => Hash {
  const nodes = new Map<string, Hash>();
  const read = (level: number, index: number): Hash => nodes.get(`${level}/${index}`)!;
  for (const [index, leaf] of all.entries()) {
    for (const node of completedNodes(nodeCrypto, index, leaf, read))
      nodes.set(`${node.level}/${node.index}`, node.hash);
  }
  return read;
}

test("the tree hashes of the reference log are those that Certificate Transparency publishes", () => {
  // The test vectors of the RFC 6962 reference implementation: eight inputs, roots after one, two, three and eight.
  const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
  const hashes = inputs.map((hex) => leafHash(nodeCrypto, Buffer.from(hex, "hex")));
  const root = (size: number): string => toHex(treeHash(nodeCrypto, hashes.slice(0, size)));
  expect(root(0)).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(root(1)).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  expect(root(2)).toBe("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
  expect(root(3)).toBe("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
  expect(root(8)).toBe("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
});

test("a log that grows leaf by leaf has the hash of the whole tree at every size", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 130 }), (size) => {
      const all = leaves(size);
      expect(rangeHash(nodeCrypto, 0, size, stored(all))).toEqual(treeHash(nodeCrypto, all));
    }),
  );
});

test("every entry of a log proves its place, and no other place or entry does", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, pick, other) => {
      const all = leaves(size);
      const index = pick % size;
      const path = inclusionProof(nodeCrypto, index, size, stored(all));
      const root = treeHash(nodeCrypto, all);
      const proof = { index, size, leaf: all[index]!, path, root };
      expect(verifyInclusion(nodeCrypto, proof)).toBe(true);
      expect(verifyInclusion(nodeCrypto, { ...proof, leaf: leafHash(nodeCrypto, utf8("forged")) })).toBe(false);
      expect(verifyInclusion(nodeCrypto, { ...proof, path: [...path, root] })).toBe(false);
      expect(verifyInclusion(nodeCrypto, { ...proof, index: size })).toBe(false);
      const elsewhere = other % size;
      expect(verifyInclusion(nodeCrypto, { ...proof, index: elsewhere })).toBe(elsewhere === index);
    }),
  );
});
