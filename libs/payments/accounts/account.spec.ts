/** An account changes when one person proposes it and another confirms it. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { account } from '#libs/payments/accounts/decide.ts';
import type { AccountEvent } from '#libs/payments/accounts/events.ts';
import { by, person, specificationOf } from '#test/support/specification.ts';

const FIRST = { name: 'Maison de santé', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
const SECOND = { ...FIRST, iban: 'FR1420041010050500013M02606' };
const { given } = specificationOf(account('PEPS-01'), 'payee-PEPS-01');

const proposed = (payee = FIRST): AccountEvent => ({
  type: 'PayeeProposed',
  effective: 'PEPS-01',
  data: { holder: 'PEPS-01', payee },
});
const confirmed = (payee = FIRST): AccountEvent => ({ ...proposed(payee), type: 'PayeeConfirmed' });

test('one person proposes an account and another confirms it', () => {
  given()
    .when({ type: 'propose', by: person('Alice'), payee: FIRST })
    .then(proposed());
  given(by('Alice', proposed()))
    .when({ type: 'confirm', by: person('Bob') })
    .then(confirmed());
});

test('the person who proposed an account cannot confirm it, under any spelling of the name', () => {
  given(by('Alice', proposed()))
    .when({ type: 'confirm', by: person(' ALICE') })
    .thenRefused('SECOND_PERSON_REQUIRED');
});

test('refuses to confirm or refuse without a proposal', () => {
  const bob = person('Bob');
  given().when({ type: 'confirm', by: bob }).thenRefused('NO_ACCOUNT_PROPOSED', { holder: 'PEPS-01' });
  given(by('Alice', proposed()), by('Bob', confirmed()))
    .when({ type: 'refuse', by: bob, reason: 'faux' })
    .thenRefused('NO_ACCOUNT_PROPOSED');
});

test('a refusal needs a reason and leaves the account in force as it was', () => {
  const waiting = given(by('Alice', proposed()), by('Bob', confirmed()), by('Alice', proposed(SECOND)));
  waiting.when({ type: 'refuse', by: person('Bob'), reason: ' ' }).thenRefused('REASON_REQUIRED');
  waiting.when({ type: 'refuse', by: person('Bob'), reason: 'inconnu' }).thenState((state) => {
    expect(state).toMatchObject({ status: 'in-force', current: { iban: FIRST.iban } });
  });
});

test('an account is in force from the day in France on which it was confirmed', () => {
  const lateInUtc = '2026-06-30T22:30:00.000Z';
  const { state } = given(by('Alice', proposed()), by('Bob', confirmed(), lateInUtc));
  assert(state.status === 'in-force');
  expect(new Date(state.current.since * 86_400_000).toISOString().slice(0, 10)).toBe('2026-07-01');
});
