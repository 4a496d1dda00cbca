/** Laws that hold in any life of an experiment, after every step or at its end. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { Life } from '#test/lives/life.ts';
import { begins, goesOn, settles } from '#test/lives/lived.ts';
import * as money from '#test/lives/laws-of-money.ts';
import * as readings from '#test/lives/laws-of-readings.ts';
import { rounds } from '#test/support/deep.ts';

const LIVES = rounds(2, 40);
const STEPS = rounds(11, 40);

const { decidedIsWhatIsKnown, listIsTrue, ...ofReadings } = readings;
const { teamsHaveWhatIsDecided, ...ofMoney } = money;
const EACH_STEP = { teamsHaveWhatIsDecided, listIsTrue };
const AT_THE_END = { ...EACH_STEP, ...ofMoney, ...ofReadings };

/** What must come to pass, or the laws hold of nothing. */
const MUST_COME_TO = [
  'approve done',
  'regularise done',
  'pay done',
  'answer done',
  'publish done',
  'merge done',
  'erase done',
];

async function holds(life: Life, laws: Readonly<Record<string, (life: Life) => Promise<void>>>): Promise<void> {
  for (const [name, law] of Object.entries(laws))
    try {
      await law(life);
    } catch (error) {
      throw new Error(`seed ${life.seed}: ${name}`, { cause: error });
    }
}

test('every reading of a life says the same, and its decisions are what is known', async () => {
  const ends = new Set<string>();
  for (let seed = 1; seed <= LIVES; seed++) {
    const life = new Life(seed);
    try {
      await begins(life);
      for (let step = 0; step < STEPS; step++) {
        await goesOn(life);
        await holds(life, EACH_STEP);
      }
      await holds(life, AT_THE_END);
      await settles(life);
      await holds(life, { ...EACH_STEP, decidedIsWhatIsKnown });
    } finally {
      await life.close();
    }
    for (const end of life.ends.keys()) ends.add(end);
  }
  assert.ok(ends.size > 0);
  expect(MUST_COME_TO.filter((end) => !ends.has(end))).toStrictEqual([]);
});
