/** Pages of a list in the order of its keys. */
import { expect, test } from '@jest/globals';
import { ALL, type Keyed, pageAfter } from '#libs/kernel/page.ts';

const LETTERS: readonly Keyed<string>[] = ['a', 'b', 'c', 'd'].map((letter) => [letter, letter.toUpperCase()] as const);

async function* inBatches(size: number): AsyncIterable<readonly Keyed<string>[]> {
  for (let i = 0; i < LETTERS.length; i += size) yield LETTERS.slice(i, i + size);
}

test('a page starts after a key and names the key for the next page', async () => {
  expect(await pageAfter({ after: '', limit: 2 }, LETTERS)).toStrictEqual({ items: ['A', 'B'], next: 'b' });
  expect(await pageAfter({ after: 'b', limit: 1 }, inBatches(3))).toStrictEqual({ items: ['C'], next: 'c' });
});

test('the last page names no key, also if it is full', async () => {
  expect(await pageAfter({ after: 'b', limit: 2 }, inBatches(1))).toStrictEqual({ items: ['C', 'D'], next: undefined });
  expect(await pageAfter({ after: 'd', limit: 2 }, LETTERS)).toStrictEqual({ items: [], next: undefined });
});

test('a key that is not in the list is gone on after all the same', async () => {
  expect(await pageAfter({ after: 'bb', limit: 9 }, LETTERS)).toStrictEqual({ items: ['C', 'D'], next: undefined });
});

test('the whole list is one page', async () => {
  expect((await pageAfter(ALL, inBatches(2))).items).toStrictEqual(['A', 'B', 'C', 'D']);
});

test.each([
  ['out of order', ['a', 'c', 'b']],
  ['twice', ['a', 'b', 'b']],
])('a list with a key %s is refused: a next page would leave an item out', async (_, keys) => {
  const list = keys.map((key) => [key, key] as const);
  await expect(pageAfter(ALL, list)).rejects.toThrow('is not after');
});
