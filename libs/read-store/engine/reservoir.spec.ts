/** Each item is in a sample with the same probability, whether it was taken one by one or added with a sample of others. */
import { expect, test } from '@jest/globals';
import { Reservoir } from '#libs/read-store/engine/reservoir.ts';

const SIZE = 5;
const ITEMS = Array.from({ length: 20 }, (_, i) => i);
const DRAWS = 4_000;
/** Six standard deviations from the expected number of draws with an item. */
const [LEAST, MOST] = [835, 1_165];

function taken(items: readonly number[]): Reservoir<number> {
  const reservoir = new Reservoir<number>(SIZE);
  for (const item of items) reservoir.take(item);
  return reservoir;
}

function added(): Reservoir<number> {
  const [own, other] = [taken(ITEMS.slice(0, 14)), taken(ITEMS.slice(14))];
  own.add(other.sample, other.read);
  return own;
}

test.each([
  ['taken one by one', () => taken(ITEMS)],
  ['of two samples', added],
])('every item is as likely as the others: %s', (_, draw) => {
  const times = ITEMS.map(() => 0);
  for (let i = 0; i < DRAWS; i++) {
    const { sample, read } = draw();
    expect([new Set(sample).size, read]).toStrictEqual([SIZE, ITEMS.length]);
    for (const item of sample) times[item] = (times[item] ?? 0) + 1;
  }
  expect(times.filter((count) => count < LEAST || count > MOST)).toStrictEqual([]);
});

test('fewer items than the size are all in the sample', () => {
  expect(taken([3, 1, 2]).sample).toStrictEqual([3, 1, 2]);
});
