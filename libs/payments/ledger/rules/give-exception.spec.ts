/** An exception permits something that the rules refuse: two people give it, with a reason, and it serves once or for one account. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { useException } from '#libs/payments/ledger/rules/give-exception.ts';
import type { ExceptionTerms } from '#libs/payments/ledger/exception-terms.ts';
import { heldUntil, mayReleaseEarly } from '#libs/payments/ledger/exceptions.ts';
import { accountDigest } from '#libs/payments/accounts/bank-account.ts';
import { ENVELOPE, TEAM, confirm, exceptionGiven, given, propose } from '#test/support/ledger.ts';
import { ACCOUNT, accountInForce } from '#test/support/payments.ts';
import { by, person } from '#test/support/specification.ts';

const EXCEED = { kind: 'EXCEED_ENVELOPE', envelope: ENVELOPE, amountCents: 500n } as const;
const FOR_ACCOUNT = { kind: 'CHANGED_ACCOUNT', team: TEAM, account: accountDigest(ACCOUNT) } as const;
const [exceedProposed, exceedConfirmed] = exceptionGiven('X', EXCEED);
const asking = (terms: ExceptionTerms, reason = 'essai') =>
  ({ kind: 'EXCEPTION', exception: 'X', terms, reason }) as const;
const account = { digest: accountDigest(ACCOUNT), proposedBy: person('Zoé') };
const USE = { exception: 'X', envelope: ENVELOPE };

test('one person proposes an exception and another confirms it', () => {
  given()
    .when(propose('Alice', asking(EXCEED)))
    .then(exceedProposed.event);
  const waiting = given(exceedProposed);
  waiting.when(confirm(waiting.state, 'Bob', 'exception:X')).then(exceedConfirmed.event);
  expect(given(exceedProposed, exceedConfirmed).state.exceptions.get('X')).toMatchObject({
    status: 'confirmed',
    proposedBy: person('Alice'),
    confirmedBy: person('Bob'),
  });
});

test('an exception has its own name, an amount and a reason', () => {
  given(exceedProposed, exceedConfirmed)
    .when(propose('Alice', asking(EXCEED)))
    .thenRefused('EXCEPTION_EXISTS');
  given()
    .when(propose('Alice', asking({ ...EXCEED, amountCents: 0n })))
    .thenRefused('EXCEPTION_AMOUNT_NOT_POSITIVE');
  given()
    .when(propose('Alice', asking(EXCEED, ' ')))
    .thenRefused('REASON_REQUIRED');
});

test('an exception for an account is not given by the person who proposed the account', () => {
  given()
    .when(propose('zoé', asking(FOR_ACCOUNT), { account }))
    .thenRefused('EXCEPTION_BY_PROPOSER_OF_ACCOUNT');
  const waiting = given(exceptionGiven('X', FOR_ACCOUNT)[0]);
  waiting
    .when(confirm(waiting.state, 'Zoé', 'exception:X', { account }))
    .thenRefused('EXCEPTION_BY_PROPOSER_OF_ACCOUNT');
});

test('an exception for an account is refused once the account has changed', () => {
  const waiting = given(exceptionGiven('X', FOR_ACCOUNT)[0]);
  waiting
    .when(confirm(waiting.state, 'Bob', 'exception:X', { account: { ...account, digest: 'another' } }))
    .thenRefused('ACCOUNT_CHANGED_SINCE');
  waiting.when(confirm(waiting.state, 'Bob', 'exception:X')).thenRefused('NO_ACCOUNT_TO_EXCEPT');
});

test('an account that changed is held for the days of the setting, unless an exception names just this account', () => {
  const [changed, today] = [accountInForce(100), 110];
  expect(heldUntil(given().state, TEAM, changed, today)).toBe(130);
  expect(heldUntil(given().state, TEAM, changed, 130)).toBeUndefined();
  const { state } = given(...exceptionGiven('X', FOR_ACCOUNT));
  expect(heldUntil(state, TEAM, changed, today)).toBeUndefined();
  expect(heldUntil(state, 'T2', changed, today)).toBe(130);
  expect(heldUntil(state, TEAM, { ...changed, iban: 'FR1420041010050500013M02606' }, today)).toBe(130);
});

test('two people set the hold', () => {
  const asked = { kind: 'HOLD', days: 45, reason: 'plus prudent' } as const;
  const proposed = {
    type: 'AccountHoldProposed',
    effective: 'payment-ledger',
    data: { days: 45, reason: 'plus prudent' },
  } as const;
  given().when(propose('Alice', asked)).then(proposed);
  given()
    .when(propose('Alice', { ...asked, days: 400 }))
    .thenRefused('HOLD_DAYS_OUT_OF_RANGE', { days: 400, daysMax: 365 });
  const waiting = given(by('Alice', proposed));
  waiting.when(confirm(waiting.state, 'Bob', 'hold')).thenState(({ holdDays }) => {
    expect(holdDays).toBe(45);
  });
});

test('an exception serves one approval, of one or many statements', () => {
  const used = {
    type: 'ExceptionUsed',
    effective: ENVELOPE,
    data: { envelope: ENVELOPE, exception: 'X', usedBy: 'approval k1' },
  } as const;
  const [first, second] = ['approval k1', 'approval k2'].map((usedBy) => ({ ...USE, usedBy }));
  assert.ok(first && second);
  expect(useException(given(exceedProposed, exceedConfirmed).state, first)).toStrictEqual([used]);
  const after = given(exceedProposed, exceedConfirmed, used).state;
  expect(useException(after, first)).toStrictEqual([]);
  expect(() => useException(after, second)).toThrow('EXCEPTION_NOT_USABLE');
  expect(() => useException(given().state, first)).toThrow('EXCEPTION_NOT_USABLE');
});

test('an early release is permitted up to its day, in its envelope', () => {
  const { state } = given(...exceptionGiven('X', { kind: 'EARLY_RELEASE', envelope: ENVELOPE, until: 50 }));
  const may = (dueBy: number, envelope = ENVELOPE) => mayReleaseEarly(state, { envelope, exceptions: ['X'], dueBy });
  expect([may(50), may(51), may(50, 'FIR')]).toStrictEqual([true, false, false]);
});
