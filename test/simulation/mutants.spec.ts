/** Each invariant is broken once on purpose, and the simulation finds it. */
import { expect, test } from '@jest/globals';
import { atTheEnd, everyInvariant } from '#test/simulation/invariants/all.ts';
import { MUTANTS } from '#test/simulation/mutants.ts';
import { runStory } from '#test/simulation/run-story.ts';
import { writeStory } from '#test/simulation/write/write-story.ts';

/** A mutant that so many stories do not show would hide. */
const SEEDS_MAX = 100;

/** The first seed whose story shows that the invariant does not hold. */
async function seedThatShows({ invariant, lens }: (typeof MUTANTS)[number]): Promise<number> {
  for (let seed = 1; seed <= SEEDS_MAX; seed++)
    if ((await runStory(writeStory(seed), lens, invariant)).finding?.all.includes(invariant) === true) return seed;
  return Infinity;
}

test.each(MUTANTS)('$name: a seed shows that it does not hold that $invariant', async (mutant) => {
  expect(await seedThatShows(mutant)).toBeLessThanOrEqual(SEEDS_MAX);
});

test('every invariant has a mutant', () => {
  const broken = new Set(MUTANTS.map(({ invariant }) => invariant));
  const others = ['audit verify passes', 'the rules find nothing impossible'];
  const names = [...everyInvariant(), ...atTheEnd].map(({ name }) => name);
  expect([...broken].sort()).toStrictEqual([...names, ...others].sort());
});
