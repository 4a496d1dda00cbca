/** A prepared run is to be made again once another run has released what it would pay, and only then. */
import { expect, test } from '@jest/globals';
import { paymentLedger } from '#libs/payments/ledger/decide.ts';
import { overtakenBy } from '#libs/payments/ledger/rules/overtaken-run.ts';
import type { RunRequest } from '#libs/payments/ledger/run-events.ts';
import { IN_FORCE, TEAM, due, given, posted } from '#test/support/ledger.ts';
import { AT, release, withPrepared } from '#test/support/runs.ts';
import { by } from '#test/support/specification.ts';

const DUE = [...IN_FORCE, posted('d1'), due('d1', 10, 100n), due('d1', 20, 200n, 'd1#2')];
const LATER = '2026-01-15T11:00:00.000Z';
const EARLIER = '2026-01-15T09:00:00.000Z';

/** R1 is prepared at 10:00; R2, as asked, is prepared and released at another time. `ofFirst`: what R1 asks otherwise. */
function afterRelease(asked: Partial<RunRequest>, at: string, ofFirst: Partial<RunRequest> = {}): string | undefined {
  const both = withPrepared(withPrepared(DUE, { run: 'R1' }, { at: AT }), { run: 'R2', ...asked });
  const made = paymentLedger.decide(release(both, { run: 'R2' }), given(...both).state);
  const { state } = given(...both, ...made.map((event) => by('Carol', event, at)));
  const prepared = state.preparedRuns.get('R1');
  if (prepared === undefined) throw new RangeError('R1 is not prepared');
  return overtakenBy(state, { ...prepared, request: { ...prepared.request, ...ofFirst } });
}

test('names the run that has released its payments since', () => {
  expect(afterRelease({}, LATER)).toBe('R2');
  expect(afterRelease({ team: TEAM }, LATER)).toBe('R2');
});

test('a run released before it was prepared changes nothing', () => {
  expect(afterRelease({}, EARLIER)).toBeUndefined();
});

test('a run that waits for its release too changes nothing', () => {
  const { state } = given(...withPrepared(withPrepared(DUE), { run: 'R2' }));
  expect([...state.preparedRuns.values()].map((run) => overtakenBy(state, run))).toStrictEqual([undefined, undefined]);
});

test('a run of another envelope, another team or later amounts changes nothing', () => {
  for (const asked of [{ envelope: 'FIR' }, { team: 'T9' }, { dueBy: 9 }])
    expect(afterRelease({}, LATER, asked)).toBeUndefined();
});
