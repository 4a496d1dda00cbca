/** A filter never forgets what it has seen, and takes few other things for seen. */
import { hash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { Seen } from '#libs/kernel/seen.ts';

/** Two random-looking numbers, the same in every run. */
function numbersOf(thing: number): [one: number, other: number] {
  const bytes = hash('sha256', String(thing), 'buffer');
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
}

test('finds every key that it saw, and few others', () => {
  const seen = new Seen(2 ** 13);
  const things = Array.from({ length: 6_000 }, (_, i) => i);
  const [shown, others] = [things.slice(0, 3_000), things.slice(3_000)];
  const news = shown.filter((thing) => !seen.see(...numbersOf(thing)));
  expect(news.length).toBeGreaterThan(2_900);
  expect(shown.every((thing) => seen.has(...numbersOf(thing)) && seen.see(...numbersOf(thing)))).toBe(true);
  expect(others.filter((thing) => seen.has(...numbersOf(thing))).length).toBeLessThan(150);
});
