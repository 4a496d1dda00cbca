/** Many stories of the payments hold every invariant, and between them do everything that a story can do. */
import { expect, test } from '@jest/globals';
import { rounds } from '#test/support/deep.ts';
import { shortestStory, simulate } from '#test/simulation/simulate.ts';

/** Fifty show each mutant of mutants.ts twice or more. */
const RUNS = rounds(60, 1_000);

/** Outcomes that must occur, otherwise the simulation proves nothing. */
const MUST_COME_TO = [
  'approve done',
  'approve crashed',
  'approve refused SECOND_PERSON_REQUIRED',
  'regularise done',
  'withdraw done',
  'confirm done',
  'confirm-account refused PROPOSAL_CHANGED',
  'prepare done',
  'release done',
  'release refused RUN_REFUSED',
  'send done',
  'bank-says done',
  'approve refused EXCEPTION_NOT_USABLE',
  'approve-many done',
  'approve-many refused VARIANCE_REPORT_OUTDATED',
  'carry-over done',
  'propose-undo done',
  'propose-demand done',
  'propose-repayment done',
  'propose-take-back done',
];

test('many stories hold every invariant after every step', async () => {
  const { runs, counts, found } = await simulate({ seed: 1, runs: RUNS });
  expect(found === undefined ? [] : [`seed ${found.seed}`, ...(await shortestStory(found))]).toStrictEqual([]);
  expect(runs).toBe(RUNS);
  expect(MUST_COME_TO.filter((name) => !counts.has(name))).toStrictEqual([]);
});

/** Seeds that found a fault among the first ten thousand, but not among the seeds above. */
const FOUND_BEFORE = [381];

test('stories that found a fault hold', async () => {
  for (const seed of FOUND_BEFORE) {
    const { found } = await simulate({ seed, runs: 1 });
    expect(found === undefined ? [] : [`seed ${seed}`, ...(await shortestStory(found))]).toStrictEqual([]);
  }
});
