import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Horizon, type Version, addVersion, inForce, isKnown } from '#libs/enrolment/versions.ts';

type Fact = Version<[key: string, value: number]>;

const EVERYTHING = { day: Infinity, position: Infinity };
const anyFact = fc.tuple(
  fc.constantFrom('a', 'b'),
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 5 }),
) as fc.Arbitrary<[string, number, number]>;
const anyFacts = fc.array(anyFact, { maxLength: 12 }).map((facts) => facts.map((fact, i): Fact => [...fact, i + 1]));

function values(facts: readonly Fact[], known = EVERYTHING): (readonly [string, number])[] {
  return inForce(facts, ([key]) => key, known)
    .map(([key, value]) => [key, value] as const)
    .sort();
}

test('the version with the greatest known_on not after the day holds', () => {
  const facts: Fact[] = [
    ['a', 1, 10, 1],
    ['a', 2, 30, 2],
    ['a', 3, 20, 3],
  ];
  for (const [day, value] of [
    [10, 1],
    [19, 1],
    [20, 3],
    [29, 3],
    [30, 2],
  ] as const)
    assert.deepEqual(values(facts, { day, position: 3 }), [['a', value]], String(day));
  expect(values(facts, { day: 9, position: 3 })).toStrictEqual([]);
});

test('of two versions known the same day the one recorded later holds', () => {
  const facts: Fact[] = [
    ['a', 1, 10, 7],
    ['a', 2, 10, 4],
  ];
  expect(values(facts)).toStrictEqual([['a', 1]]);
});

test('a version recorded after the position is not seen, however early it was known', () => {
  const facts: Fact[] = [
    ['a', 1, 10, 1],
    ['a', 2, 11, 5],
  ];
  expect(values(facts, { day: 99, position: 4 })).toStrictEqual([['a', 1]]);
  expect(values(facts, { day: 99, position: 5 })).toStrictEqual([['a', 2]]);
});

test('facts of different keys hold side by side', () => {
  expect(
    values([
      ['a', 1, 10, 1],
      ['b', 2, 20, 2],
    ]),
  ).toStrictEqual([
    ['a', 1],
    ['b', 2],
  ]);
});

test('what is in force does not depend on the order in which the versions are kept', () => {
  fc.assert(
    fc.property(anyFacts, fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 13 }), (facts, day, position) => {
      expect(values([...facts].reverse(), { day, position })).toStrictEqual(values(facts, { day, position }));
    }),
  );
});

test('the horizon is the first day after K on which a recorded version becomes known', () => {
  fc.assert(
    fc.property(anyFacts, fc.integer({ min: 0, max: 6 }), (facts, day) => {
      const horizon: Horizon = { next: Infinity };
      inForce(facts, ([key]) => key, { day, position: Infinity }, horizon);
      expect(horizon.next).toBe(Math.min(Infinity, ...facts.map(([, , knownOn]) => knownOn).filter((d) => d > day)));
    }),
  );
});

test('a version beyond the position does not move the horizon', () => {
  const horizon: Horizon = { next: Infinity };
  expect(isKnown(['a', 1, 20, 9], { day: 10, position: 8 }, horizon)).toBe(false);
  expect(horizon.next).toBe(Infinity);
});

test('a version is added once for its position; the same content recorded later is a version of its own', () => {
  const facts: Fact[] = [];
  addVersion(facts, ['a', 1, 10, 1]);
  addVersion(facts, ['a', 2, 10, 2]);
  addVersion(facts, ['a', 2, 10, 2]);
  addVersion(facts, ['a', 1, 10, 3]);
  expect(facts).toStrictEqual([
    ['a', 1, 10, 1],
    ['a', 2, 10, 2],
    ['a', 1, 10, 3],
  ]);
});
