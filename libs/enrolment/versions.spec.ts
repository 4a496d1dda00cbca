/** The version of a fact that is in force, as known on a day up to a position. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addOnce } from '#libs/enrolment/compact.ts';
import { type Version, inForce, nextKnownOn } from '#libs/enrolment/versions.ts';

interface Fact extends Version {
  readonly key: string;
  readonly value: number;
}

function fact(key: string, value: number, knownOn: number, position: number): Fact {
  return { key, value, knownOn, position };
}

const EVERYTHING = { day: Infinity, position: Infinity };
const anyFact = fc.tuple(
  fc.constantFrom('a', 'b'),
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 5 }),
) as fc.Arbitrary<[string, number, number]>;
const anyFacts = fc.array(anyFact, { maxLength: 12 }).map((facts) => facts.map((fields, i) => fact(...fields, i + 1)));

function values(facts: readonly Fact[], known = EVERYTHING): (readonly [string, number])[] {
  return inForce(facts, ({ key }) => key, known)
    .map(({ key, value }) => [key, value] as const)
    .sort();
}

test('the version with the greatest known_on not after the day is in force', () => {
  const facts: Fact[] = [fact('a', 1, 10, 1), fact('a', 2, 30, 2), fact('a', 3, 20, 3)];
  for (const [day, value] of [
    [10, 1],
    [19, 1],
    [20, 3],
    [29, 3],
    [30, 2],
  ] as const)
    expect(values(facts, { day, position: 3 })).toStrictEqual([['a', value]]);
  expect(values(facts, { day: 9, position: 3 })).toStrictEqual([]);
});

test('of two versions known on one day, the one recorded later is in force', () => {
  const facts: Fact[] = [fact('a', 1, 10, 7), fact('a', 2, 10, 4)];
  expect(values(facts)).toStrictEqual([['a', 1]]);
});

test('ignores a version recorded after the position', () => {
  const facts: Fact[] = [fact('a', 1, 10, 1), fact('a', 2, 11, 5)];
  expect(values(facts, { day: 99, position: 4 })).toStrictEqual([['a', 1]]);
  expect(values(facts, { day: 99, position: 5 })).toStrictEqual([['a', 2]]);
});

test('facts of different keys are independent', () => {
  expect(values([fact('a', 1, 10, 1), fact('b', 2, 20, 2)])).toStrictEqual([
    ['a', 1],
    ['b', 2],
  ]);
});

test('the order of the versions does not matter', () => {
  fc.assert(
    fc.property(anyFacts, fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 13 }), (facts, day, position) => {
      expect(values([...facts].reverse(), { day, position })).toStrictEqual(values(facts, { day, position }));
    }),
  );
});

test('the next day known is the first after K on which a recorded version becomes known', () => {
  fc.assert(
    fc.property(anyFacts, fc.integer({ min: 0, max: 6 }), (facts, day) => {
      const later = facts.map(({ knownOn }) => knownOn).filter((knownOn) => knownOn > day);
      const [some, others] = [facts.slice(0, 4), facts.slice(4)];
      expect(nextKnownOn([some, others], { day, position: Infinity })).toBe(Math.min(Infinity, ...later));
    }),
  );
});

test('a version beyond the position is not the next known', () => {
  expect(nextKnownOn([[fact('a', 1, 20, 9)]], { day: 10, position: 8 })).toBe(Infinity);
});

test('a version is added once per position; the same content recorded later is another version', () => {
  const versions: (readonly [string, number, number, number])[] = [];
  addOnce(versions, ['a', 1, 10, 1]);
  addOnce(versions, ['a', 2, 10, 2]);
  addOnce(versions, ['a', 2, 10, 2]);
  addOnce(versions, ['a', 1, 10, 3]);
  expect(versions).toStrictEqual([
    ['a', 1, 10, 1],
    ['a', 2, 10, 2],
    ['a', 1, 10, 3],
  ]);
});
