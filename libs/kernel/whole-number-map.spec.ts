/** The map by whole numbers that never changes. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { WholeNumberMap } from '#libs/kernel/whole-number-map.ts';

interface Value {
  readonly of: number;
}

test('holds the same entries as a Map, for any keys in any order', () => {
  const keys = fc.array(fc.oneof(fc.nat(70), fc.nat(5_000), fc.nat(2 ** 30 - 1)), { maxLength: 60 });
  fc.assert(
    fc.property(keys, (set) => {
      const expected = new Map<number, Value>();
      let map = WholeNumberMap.empty<Value>();
      for (const [of, key] of set.entries()) {
        map = map.with(key, { of });
        expected.set(key, { of });
      }
      expect([...map.entries()]).toStrictEqual([...expected].sort(([a], [b]) => a - b));
      for (const key of [0, 31, 32, 1_024, 2 ** 30 - 1, ...set]) expect(map.get(key)).toStrictEqual(expected.get(key));
    }),
  );
});

test('setting a value returns a new map and does not change the old one', () => {
  const first = WholeNumberMap.empty<Value>().with(3, { of: 1 });
  first.with(3, { of: 2 }).with(40, { of: 3 });
  expect([...first.entries()]).toStrictEqual([[3, { of: 1 }]]);
});

test('refuses a key that is not from 0 to 2^30 - 1', () => {
  for (const key of [-1, 0.5, NaN, 2 ** 30])
    expect(() => WholeNumberMap.empty<Value>().with(key, { of: 1 })).toThrow(RangeError);
});
