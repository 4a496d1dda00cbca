/** A run is released by the code of the prepared run that was read, once, and only if the plan is still the same. */
import { expect, test } from '@jest/globals';
import { dayText } from '#libs/kernel/day.ts';
import type { DomainError } from '#libs/kernel/domain-error.ts';
import { balance, envelopeUse, owedToEnvelopes, teamBalance } from '#libs/payments/ledger/balances.ts';
import { paymentLedger } from '#libs/payments/ledger/decide.ts';
import { endToEndId } from '#libs/payments/ledger/end-to-end-id.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import type { RunRequest } from '#libs/payments/ledger/run-events.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import {
  ENVELOPE,
  IN_FORCE,
  TEAM,
  due,
  exceptionGiven,
  given,
  inForce,
  posted,
  recovery,
  released,
  runMade,
} from '#test/support/ledger.ts';
import { ACCOUNT, decisionToPost } from '#test/support/payments.ts';
import { OLD_ACCOUNT, TODAY, prepare, release, typesOf, withPrepared, withReleased } from '#test/support/runs.ts';
import { type Authored, by, person } from '#test/support/specification.ts';

type Given = LedgerEvent | Authored<LedgerEvent>;
const DUE: readonly Given[] = [...IN_FORCE, posted('d1'), due('d1', 10, 100n), due('d1', 20, 200n, 'd1#2')];
const FIRST = endToEndId('d1#1', 1);
const FIR_OWED = [...inForce({ schemes: ['IPEP'] }, 'FIR'), posted('d2', 'FIR'), recovery('d2', 40n, 'd2#1', 'FIR')];

/** The events of a release, after the event of the run itself. */
function releasedBy(events: readonly Given[], change: Partial<RunRequest> = {}): readonly LedgerEvent[] {
  const prepared = withPrepared(events, change);
  return paymentLedger.decide(release(prepared), given(...prepared).state);
}

function faultsOf(events: readonly Given[], change: Parameters<typeof release>[1]): readonly string[] {
  try {
    paymentLedger.decide(release(events, change), given(...events).state);
    return [];
  } catch (error) {
    const { code, data } = error as DomainError;
    return code === 'RUN_REFUSED' ? (data as { faults: readonly DomainError[] }).faults.map((one) => one.code) : [code];
  }
}

test('amounts due by the day are released, and no later ones', () => {
  const [run, ...moved] = releasedBy(DUE);
  expect(run).toMatchObject({
    type: 'PaymentRunReleased',
    effective: dayText(TODAY),
    data: { run: 'R1', payments: [FIRST], files: [{ id: 'R1', payments: 1, totalCents: 100n }], exceptions: [] },
  });
  expect(moved).toStrictEqual([released(FIRST, 'd1#1', TODAY, 100n)]);
});

test('the released run is no longer prepared, has its files, and cannot be released again', () => {
  const events = withReleased(DUE);
  const { preparedRuns, runs } = given(...events).state;
  expect(preparedRuns.size).toBe(0);
  expect(runs.get('R1')).toMatchObject({ preparedBy: person('Carol'), files: [{ id: 'R1' }], downloads: [] });
  given(...events)
    .when(release(events))
    .thenRefused('RUN_EXISTS', { run: 'R1' });
  given(...events)
    .when(prepare())
    .thenRefused('RUN_EXISTS', { run: 'R1' });
});

test('is refused without its code, with another, and without a preparation', () => {
  const events = withPrepared(DUE);
  expect(faultsOf(events, { code: undefined })).toStrictEqual(['CONFIRMATION_CODE_REQUIRED']);
  expect(faultsOf(events, { code: '0123456789' })).toStrictEqual(['PROPOSAL_CHANGED']);
  expect(faultsOf(DUE, {})).toStrictEqual(['NO_PREPARED_RUN']);
  const { code } = release(events);
  const again = withPrepared([...events, posted('d2'), due('d2', 5, 7n)]);
  expect(faultsOf(again, { code })).toStrictEqual(['PROPOSAL_CHANGED']);
  expect(faultsOf(events, { code: ` ${String(code).toUpperCase()} ` })).toStrictEqual([]);
});

test('is refused if anything changed since it was prepared: a due amount, a debt, an account, the hold', () => {
  const events = withPrepared(DUE);
  for (const more of [
    [posted('d2'), due('d2', 5, 7n)],
    [posted('d2'), recovery('d2', 7n)],
  ])
    expect(faultsOf([...events, ...more], {})).toStrictEqual(['RUN_CHANGED_SINCE_PREPARED']);
  const changed = { ...OLD_ACCOUNT, iban: 'DE89370400440532013000' };
  expect(faultsOf(events, { payees: new Map([[TEAM, changed]]) })).toStrictEqual(['RUN_CHANGED_SINCE_PREPARED']);
  expect(faultsOf(events, { payees: new Map() })).toStrictEqual(['RUN_CHANGED_SINCE_PREPARED']);
  expect(faultsOf(events, { debtor: { ...ACCOUNT, bic: 'PSSTFRPP' } })).toStrictEqual(['RUN_CHANGED_SINCE_PREPARED']);
});

test('of two prepared runs of the same items, one is released', () => {
  const both = withPrepared(withPrepared(DUE, { run: 'R1' }), { run: 'R2' });
  const first = paymentLedger.decide(release(both, { run: 'R1' }), given(...both).state);
  const after = [...both, ...first.map((event) => by('Carol', event))];
  given(...after)
    .when(release(after, { run: 'R2' }))
    .thenRefused('RUN_CHANGED_SINCE_PREPARED', {
      run: 'R2',
      before: { payments: 1, totalCents: 100n, leftOut: 0 },
      now: { payments: 0, totalCents: 0n, leftOut: 0 },
    });
});

test('is refused on an execution day that has passed since, and by the person who approved', () => {
  const events = withPrepared(DUE);
  expect(faultsOf(events, { by: person('bob') })).toStrictEqual(['RELEASER_NOT_INDEPENDENT']);
  expect(faultsOf(events, { at: '2026-01-16T10:00:00.000Z' })).toStrictEqual(['EXECUTION_DAY_PAST']);
});

test('sets off debts first, those of the same envelope before others, and releases only the rest', () => {
  const setOff = (debtEnvelope: string, debt: string, amountCents: bigint): LedgerEvent => ({
    type: 'SetOff',
    effective: dayText(TODAY),
    data: {
      ...{ envelope: ENVELOPE, run: 'R1', item: 'd1#1', debtEnvelope, recovery: debt },
      ...posting(TEAM, { debit: 'due', credit: 'to-recover', amountCents }),
    },
  });
  expect(releasedBy([...DUE, ...FIR_OWED, posted('d3'), recovery('d3', 30n)]).slice(1)).toStrictEqual([
    setOff(ENVELOPE, 'd3#1', 30n),
    setOff('FIR', 'd2#1', 40n),
    released(FIRST, 'd1#1', TODAY, 30n),
  ]);
});

test('an item set off as a whole makes no payment', () => {
  const { runs, items } = given(...withReleased([...DUE, posted('d2'), recovery('d2', 500n)])).state;
  expect(runs.get('R1')).toMatchObject({ payments: [], files: [] });
  expect(items.get('d1#1')?.status).toBe('cleared');
});

test('a debt set off across envelopes leaves each balanced, and one owing the other', () => {
  const { envelopes } = given(...withReleased([...DUE, ...FIR_OWED])).state;
  const [fiss, fir] = [envelopes.get(ENVELOPE), envelopes.get('FIR')];
  if (fiss === undefined || fir === undefined) throw new Error('both envelopes are there');
  for (const { balances } of [fiss, fir])
    expect([...balances.values()].reduce((sum, cents) => sum + cents, 0n)).toBe(0n);
  expect([balance(fiss, 'between'), balance(fir, 'between')]).toStrictEqual([-40n, 40n]);
  expect(teamBalance(fir, 'to-recover', TEAM)).toBe(0n);
  expect(owedToEnvelopes(fiss)).toStrictEqual([{ envelope: 'FIR', owedCents: 40n }]);
  // 60 are released and 40 owed of 1,000; the other has them back.
  expect(envelopeUse(fiss, TODAY).leftCents).toBe(900n);
  expect(envelopeUse(fir, TODAY).leftCents).toBe(1_040n);
});

test('a run pays only the due items of its own envelope', () => {
  const other = [...inForce({ schemes: ['IPEP'] }, 'FIR'), posted('d2', 'FIR'), due('d2', 10, 70n, 'd2#1', 'FIR')];
  expect(typesOf(releasedBy([...DUE, ...other]))).toStrictEqual(['PaymentRunReleased', 'PaymentReleased']);
});

test('an exception serves one run', () => {
  const exception = exceptionGiven('X', { kind: 'EXCEED_ENVELOPE', envelope: ENVELOPE, amountCents: 1_100n });
  const large = [...DUE, posted('d3'), due('d3', 10, 2_000n), ...exception];
  const { exceptions, payments } = given(...withReleased(large, { exceptions: ['X'] })).state;
  expect(exceptions.get('X')?.status).toBe('used');
  expect(payments.size).toBe(2);
});

test('each download of a file is recorded with its digest, and of released runs only', () => {
  const events = withReleased(DUE);
  const download = { run: 'R1', file: 'R1', format: 'xml', digest: 'ab' } as const;
  given(...events)
    .when({ type: 'downloadFile', ...download })
    .thenState(({ runs }) => {
      expect(runs.get('R1')?.downloads).toMatchObject([
        { file: 'R1', format: 'xml', digest: 'ab', by: person('Author') },
      ]);
    });
  given(...withPrepared(DUE))
    .when({ type: 'downloadFile', ...download })
    .thenRefused('NO_SUCH_RUN', { run: 'R1' });
});

test('is refused if another run with a file of that name was released since', () => {
  const many = Array.from({ length: 10_001 }, (_, i) => endToEndId('d0#1', i + 1));
  const split = [...withPrepared(DUE, { run: 'R-2' }), runMade('R', TODAY, many)];
  expect(faultsOf(split, { run: 'R-2' })).toStrictEqual(['FILE_NAME_TAKEN']);
});

test('is refused to the person who decided on the statement before a regularisation moved its due day', () => {
  const moved = decisionToPost('d2', [], {
    number: 1,
    submittedBy: person('Xavier'),
    approvedBy: person('Zoé'),
    moves: [{ items: ['d1#2'], to: 10, amountCents: 200n }],
  });
  const events = paymentLedger.decide({ type: 'postDecision', decision: moved }, given(...DUE).state);
  const prepared = withPrepared([...IN_FORCE, posted('d1'), due('d1', 20, 200n, 'd1#2'), ...events]);
  for (const name of ['Alice', 'Bob', 'Xavier', 'Zoé'])
    expect(faultsOf(prepared, { by: person(name) })).toStrictEqual(['RELEASER_NOT_INDEPENDENT']);
  expect(faultsOf(prepared, {})).toStrictEqual([]);
});
