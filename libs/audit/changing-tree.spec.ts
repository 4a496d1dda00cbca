/** The root of a tree whose leaves change is that of the leaves as they are, and costs what has changed. */
import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { ChangingTree } from '#libs/audit/changing-tree.ts';
import { MerkleTree, nodeOf } from '#libs/audit/merkle.ts';
import { leafOf } from '#libs/event-store/leaf.ts';

type Leaves = readonly (readonly [ordinal: number, leaf: string])[];

const leaf = (of: number): string => leafOf('', of, 'stream');

function rootOf(leaves: readonly string[]): string {
  const tree = new MerkleTree();
  for (const one of leaves) tree.add(one);
  return tree.root();
}

test('the root is that of the present leaves, however they grew and changed', () => {
  const round = fc.record({ grows: fc.nat({ max: 40 }), changes: fc.array(fc.nat(), { maxLength: 6 }) });
  fc.assert(
    fc.property(fc.array(round, { minLength: 1, maxLength: 8 }), (rounds) => {
      const [tree, present] = [new ChangingTree(), [] as string[]];
      let next = 0;
      for (const { grows, changes } of rounds) {
        const { size } = tree;
        const changed = new Set(size === 0 ? [] : changes.map((one) => one % size));
        for (let i = 0; i < grows + (size === 0 ? 1 : 0); i++) changed.add(size + i);
        const leaves: Leaves = [...changed].sort((a, b) => a - b).map((at) => [at, leaf(next++)]);
        for (const [at, one] of leaves) present[at] = one;
        expect(tree.rootWith(leaves)).toBe(rootOf(present));
      }
    }),
  );
});

test('one changed leaf among thousands makes the nodes above it alone', () => {
  const node = jest.fn(nodeOf);
  const tree = new ChangingTree(node);
  tree.rootWith(Array.from({ length: 4_096 }, (_, i) => [i, leaf(i)]));
  node.mockClear();
  tree.rootWith([[1_234, leaf(-1)]]);
  expect(node).toHaveBeenCalledTimes(12);
  tree.rootWith([]);
  expect(node).toHaveBeenCalledTimes(12);
});
