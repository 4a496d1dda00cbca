/** A person who releases a payment did no other duty for it, over its whole history and under any spelling of the name. */
import { describe, expect, test } from '@jest/globals';
import { accountDigest } from '#libs/payments/accounts/bank-account.ts';
import { type PaymentLedger, emptyLedger } from '#libs/payments/ledger/state.ts';
import { ENVELOPE, exceptionGiven, given, posted } from '#test/support/ledger.ts';
import { independenceFaults } from '#libs/payments/ledger/rules/independent-releaser.ts';
import { ACCOUNT } from '#test/support/payments.ts';
import { by, person } from '#test/support/specification.ts';

const ITEM = { team: 'T1', period: '2021-Q1', submittedBy: person('Sonia'), approvedBy: person('Bob') };
const PAYEES = new Map([
  ['T1', { ...ACCOUNT, since: 0, proposedBy: person('Paula'), confirmedBy: person('Pierre') }],
  ['T2', { ...ACCOUNT, since: 0, proposedBy: person('Quentin'), confirmedBy: person('Rita') }],
]);

const ACCOUNTS = {
  debtorBy: { proposedBy: person('Denis'), confirmedBy: person('Diane') },
  payees: PAYEES,
  exceptions: [],
};

const dutiesOf = (name: string, items = [ITEM]): unknown =>
  independenceFaults(emptyLedger(), person(name), items, ACCOUNTS).map(({ data }) => data);

test('refuses a releaser who submitted or approved a decision of the run, or proposed or confirmed an account of it', () => {
  for (const [name, duty] of [
    [' bob', 'APPROVE'],
    ['SONIA', 'SUBMIT'],
    ['Paula', 'PROPOSE_ACCOUNT'],
    ['pierre', 'CONFIRM_ACCOUNT'],
    ['denis', 'PROPOSE_ACCOUNT'],
    ['Diane ', 'CONFIRM_ACCOUNT'],
  ] as const)
    expect(dutiesOf(name)).toStrictEqual([{ by: person(name), team: 'T1', duties: [duty] }]);
});

test('accepts a releaser with no part in the run, also with one for another team or in a log that does not name the submitter', () => {
  expect(dutiesOf('Carol')).toStrictEqual([]);
  expect(dutiesOf('Rita')).toStrictEqual([]);
  expect(independenceFaults(emptyLedger(), person('Sonia'), [{ ...ITEM, submittedBy: null }], ACCOUNTS)).toStrictEqual(
    [],
  );
});

test('names every duty once, by team', () => {
  const items = [ITEM, ITEM, { ...ITEM, team: 'T2', submittedBy: person('Bob'), approvedBy: person('Zoé') }];
  expect(dutiesOf('Bob', items)).toStrictEqual([
    { by: person('Bob'), team: 'T1', duties: ['APPROVE'] },
    { by: person('Bob'), team: 'T2', duties: ['SUBMIT'] },
  ]);
});

test('the giver of the exception for an account does not release to it', () => {
  const account = PAYEES.get(ITEM.team);
  if (account === undefined) throw new Error('the team has an account');
  const terms = { kind: 'CHANGED_ACCOUNT', team: ITEM.team, account: accountDigest(account) } as const;
  const { state } = given(...exceptionGiven('X', terms));
  const duties = (name: string) =>
    independenceFaults(
      state,
      person(name),
      [{ ...ITEM, submittedBy: null, approvedBy: person('Zoé') }],
      ACCOUNTS,
    ).flatMap(({ data }) => ('duties' in data ? data.duties : []));
  expect(duties('Alice')).toContain('EXCEPT_ACCOUNT');
  expect(duties('Bob')).toContain('EXCEPT_ACCOUNT');
  expect(duties('Hugo')).toStrictEqual([]);
});

test('refuses both givers of an exception that the run uses', () => {
  const { state } = given(...exceptionGiven('X', { kind: 'EARLY_RELEASE', envelope: 'FISS', until: 9 }));
  const duties = (name: string, exceptions: readonly string[]) =>
    independenceFaults(state, person(name), [ITEM], { ...ACCOUNTS, exceptions }).map(({ data }) => data);
  const fault = (name: string, duty: string) => [{ by: person(name), team: 'T1', duties: [duty] }];
  expect(duties('Alice', ['X'])).toStrictEqual(fault('Alice', 'PROPOSE_EXCEPTION'));
  expect(duties('Alice', [])).toStrictEqual([]);
  expect(duties('Bob', ['X'])).toMatchObject([{ duties: ['APPROVE', 'CONFIRM_EXCEPTION'] }]);
});

describe('refuses both givers of an exception that its approval rests on', () => {
  const OF_ZOE = { ...ITEM, submittedBy: person('Sonia'), approvedBy: person('Zoé') };
  const duties = (state: PaymentLedger, name: string, item = OF_ZOE): unknown =>
    independenceFaults(state, person(name), [item], ACCOUNTS).map(({ data }) => data);
  const fault = (name: string, duty: string) => [{ by: person(name), team: 'T1', duties: [duty] }];

  test('to pass the envelope, also for the next statements of that approval, and not for a later one', () => {
    const used = { envelope: ENVELOPE, exception: 'X', usedBy: 'approval k' };
    const next = { ...posted('d2').data, period: '2021-Q2' };
    const later = { ...posted('d3').data, period: '2021-Q3' };
    const { state } = given(
      ...exceptionGiven('X', { kind: 'EXCEED_ENVELOPE', envelope: ENVELOPE, amountCents: 5n }),
      by('Zoé', { type: 'ExceptionUsed', effective: ENVELOPE, data: used }),
      by('Zoé', posted('d1')),
      by('Zoé', { ...posted('d2'), data: next }),
      by('Zoé', { ...posted('d3'), data: later }, '2026-01-16T10:00:00.000Z'),
    );
    for (const item of [OF_ZOE, { ...OF_ZOE, period: '2021-Q2' }]) {
      expect(duties(state, 'Alice', item)).toStrictEqual(fault('Alice', 'PROPOSE_EXCEPTION'));
      expect(duties(state, 'Bob', item)).toStrictEqual(fault('Bob', 'CONFIRM_EXCEPTION'));
      expect(duties(state, 'Hugo', item)).toStrictEqual([]);
    }
    expect(duties(state, 'Alice', { ...OF_ZOE, period: '2021-Q3' })).toStrictEqual([]);
  });

  test('to decide after the end of its text', () => {
    const { state } = given(...exceptionGiven('X', { kind: 'AFTER_END', team: 'T1', period: '2021-Q1' }));
    expect(duties(state, 'Alice')).toStrictEqual(fault('Alice', 'PROPOSE_EXCEPTION'));
    expect(duties(state, 'Bob')).toStrictEqual(fault('Bob', 'CONFIRM_EXCEPTION'));
    expect(duties(state, 'Alice', { ...OF_ZOE, period: '2021-Q2' })).toStrictEqual([]);
  });
});
