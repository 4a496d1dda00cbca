/** The helper that keeps the answers of pure functions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoised, memoisedOf, memoisedPer } from '#libs/kernel/memo.ts';

test('works out each answer once, undefined ones too', () => {
  const asked: number[] = [];
  const half = memoised((n: number) => {
    asked.push(n);
    return n % 2 === 0 ? n / 2 : undefined;
  });
  assert.deepEqual([half(4), half(3), half(4), half(3)], [2, undefined, 2, undefined]);
  assert.deepEqual(asked, [4, 3]);
});

test('keeps no more answers than the bound, and still gives the right one', () => {
  let asked = 0;
  const next = memoised((n: number) => {
    asked++;
    return n + 1;
  }, 1);
  assert.deepEqual([next(1), next(2), next(2), next(1)], [2, 3, 3, 2]);
  assert.equal(asked, 3);
});

test('keeps one answer per object', () => {
  let asked = 0;
  const size = memoisedOf((list: readonly number[]) => {
    asked++;
    return list.length;
  });
  const [one, other] = [[1], [1]];
  assert.deepEqual([size(one), size(one), size(other)], [1, 1, 1]);
  assert.equal(asked, 2);
});

test('keeps answers by object and key', () => {
  const asked: string[] = [];
  const at = memoisedPer((list: readonly string[], i: number) => {
    asked.push(`${list[0] ?? ''}${i}`);
    return list[i];
  });
  const [one, other] = [['a', 'b'], ['c']];
  assert.deepEqual([at(one, 1), at(one, 1), at(one, 0), at(other, 0)], ['b', 'b', 'a', 'c']);
  assert.deepEqual(asked, ['a1', 'a0', 'c0']);
});
