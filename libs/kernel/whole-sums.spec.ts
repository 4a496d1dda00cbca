/** Sums of whole numbers are exact at any size. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { WholeSums, type WrittenSum } from '#libs/kernel/whole-sums.ts';

const MOST = 2 ** 53;
const value = fc.oneof(
  fc.integer({ min: -MOST + 1, max: MOST - 1 }),
  fc.constantFrom(MOST, -MOST, MOST / 2, -MOST / 2, MOST / 2 - 1, 1, -1, 0),
);
const whole = fc.oneof(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), value.map(BigInt));

test('whole numbers, products and larger ones add up like bigints, and do not change the sums beside them', () => {
  type Adding = readonly [exact: bigint, add: (sums: WholeSums, place: number) => void];
  const number = value.map((by): Adding => [
    BigInt(by),
    (sums, place) => {
      sums.add(place, by);
    },
  ]);
  const larger = whole.map((by): Adding => [
    by,
    (sums, place) => {
      sums.addWhole(place, by);
    },
  ]);
  const product = fc.tuple(value, whole).map(([factor, by]): Adding => [
    BigInt(factor) * by,
    (sums, place) => {
      sums.addProduct(place, factor, by);
    },
  ]);
  fc.assert(
    fc.property(fc.array(fc.oneof(number, larger, product), { maxLength: 12 }), (all) => {
      const sums = new WholeSums();
      const first = sums.places(3);
      for (const [, add] of all) add(sums, first + 1);
      const expected = all.reduce((sum, [exact]) => sum + exact, 0n);
      expect([0, 1, 2].map((place) => sums.sum(first + place))).toStrictEqual([0n, expected, 0n]);
    }),
  );
});

test('new places keep the sums of those before', () => {
  const sums = new WholeSums();
  const firsts = Array.from({ length: 100 }, () => {
    const first = sums.places(50);
    sums.add(first, first);
    return first;
  });
  expect(firsts.map((first) => sums.sum(first))).toStrictEqual(firsts.map(BigInt));
});

test('sums written as JSON and added up again, or joined, are the same at any size', () => {
  fc.assert(
    fc.property(fc.array(whole, { maxLength: 4 }), fc.array(whole, { maxLength: 4 }), (ones, others) => {
      const holding = (all: readonly bigint[]): WholeSums => {
        const sums = new WholeSums();
        const first = sums.places(4);
        for (const [i, one] of all.entries()) sums.addWhole(first + i, one);
        return sums;
      };
      const [one, other] = [holding(ones), holding(others)];
      const expected = [0, 1, 2, 3].map((place) => one.sum(place) + other.sum(place));
      const [written, joined] = [holding(ones), holding(ones)];
      written.addWritten(0, JSON.parse(JSON.stringify(other.written(0, 4))) as WrittenSum[]);
      joined.addThose(0, { from: 0, of: other, count: 4 });
      for (const sums of [written, joined]) {
        expect([0, 1, 2, 3].map((place) => sums.sum(place))).toStrictEqual(expected);
        expect(sums.areZero(0, 4)).toBe(expected.every((sum) => sum === 0n));
      }
    }),
  );
});
