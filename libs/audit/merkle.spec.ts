/** The hashes beside its way to the root prove one event of the log. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type MerklePath, MerkleTree, nodeOf, rootFrom } from '#libs/audit/merkle.ts';
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

test('the path of every leaf leads to the root, whatever the size of the tree', () => {
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
