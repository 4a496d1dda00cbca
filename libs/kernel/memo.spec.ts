/** The helper that keeps the answers of pure functions. */
import { expect, test } from '@jest/globals';
import {
  memoised,
  memoisedByText,
  memoisedIn,
  memoisedLast,
  memoisedOf,
  memoisedOnce,
  memoisedPer,
} from '#libs/kernel/memo.ts';

test('works out one answer when it is first asked for, and once', () => {
  let asked = 0;
  const list = memoisedOnce(() => [++asked]);
  expect(asked).toBe(0);
  expect([list(), list()]).toStrictEqual([[1], [1]]);
});

test('works out each answer once, undefined ones too', () => {
  const asked: number[] = [];
  const half = memoised((n: number) => {
    asked.push(n);
    return n % 2 === 0 ? n / 2 : undefined;
  });
  expect([half(4), half(3), half(4), half(3)]).toStrictEqual([2, undefined, 2, undefined]);
  expect(asked).toStrictEqual([4, 3]);
});

test('works an answer out again only after another key', () => {
  const asked: number[] = [];
  const half = memoisedLast((n: number) => {
    asked.push(n);
    return n % 2 === 0 ? n / 2 : undefined;
  });
  expect([half(3), half(3), half(4), half(4), half(3)]).toStrictEqual([undefined, undefined, 2, 2, undefined]);
  expect(asked).toStrictEqual([3, 4, 3]);
});

test('gives one answer to two arguments with the same text', () => {
  const named = memoisedByText(
    ({ name }: { readonly name: string; readonly age: number }) => name,
    ({ age }) => ({ age }),
  );
  const first = named({ name: 'a', age: 1 });
  expect(named({ name: 'a', age: 2 })).toBe(first);
  expect(named({ name: 'b', age: 2 })).toStrictEqual({ age: 2 });
});

test('keeps at most the bound of answers, and still gives the right one', () => {
  let asked = 0;
  const next = memoised((n: number) => {
    asked++;
    return n + 1;
  }, 1);
  expect([next(1), next(2), next(2), next(1)]).toStrictEqual([2, 3, 3, 2]);
  expect(asked).toBe(3);
});

test('keeps answers by whole numbers of a range, undefined ones too, and works others out each time', () => {
  const asked: number[] = [];
  const half = memoisedIn({ from: -2, before: 2 }, (n) => {
    asked.push(n);
    return n % 2 === 0 ? n / 2 : undefined;
  });
  expect([-3, -2, 1, 2, Infinity].map(half)).toStrictEqual([undefined, -1, undefined, 1, undefined]);
  expect([-3, -2, 1, 2].map(half)).toStrictEqual([undefined, -1, undefined, 1]);
  expect(asked).toStrictEqual([-3, -2, 1, 2, Infinity, -3, 2]);
});

test('keeps one answer per object', () => {
  let asked = 0;
  const size = memoisedOf((list: readonly number[]) => {
    asked++;
    return list.length;
  });
  const [one, other] = [[1], [1]];
  expect([size(one), size(one), size(other)]).toStrictEqual([1, 1, 1]);
  expect(asked).toBe(2);
});

test('keeps answers by object and key', () => {
  const asked: string[] = [];
  const at = memoisedPer((list: readonly string[], i: number) => {
    asked.push(`${list[0] ?? ''}${i}`);
    return list[i];
  });
  const [one, other] = [['a', 'b'], ['c']];
  expect([at(one, 1), at(one, 1), at(one, 0), at(other, 0)]).toStrictEqual(['b', 'b', 'a', 'c']);
  expect(asked).toStrictEqual(['a1', 'a0', 'c0']);
});
