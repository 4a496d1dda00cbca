/**
 * A Merkle tree over the leaves of the events (libs/event-store/leaf.ts), which proves one event without revealing the others. As in RFC 6962, the first byte
 * distinguishes leaves from nodes, and a tree of n leaves has the largest power of two below n on its left. Hashes are
 * concatenated as hexadecimal text, as in the chain.
 */
import { hash } from 'node:crypto';

const NODE = '\u0001';

export function nodeOf(left: string, right: string): string {
  return hash('sha256', NODE + left + right, 'hex');
}

/** The sibling hashes from a leaf up to the root. */
export type MerklePath = readonly string[];

/** A complete subtree; `traced`: the paths so far of its leaves to be proved. */
interface Subtree {
  readonly size: number;
  readonly hash: string;
  readonly traced: readonly string[][];
}

/** Grows leaf by leaf; keeps log2(n) hashes and a path for each leaf to be proved. */
export class MerkleTree {
  readonly #subtrees: Subtree[] = [];

  /** Returns the path of a traced leaf. The path is complete after root(), with no leaf added later. */
  add(leaf: string, trace = false): MerklePath {
    const path: string[] = [];
    let subtree: Subtree = { size: 1, hash: leaf, traced: trace ? [path] : NONE };
    for (;;) {
      const last = this.#subtrees.at(-1);
      if (last?.size !== subtree.size) break;
      this.#subtrees.pop();
      subtree = join(last, subtree);
    }
    this.#subtrees.push(subtree);
    return path;
  }

  /** Needs at least one leaf; called once. */
  root(): string {
    const whole = this.#subtrees.reduceRight((right, left) => join(left, right));
    this.#subtrees.splice(0, Infinity, whole);
    return whole.hash;
  }
}

const NONE: readonly string[][] = [];

function join(left: Subtree, right: Subtree): Subtree {
  for (const path of left.traced) path.push(right.hash);
  for (const path of right.traced) path.push(left.hash);
  return {
    size: left.size + right.size,
    hash: nodeOf(left.hash, right.hash),
    traced: left.traced.length + right.traced.length === 0 ? NONE : [...left.traced, ...right.traced],
  };
}

/** The root that a path gives for the leaf at this position in a tree of this size; undefined for an impossible path. */
export function rootFrom(leaf: string, position: number, size: number, path: MerklePath): string | undefined {
  let [index, last] = [position - 1, size - 1];
  if (index < 0 || index > last) return undefined;
  let root = leaf;
  for (const beside of path) {
    if (last === 0) return undefined;
    if (index % 2 === 1 || index === last) {
      root = nodeOf(beside, root);
      // The last node of a level may have no right sibling for some levels.
      while (index % 2 === 0 && index > 0) [index, last] = [Math.floor(index / 2), Math.floor(last / 2)];
    } else root = nodeOf(root, beside);
    [index, last] = [Math.floor(index / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : undefined;
}
