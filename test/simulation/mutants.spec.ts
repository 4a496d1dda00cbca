/** Each invariant is broken once on purpose, and the simulation finds it. */
import { expect, test } from '@jest/globals';
import { atTheEnd, everyInvariant } from '#test/simulation/invariants/all.ts';
import { MUTANTS, type Mutant } from '#test/simulation/mutants.ts';
import { runStory } from '#test/simulation/run-story.ts';
import { writeStory } from '#test/simulation/write/write-story.ts';

/** A mutant that needs more stories than these would hide: simulation.spec.ts runs more. */
const SEEDS_MAX = 50;

/** Whether the story shows that the invariant does not hold. */
async function shows({ invariant, lens }: Mutant, seed: number): Promise<boolean> {
  return (await runStory(writeStory(seed), lens, invariant)).finding?.all.includes(invariant) === true;
}

/** For the message: a change in the generation of stories may move the first seed; then update mutants.ts. */
async function firstSeed(mutant: Mutant): Promise<number> {
  for (let seed = 1; seed <= SEEDS_MAX; seed++) if (await shows(mutant, seed)) return seed;
  return Infinity;
}

test.each(MUTANTS)('$name: a seed shows that it does not hold that $invariant', async (mutant) => {
  const { seed } = mutant;
  expect(seed).toBeLessThanOrEqual(SEEDS_MAX);
  if (!(await shows(mutant, seed))) expect({ seed }).toStrictEqual({ seed: await firstSeed(mutant) });
});

test('every invariant has a mutant', () => {
  const broken = new Set(MUTANTS.map(({ invariant }) => invariant));
  const others = ['audit verify passes', 'the rules find nothing impossible'];
  const names = [...everyInvariant(), ...atTheEnd].map(({ name }) => name);
  expect([...broken].sort()).toStrictEqual([...names, ...others].sort());
});
