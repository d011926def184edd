import { type CryptoPort, equalBytes } from "./crypto.ts";

/**
 * The Merkle tree of RFC 6962, section 2.1. Leaves and inner nodes are hashed with different prefixes,
 * so that one can never be passed off as the other.
 */
const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

export type Hash = Uint8Array;

export const leafHash = (crypto: CryptoPort, data: Uint8Array): Hash => crypto.sha256(leafPrefix, data);
export const nodeHash = (crypto: CryptoPort, left: Hash, right: Hash): Hash => crypto.sha256(nodePrefix, left, right);

/** The hash of the tree over the given leaf hashes (MTH). The empty tree hashes to SHA-256 of nothing. */
export function treeHash(crypto: CryptoPort, leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return crypto.sha256();
  if (leaves.length === 1) return leaves[0]!;
  const split = splitPoint(leaves.length);
  return nodeHash(crypto, treeHash(crypto, leaves.slice(0, split)), treeHash(crypto, leaves.slice(split)));
}

/** The largest power of two smaller than n (n ≥ 2). */
export function splitPoint(n: number): number {
  return 2 ** Math.floor(Math.log2(n - 1));
}

/**
 * A complete subtree: `level` is the log2 of the number of leaves below it, `index` counts nodes of that level from the left.
 * The nodes of a growing log never change once complete, so they can be stored and read one by one.
 */
export type NodeReader = (level: number, index: number) => Hash;

/** The nodes that become complete when leaf number `index` is appended, the leaf itself first. */
export function* completedNodes(
  crypto: CryptoPort,
  index: number,
  leaf: Hash,
  read: NodeReader,
): Generator<{ level: number; index: number; hash: Hash }> {
  let hash = leaf;
  let level = 0;
  let position = index;
  yield { level, index: position, hash };
  while (position % 2 === 1) {
    hash = nodeHash(crypto, read(level, position - 1), hash);
    level += 1;
    position = (position - 1) / 2;
    yield { level, index: position, hash };
  }
}

/** The hash over leaves [start, end) of a stored log, from its complete nodes: O(log² n) reads. */
export function rangeHash(crypto: CryptoPort, start: number, end: number, read: NodeReader): Hash {
  const size = end - start;
  if (size === 0) return crypto.sha256();
  const level = Math.log2(size);
  if (Number.isInteger(level) && start % size === 0) return read(level, start / size);
  const middle = start + splitPoint(size);
  return nodeHash(crypto, rangeHash(crypto, start, middle, read), rangeHash(crypto, middle, end, read));
}

/** The audit path for leaf `index` in the tree of `size` leaves (RFC 6962, 2.1.1). */
export function inclusionProof(crypto: CryptoPort, index: number, size: number, read: NodeReader): Hash[] {
  const path: Hash[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      path.unshift(rangeHash(crypto, middle, end, read));
      end = middle;
    } else {
      path.unshift(rangeHash(crypto, start, middle, read));
      start = middle;
    }
  }
  return path;
}

/** Whether `leaf` stands at `index` in the tree of `size` leaves with hash `root` (RFC 9162, 2.1.3.2). */
export function verifyInclusion(
  crypto: CryptoPort,
  proof: { index: number; size: number; leaf: Hash; path: readonly Hash[]; root: Hash },
): boolean {
  if (proof.index < 0 || proof.index >= proof.size) return false;
  let node = proof.index;
  let last = proof.size - 1;
  let hash = proof.leaf;
  for (const sibling of proof.path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(crypto, sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
    } else {
      hash = nodeHash(crypto, hash, sibling);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && equalBytes(hash, proof.root);
}
