/** The trouble: dishonest people, processes that stop, commands sent twice or at the same time, slow clocks. */
import { PEOPLE, SPELLING_COUNT } from '#test/simulation/cast.ts';
import type { Chance } from '#test/simulation/chance.ts';
import type { Step, Story } from '#test/simulation/story.ts';

const MINUTE = 60_000;

/** The story with trouble: a step goes wrong once in `rarity` of its index, in one way. */
export function troubled(chance: Chance, story: Story, rarity: (index: number) => number): Story {
  const steps: Step[] = [];
  for (const [index, step] of story.entries()) {
    // The former program is not tested here.
    if (step.act.act === 'carry-over' && chance.onceIn(3)) steps.push(...crashed(chance, step));
    else if (!chance.onceIn(rarity(index)) || step.act.act === 'former') steps.push(step);
    else steps.push(...chance.one(TROUBLES)(chance, step, story[index - 1] ?? step, index));
  }
  return steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

type Trouble = (chance: Chance, step: Step, before: Step, index: number) => readonly Step[];

const TROUBLES: readonly Trouble[] = [
  (chance, step) => [{ ...step, who: anyone(chance) }],
  /** The person of the previous step acts as another one, and then the right person acts. */
  (chance, step, before, index) => [
    { ...step, key: `t${index}`, who: disguised(chance, before.who.person) },
    { ...step, at: later(step.at, 1) },
  ],
  (_, step) => [withCode(step, 'first')],
  (_, step) => [withCode(step, 'none')],
  () => [],
  crashed,
  crashed,
  twice,
  beside,
  beside,
  slowClock,
];

function anyone(chance: Chance): Step['who'] {
  return disguised(chance, chance.one(PEOPLE));
}

function disguised(chance: Chance, person: string): Step['who'] {
  return { person, spelling: chance.below(SPELLING_COUNT) };
}

function withCode(step: Step, code: 'first' | 'none'): Step {
  return 'code' in step.act ? { ...step, act: { ...step.act, code } } : step;
}

/** The same command is sent again to the process that took its place, or not. */
function crashed(chance: Chance, step: Step): readonly Step[] {
  const fate = {
    kind: 'crashes',
    append: chance.between(1, 2),
    when: chance.one(['before', 'after'] as const),
  } as const;
  const again = chance.onceIn(4) ? [] : [{ ...step, at: later(step.at, chance.between(1, 300)) }];
  return [{ ...step, fate }, ...again];
}

function twice(chance: Chance, step: Step): readonly Step[] {
  return [step, { ...step, at: later(step.at, chance.between(1, 5_000)), process: chance.one([0, 1]) }];
}

/** Two people, or one person with two windows, do the same at the same time. */
function beside(chance: Chance, step: Step, before: Step, index: number): readonly Step[] {
  const other =
    chance.onceIn(3) && before.act.act !== 'former'
      ? { ...before, key: `b${index}`, at: step.at }
      : { ...step, key: chance.onceIn(2) ? step.key : `b${index}`, who: chance.onceIn(2) ? step.who : anyone(chance) };
  if (other.fate.kind !== 'lives') return [step];
  const turns = Array.from({ length: 4 }, () => chance.onceIn(2));
  return [{ ...step, fate: { kind: 'beside', other, turns } }];
}

/** The machine is late by up to a day. */
function slowClock(chance: Chance, step: Step): readonly Step[] {
  const at = later(step.at, -chance.between(1, 1_440));
  return [
    { ...step, at: step.at, key: step.key },
    { ...step, key: `${step.key}-slow`, at },
  ];
}

function later(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * MINUTE).toISOString();
}
