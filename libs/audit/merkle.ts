/**
 * A Merkle tree over the leaves of the events (libs/event-store/leaf.ts), which proves one event without revealing the others. As in RFC
 * 6962, the first byte distinguishes leaves from nodes, and a tree of n leaves has the largest power of two below n on its left. Hashes are
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

  /** The root of the leaves so far; more may follow. Needs at least one leaf. */
  rootSoFar(): string {
    return this.#subtrees.map((subtree) => subtree.hash).reduceRight((right, left) => nodeOf(left, right));
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

/** A range of leaves: `from` included, `to` excluded; from 0. */
interface LeafRange {
  readonly from: number;
  readonly before: number;
}

/**
 * Proves that the tree of the first leaves is the beginning of the tree of all (RFC 6962, 2.1.2), leaf by leaf: keeps some log2(n) hashes
 * for each of the log2(n) nodes of the proof.
 */
export class ConsistencyPath {
  readonly #ranges: readonly LeafRange[];
  readonly #trees: readonly MerkleTree[];
  #leaves = 0;

  /** Throws RangeError unless 0 < first <= size. */
  constructor(first: number, size: number) {
    if (!(first > 0 && first <= size))
      throw new RangeError(`a tree of ${first} leaves is not the beginning of one of ${size}`);
    this.#ranges = first === size ? [] : nodesOf(first, { from: 0, before: size }, true);
    this.#trees = this.#ranges.map(() => new MerkleTree());
  }

  add(leaf: string): void {
    for (const [i, { from, before }] of this.#ranges.entries())
      if (this.#leaves >= from && this.#leaves < before) this.#trees[i]?.add(leaf);
    this.#leaves++;
  }

  /** When all leaves are added; called once. */
  path(): MerklePath {
    return this.#trees.map((tree) => tree.root());
  }
}

/** The nodes of the proof: SUBPROOF(first, D[from:before], isWhole) of RFC 6962. */
function nodesOf(first: number, { from, before }: LeafRange, isWhole: boolean): readonly LeafRange[] {
  const size = before - from;
  if (first === size) return isWhole ? [] : [{ from, before }];
  const left = largestPowerBelow(size);
  const middle = from + left;
  return first <= left
    ? [...nodesOf(first, { from, before: middle }, isWhole), { from: middle, before }]
    : [...nodesOf(first - left, { from: middle, before }, false), { from, before: middle }];
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

interface Rooted {
  readonly size: number;
  readonly root: string;
}

/** Whether a path proves that the first tree is the beginning of the second (RFC 9162, 2.1.4.2). */
export function isConsistent(first: Rooted, second: Rooted, path: MerklePath): boolean {
  if (first.size < 1 || first.size > second.size) return false;
  if (first.size === second.size) return path.length === 0 && first.root === second.root;
  const roots = rootsFrom(first, second, path);
  return roots !== undefined && roots.first === first.root && roots.second === second.root;
}

/** The roots that a path gives for both trees; undefined if it is too short or too long for them. */
function rootsFrom(
  { size, root }: Rooted,
  { size: whole }: Rooted,
  path: MerklePath,
): { readonly first: string; readonly second: string } | undefined {
  // A first tree that is a whole subtree is its own beginning.
  const [start, ...rest] = Number.isInteger(Math.log2(size)) ? [root, ...path] : path;
  if (start === undefined) return undefined;
  let [node, last] = [size - 1, whole - 1];
  while (node % 2 === 1) [node, last] = above(node, last);
  let [first, second] = [start, start];
  for (const beside of rest) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      [first, second] = [nodeOf(beside, first), nodeOf(beside, second)];
      while (node % 2 === 0 && node > 0) [node, last] = above(node, last);
    } else second = nodeOf(second, beside);
    [node, last] = above(node, last);
  }
  return last === 0 ? { first, second } : undefined;
}

/** The ordinals of two nodes, one level up. */
function above(node: number, last: number): [number, number] {
  return [Math.floor(node / 2), Math.floor(last / 2)];
}
