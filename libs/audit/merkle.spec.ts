/** The hashes beside its path to the root prove one event of the log. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ConsistencyPath, isConsistent, MerkleTree, nodeOf, rootFrom, type MerklePath } from '#libs/audit/merkle.ts';
import { leafOf, nonceAfter } from '#libs/event-store/leaf.ts';

const LINK = 'a'.repeat(64);

function leaves(count: number): string[] {
  return Array.from({ length: count }, (_, i) => leafOf(nonceAfter(LINK), i + 1, `event ${i + 1}`));
}

function treeOf(all: readonly string[]): { root: string; paths: readonly MerklePath[] } {
  const tree = new MerkleTree();
  const paths = all.map((leaf) => tree.add(leaf, true));
  return { root: tree.root(), paths };
}

test('a tree has the largest power of two on its left', () => {
  const [a = '', b = '', c = ''] = leaves(3);
  expect(treeOf([a]).root).toBe(a);
  expect(treeOf([a, b]).root).toBe(nodeOf(a, b));
  expect(treeOf([a, b, c]).root).toBe(nodeOf(nodeOf(a, b), c));
});

test('the path of every leaf leads to the root, for trees of every size', () => {
  for (let size = 1; size <= 40; size++) {
    const all = leaves(size);
    const { root, paths } = treeOf(all);
    expect(paths.map((path, i) => rootFrom(all[i] ?? '', i + 1, size, path))).toStrictEqual(all.map(() => root));
  }
});

test('only traced leaves have a path, and tracing does not change the root', () => {
  const all = leaves(11);
  const tree = new MerkleTree();
  const paths = all.map((leaf, i) => tree.add(leaf, i === 6));
  expect(tree.root()).toBe(treeOf(all).root);
  expect(paths.filter((path) => path.length > 0)).toStrictEqual([treeOf(all).paths[6]]);
});

test('another leaf, position or path gives another root or no root', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(), fc.nat(), (size, one, two) => {
      const all = leaves(size);
      const { root, paths } = treeOf(all);
      const at = one % size;
      const other = (at + 1 + (two % (size - 1))) % size;
      const [leaf = '', path = []] = [all[at], paths[at]];
      expect(rootFrom(all[other] ?? '', at + 1, size, path)).not.toBe(root);
      expect(rootFrom(leaf, other + 1, size, path)).not.toBe(root);
      expect(rootFrom(leaf, at + 1, size, [...path, LINK])).not.toBe(root);
      expect(rootFrom(leaf, at + 1, size, path.slice(1))).not.toBe(root);
    }),
  );
});

test('a position outside the tree has no root', () => {
  const { paths } = treeOf(leaves(5));
  expect(rootFrom(LINK, 0, 5, paths[0] ?? [])).toBeUndefined();
  expect(rootFrom(LINK, 6, 5, paths[4] ?? [])).toBeUndefined();
});

test('a leaf and a node of the same bytes have different hashes', () => {
  const [a = '', b = ''] = leaves(2);
  expect(leafOf('', 1, a + b)).not.toBe(nodeOf(a, b));
  expect(leafOf(nonceAfter(LINK), 1, 'event')).not.toBe(leafOf(nonceAfter('b'.repeat(64)), 1, 'event'));
});

/** The root of the first leaves. */
function rootOf(size: number): string {
  const tree = new MerkleTree();
  for (let i = 0; i < size; i++) tree.add(leafOf('n', i + 1, 'event'));
  return tree.root();
}

function consistencyOf(first: number, size: number): readonly string[] {
  const path = new ConsistencyPath(first, size);
  for (let i = 0; i < size; i++) path.add(leafOf('n', i + 1, 'event'));
  return path.path();
}

test('each tree is proved to be the beginning of each later one, and of no other', () => {
  const roots = Array.from({ length: 34 }, (_, size) => (size === 0 ? '' : rootOf(size)));
  for (let size = 1; size <= 33; size++)
    for (let first = 1; first <= size; first++) {
      const path = consistencyOf(first, size);
      const [one, two] = [first, size].map((of) => ({ size: of, root: roots[of] ?? '' }));
      if (one === undefined || two === undefined) throw new RangeError('there are two');
      expect([first, size, isConsistent(one, two, path)]).toStrictEqual([first, size, true]);
      const other = { ...one, root: 'f'.repeat(64) };
      expect([first, size, isConsistent(other, two, path)]).toStrictEqual([first, size, false]);
      expect(isConsistent(one, { ...two, root: 'f'.repeat(64) }, path)).toBe(false);
      expect(isConsistent(one, two, [...path, 'f'.repeat(64)])).toBe(false);
      // Only the proof between a tree and itself is empty.
      expect(path.length === 0).toBe(first === size);
      if (first < size) expect(isConsistent(one, two, path.slice(1))).toBe(false);
    }
});

test('a proof of consistency is as long as RFC 6962 gives it', () => {
  // The example of the RFC with 7 leaves (2.1.3): PROOF(3), PROOF(4), PROOF(6).
  expect([3, 4, 6].map((first) => consistencyOf(first, 7).length)).toStrictEqual([4, 1, 3]);
  expect(() => new ConsistencyPath(0, 7)).toThrow(RangeError);
  expect(() => new ConsistencyPath(8, 7)).toThrow(RangeError);
});
