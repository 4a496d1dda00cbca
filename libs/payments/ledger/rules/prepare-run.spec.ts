/** A prepared run is acceptable to a bank: faults are refused at once, and a team that cannot be paid is left out with its reason. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import type { DomainError } from '#libs/kernel/domain-error.ts';
import { accountDigest } from '#libs/payments/accounts/bank-account.ts';
import { endToEndId } from '#libs/payments/ledger/end-to-end-id.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import type { RunRequest } from '#libs/payments/ledger/run-events.ts';
import { paymentLedger } from '#libs/payments/ledger/decide.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { obstacleOf } from '#libs/payments/ledger/obstacle.ts';
import { dueItems, payableItems } from '#libs/payments/ledger/rules/plan-run.ts';
import type { RunToPrepare } from '#libs/payments/ledger/rules/prepare-run.ts';
import { type PreparedRun, runCode } from '#libs/payments/ledger/payment.ts';
import {
  bankAnswer,
  due,
  ENVELOPE,
  exceptionGiven,
  given,
  IN_FORCE,
  inForce,
  PERIOD,
  posted,
  recovery,
  runMade,
  TEAM,
} from '#test/support/ledger.ts';
import { ACCOUNT, accountInForce } from '#test/support/payments.ts';
import { OLD_ACCOUNT, TODAY, prepare, release, withPrepared, withReleased } from '#test/support/runs.ts';
import { type Authored, by, person } from '#test/support/specification.ts';

type Given = LedgerEvent | Authored<LedgerEvent>;
const DUE: readonly Given[] = [...IN_FORCE, posted('d1'), due('d1', 10, 100n), due('d1', 20, 200n, 'd1#2')];

function preparedOf(
  events: readonly Given[],
  change: Partial<RunRequest> = {},
  more: Partial<RunToPrepare> = {},
): PreparedRun {
  const run = given(...withPrepared(events, change, more)).state.preparedRuns.get(change.run ?? 'R1');
  if (run === undefined) throw new Error('the run is prepared');
  return run;
}

/** The codes of all refusals, at once. */
function faultsOf(
  events: readonly Given[],
  change: Partial<RunRequest> = {},
  more: Partial<RunToPrepare> = {},
): readonly string[] {
  try {
    paymentLedger.decide(prepare(change, more), given(...events).state);
    return [];
  } catch (error) {
    const { code, data } = error as DomainError;
    return code === 'RUN_REFUSED' ? (data as { faults: readonly DomainError[] }).faults.map((one) => one.code) : [code];
  }
}

/** An item of another team, from a decision of its own period. */
function dueTo(team: string, amountCents: bigint): readonly Given[] {
  const people = { submittedBy: person('Alice'), approvedBy: person('Bob') };
  const of = { envelope: ENVELOPE, team, period: PERIOD, decision: `d-${team}`, dueOn: 10, ...people };
  const moved = posting(team, { debit: 'charges', credit: 'due', amountCents });
  const decision = { envelope: ENVELOPE, decision: `d-${team}`, team, period: PERIOD };
  return [
    { type: 'DecisionPosted', effective: PERIOD, data: decision },
    { type: 'DuePosted', effective: PERIOD, data: { ...of, item: `d-${team}#1`, ...moved } },
  ];
}

test('records its planned releases, and moves no amount', () => {
  const { state } = given(...withPrepared(DUE));
  expect(state.preparedRuns.get('R1')).toMatchObject({
    by: person('Carol'),
    count: 1,
    totalCents: 100n,
    setOffCents: 0n,
    leftOut: [],
    files: [{ id: 'R1', payments: 1, totalCents: 100n, digest: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  });
  expect([state.runs.size, state.payments.size]).toStrictEqual([0, 0]);
  expect(state.items.get('d1#1')?.status).toBe('due');
});

test('is the same for the same ledger, and another after any change', () => {
  const { digest } = preparedOf(DUE);
  expect(preparedOf(DUE).digest).toBe(digest);
  for (const other of [
    preparedOf([...DUE, posted('d2'), due('d2', 5, 1n)]),
    preparedOf([...DUE, posted('d2'), recovery('d2', 1n)]),
    preparedOf([...DUE, ...dueTo('T2', 5n)]),
    preparedOf(DUE, { executionDay: TODAY + 1 }),
    preparedOf(DUE, {}, { payees: new Map([[TEAM, { ...OLD_ACCOUNT, name: 'Autre' }]]) }),
    preparedOf(DUE, {}, { debtor: { ...ACCOUNT, name: 'Autre' } }),
    preparedOf(DUE, {}, { at: '2026-01-15T10:00:01.000Z' }),
  ])
    expect(other.digest).not.toBe(digest);
});

test.each(['R_2026_11', '2026/W05/', '/2026', 'a//b', 'R'.repeat(40), '', 'été', '..'])(
  'refuses the name %j, which no bank takes',
  (run) => {
    expect(faultsOf(DUE, { run })).toStrictEqual(['INVALID_RUN_NAME']);
  },
);

test('refuses a run of a name that was released, and one without anything due', () => {
  expect(faultsOf([...DUE, runMade('R1', TODAY, [])])).toStrictEqual(['RUN_EXISTS']);
  expect(faultsOf(DUE, { dueBy: 9 })).toStrictEqual(['NOTHING_DUE']);
  expect(faultsOf([...DUE, ...inForce({ schemes: ['IPEP'] }, 'FIR')], { envelope: 'FIR' })).toStrictEqual([
    'NOTHING_DUE',
  ]);
});

test('refuses the name of a file of another run', () => {
  const many = Array.from({ length: 10_001 }, (_, i) => endToEndId('d0#1', i + 1));
  expect(faultsOf([...DUE, runMade('R', TODAY, many)], { run: 'R-2' })).toStrictEqual(['FILE_NAME_TAKEN']);
});

test('a run prepared again under its name replaces the earlier preparation', () => {
  const first = withPrepared(DUE);
  const again = preparedOf([...first, posted('d2'), due('d2', 5, 7n)]);
  expect(again).toMatchObject({ count: 2, totalCents: 107n });
});

test.each([
  ['2026-01-14', 'EXECUTION_DAY_PAST'],
  ['2026-01-17', 'EXECUTION_DAY_CLOSED'],
  ['2026-04-03', 'EXECUTION_DAY_CLOSED'],
  ['2099-01-01', 'EXECUTION_DAY_TOO_FAR'],
])('refuses execution on %s', (day, code) => {
  expect(faultsOf(DUE, { executionDay: dayFromText(day) })).toStrictEqual([code]);
});

test('today is the day in France', () => {
  const at = '2026-01-14T23:30:00.000Z';
  expect(faultsOf(DUE, { executionDay: TODAY - 1 }, { at })).toStrictEqual(['EXECUTION_DAY_PAST']);
  expect(faultsOf(DUE, {}, { at })).toStrictEqual([]);
});

test.each([
  ['no account', undefined, { reason: 'NO_ACCOUNT', until: null }],
  ['an account changed lately', { since: TODAY - 29 }, { reason: 'ACCOUNT_HELD', until: TODAY + 1 }],
  ['a name in Japanese', { name: '日本' }, { reason: 'NAME', until: null }],
  ['a name in Arabic', { name: 'محمد علي' }, { reason: 'NAME', until: null }],
  ['a blank name', { name: ' ' }, { reason: 'NAME', until: null }],
  ['an IBAN with a wrong key', { iban: 'FR7730006000011234567890189' }, { reason: 'ACCOUNT_NUMBER', until: null }],
])('leaves out a team with %s, and pays the others', (_, account, obstacle) => {
  const payees = new Map([['T2', OLD_ACCOUNT]]);
  if (account !== undefined) payees.set(TEAM, { ...OLD_ACCOUNT, ...account });
  const events = [...DUE, ...dueTo('T2', 50n)];
  expect(preparedOf(events, { dueBy: 20 }, { payees })).toMatchObject({
    count: 1,
    totalCents: 50n,
    leftOut: [{ team: TEAM, ...obstacle, amountCents: 300n }],
  });
  expect(faultsOf(DUE, {}, { payees })).toStrictEqual(['NOTHING_PAYABLE']);
});

test('reports that no team can be paid together with an execution day in the past', () => {
  expect(faultsOf(DUE, { executionDay: TODAY - 1 }, { payees: new Map() })).toStrictEqual([
    'NOTHING_PAYABLE',
    'EXECUTION_DAY_PAST',
  ]);
});

test('leaves out a team with an amount that no transfer carries', () => {
  const events = [
    ...inForce({ amountCents: 10n ** 14n }),
    ...dueTo('T2', 100_000_000_000n),
    ...dueTo('T3', 99_999_999_999n),
  ];
  const payees = new Map(['T2', 'T3'].map((team) => [team, OLD_ACCOUNT]));
  expect(preparedOf(events, {}, { payees })).toMatchObject({
    totalCents: 99_999_999_999n,
    leftOut: [{ team: 'T2', reason: 'AMOUNT', until: null, amountCents: 100_000_000_000n }],
  });
});

test('pays to an account changed lately with an exception for just this account', () => {
  const payees = new Map([[TEAM, accountInForce(TODAY)]]);
  const except = (account: string) => exceptionGiven('X', { kind: 'CHANGED_ACCOUNT', team: TEAM, account });
  expect(preparedOf([...DUE, ...except(accountDigest(ACCOUNT))], {}, { payees })).toMatchObject({
    count: 1,
    leftOut: [],
  });
  const other = paymentLedger.decide.bind(
    undefined,
    prepare({}, { payees }),
    given(...DUE, ...except('another')).state,
  );
  expect(other).toThrow('NOTHING_PAYABLE');
});

test('a team whose debts take the whole amount needs no account', () => {
  const events = [...DUE, posted('d2'), recovery('d2', 500n)];
  expect(preparedOf(events, {}, { payees: new Map() })).toMatchObject({ count: 0, setOffCents: 100n, files: [] });
});

test('splits 10,001 payments into two files', () => {
  const teams = Array.from({ length: 10_001 }, (_, i) => `T${i}`);
  const events = [...inForce({ amountCents: 10n ** 9n }), ...teams.flatMap((team) => dueTo(team, 100n))];
  const payees = new Map(teams.map((team) => [team, OLD_ACCOUNT]));
  expect(preparedOf(events, {}, { payees }).files).toMatchObject([
    { id: 'R1-1', payments: 10_000, totalCents: 1_000_000n },
    { id: 'R1-2', payments: 1, totalCents: 100n },
  ]);
  expect(faultsOf(events, { run: 'R'.repeat(34) }, { payees })).toStrictEqual(['INVALID_RUN_NAME']);
});

test('exceeds the envelope only with a confirmed exception that is not used, and gives all faults at once', () => {
  const large = [...DUE, posted('d3'), due('d3', 10, 2_000n)];
  const executionDay = TODAY - 1;
  expect(faultsOf(large, { executionDay })).toStrictEqual(['EXECUTION_DAY_PAST', 'ENVELOPE_OVERDRAWN']);
  expect(faultsOf(large, { exceptions: ['X'] })).toStrictEqual(['EXCEPTION_NOT_USABLE']);
  const exceed = { kind: 'EXCEED_ENVELOPE', envelope: ENVELOPE, amountCents: 1_100n } as const;
  const allowed = [...large, ...exceptionGiven('X', exceed)];
  expect(faultsOf(allowed)).toStrictEqual(['ENVELOPE_OVERDRAWN']);
  expect(preparedOf(allowed, { exceptions: ['X'] })).toMatchObject({ count: 2 });
});

test('the debt of an envelope to another counts against its amount', () => {
  const debt = [...inForce({ schemes: ['IPEP'] }, 'FIR'), posted('d2', 'FIR'), recovery('d2', 900n, 'd2#1', 'FIR')];
  expect(faultsOf([...DUE, ...debt, posted('d3'), due('d3', 10, 1_000n)])).toStrictEqual(['ENVELOPE_OVERDRAWN']);
});

test('a dropped run is gone, and its name free', () => {
  const events = withPrepared(DUE);
  const dropped: LedgerEvent = {
    type: 'PaymentRunDropped',
    effective: '2026-01-15',
    data: { envelope: ENVELOPE, run: 'R1' },
  };
  given(...events)
    .when({ type: 'dropRun', run: 'R1' })
    .then(dropped);
  expect(preparedOf([...events, by('Carol', dropped)])).toMatchObject({ count: 1 });
  given(...DUE)
    .when({ type: 'dropRun', run: 'R1' })
    .thenRefused('NO_PREPARED_RUN', { run: 'R1' });
});

test('a released run is not dropped, and the refusal says what may still be done', () => {
  given(...withReleased(DUE))
    .when({ type: 'dropRun', run: 'R1' })
    .thenRefused('RUN_IS_RELEASED', { run: 'R1' });
});

test('with the code of a prepared run, one that was prepared again since is not dropped', () => {
  const read = runCode(preparedOf(DUE));
  const again = given(...withPrepared(withPrepared(DUE), {}, { at: '2026-01-15T11:00:00.000Z' }));
  again.when({ type: 'dropRun', run: 'R1', code: read }).thenRefused('PROPOSAL_CHANGED');
});

test('an amount that is not due yet needs an exception up to its day', () => {
  expect(faultsOf(DUE, { dueBy: TODAY + 1 })).toStrictEqual(['RELEASED_EARLY']);
  const until = (day: number) => exceptionGiven('X', { kind: 'EARLY_RELEASE', envelope: ENVELOPE, until: day });
  const asked = { dueBy: TODAY + 2, exceptions: ['X'] };
  expect(faultsOf([...DUE, ...until(TODAY + 1)], asked)).toStrictEqual(['RELEASED_EARLY']);
  expect(preparedOf([...DUE, ...until(TODAY + 2)], asked)).toMatchObject({ count: 2 });
});

test('a cancelled or rejected payment that the bank reports as paid is not paid again before two persons settle it', () => {
  const sent = withReleased(DUE);
  const first = endToEndId('d1#1', 1);
  const answer = (id: string, outcome: 'REJECTED' | 'EXECUTED') =>
    bankAnswer([{ id, endToEndId: first, outcome, day: TODAY }]);
  const rejected = [...sent, ...paymentLedger.decide(answer('a', 'REJECTED'), given(...sent).state)];
  expect(preparedOf(rejected, { run: 'R2' })).toMatchObject({ count: 1, totalCents: 100n });
  const contradicted = [...rejected, ...paymentLedger.decide(answer('b', 'EXECUTED'), given(...rejected).state)];
  const { state } = given(...contradicted);
  // What is not paid is said, and is not offered to be paid.
  const keptApart = { items: 1, amountCents: 100n };
  expect(() => paymentLedger.decide(prepare({ run: 'R2' }), state)).toThrow(
    expect.objectContaining({ code: 'NOTHING_DUE', data: { envelope: ENVELOPE, dueBy: 10, keptApart } }),
  );
  expect(payableItems(state).map(({ dueCents }) => dueCents)).toStrictEqual([200n]);
  expect(preparedOf(contradicted, { run: 'R2', dueBy: 20 })).toMatchObject({ count: 1, totalCents: 200n });
  // A run prepared before the answer came is not released after it.
  const prepared = withPrepared(rejected, { run: 'R2' });
  given(...prepared, ...paymentLedger.decide(answer('b', 'EXECUTED'), given(...prepared).state))
    .when(release(prepared, { run: 'R2' }))
    .thenRefused('RUN_CHANGED_SINCE_PREPARED');
});

test('an exception does not hold for an account that was confirmed again since, or that one of its givers proposed', () => {
  const exception = exceptionGiven('X', { kind: 'CHANGED_ACCOUNT', team: TEAM, account: accountDigest(ACCOUNT) });
  const events = [...DUE, ...exception];
  const since = given(...events).state.exceptions.get('X')?.on ?? 0;
  const refusedFor = (account: ReturnType<typeof accountInForce>) => () =>
    preparedOf(events, {}, { payees: new Map([[TEAM, account]]) });
  expect(refusedFor({ ...accountInForce(TODAY), since: Math.max(since + 1, TODAY) })).toThrow('NOTHING_PAYABLE');
  expect(refusedFor({ ...accountInForce(TODAY), proposedBy: person('Bob') })).toThrow('NOTHING_PAYABLE');
});

test('an exception that is named twice in a run permits once, and is used once', () => {
  const permitted = exceptionGiven('X', { kind: 'EXCEED_ENVELOPE', envelope: ENVELOPE, amountCents: 60n });
  const lowered = (amountCents: bigint) => [...DUE, ...inForce({ amountCents }), ...permitted];
  expect(faultsOf(lowered(20n), { exceptions: ['X', 'X'] })).toStrictEqual(['ENVELOPE_OVERDRAWN']);
  const events = withReleased(lowered(50n), { exceptions: ['X', 'X'] });
  expect(given(...events).state.exceptions.get('X')).toMatchObject({ status: 'used', usedBy: 'R1' });
});

test('pays what is due first before what is due later, and of one day by id', () => {
  const events = [...IN_FORCE, posted('d1'), due('d1', 20, 1n), due('d1', 10, 2n, 'd1#3'), due('d1', 10, 3n, 'd1#2')];
  const asked = { ...preparedOf(events, { dueBy: 20 }).request, team: undefined };
  expect(dueItems(given(...events).state, asked).map(({ id }) => id)).toStrictEqual(['d1#2', 'd1#3', 'd1#1']);
});

test('one amount that no transfer carries leaves the whole team out', () => {
  const obstacle = (...amounts: readonly bigint[]) =>
    obstacleOf(given(...DUE).state, { team: TEAM, amounts }, OLD_ACCOUNT, TODAY);
  expect(obstacle(1n, 100_000_000_000n, 2n)).toStrictEqual({ reason: 'AMOUNT', until: null });
  expect(obstacle(1n, 2n)).toBeUndefined();
});

test('refuses an exception of another envelope, also if none is needed', () => {
  const other = exceptionGiven('X', { kind: 'EXCEED_ENVELOPE', envelope: 'FIR', amountCents: 60n });
  expect(faultsOf([...DUE, ...other], { exceptions: ['X'] })).toStrictEqual(['EXCEPTION_NOT_USABLE']);
});
