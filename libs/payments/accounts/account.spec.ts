/** An account changes when one person proposes it and another confirms it by its code. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { dayText } from '#libs/kernel/day.ts';
import { codeOf } from '#libs/commands/proposal.ts';
import { account } from '#libs/payments/accounts/decide.ts';
import type { AccountEvent, KnownAccount } from '#libs/payments/accounts/events.ts';
import type { AccountFlag } from '#libs/payments/accounts/flags.ts';
import { differenceOf } from '#libs/payments/accounts/state.ts';
import { by, person, specificationOf } from '#test/support/specification.ts';

const FIRST = { name: 'Maison de santé', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
const SECOND = { ...FIRST, iban: 'FR1420041010050500013M02606' };
const SHARED: AccountFlag = { flag: 'SHARED_BY_TEAMS', of: ['PEPS-02'] };
const { given } = specificationOf(account({ side: 'payee', holder: 'PEPS-01' }), 'payee-PEPS-01');

const data = (payee = FIRST): KnownAccount => ({ holder: 'PEPS-01', payee, verification: null, flags: [] });
const proposed = (payee = FIRST): AccountEvent => ({ type: 'PayeeProposed', effective: 'PEPS-01', data: data(payee) });
const confirmed = (payee = FIRST): AccountEvent => ({
  type: 'PayeeConfirmed',
  effective: 'PEPS-01',
  data: data(payee),
});

const AT = '2026-01-16T09:00:00.000Z';
/** A confirmation with the code of the waiting proposal. The other fields have defaults. */
function confirm(name: string, waiting: ReturnType<typeof given>, { code, flags = [], at = AT }: Confirmed = {}) {
  const { state } = waiting;
  const read = state.status === 'PROPOSED' ? codeOf(state.proposal, { flags }) : '0123456789';
  return { type: 'confirm', by: person(name), at, flags, code: code ?? read } as const;
}
interface Confirmed {
  readonly code?: string;
  readonly flags?: readonly AccountFlag[];
  readonly at?: string;
}

test('one person proposes an account and another confirms the proposal', () => {
  given()
    .when({ type: 'propose', by: person('Alice'), payee: FIRST, verification: null, flags: [] })
    .then(proposed());
  const waiting = given(by('Alice', proposed()));
  waiting.when(confirm('Bob', waiting)).then(confirmed());
  waiting.when({ ...confirm('Bob', waiting), code: undefined }).thenRefused('CONFIRMATION_CODE_REQUIRED');
});

test('the person who proposed an account cannot confirm it, under any spelling of the name', () => {
  const waiting = given(by('Alice', proposed()));
  waiting.when(confirm(' ALICE', waiting)).thenRefused('SECOND_PERSON_REQUIRED');
});

test('refuses the code of an account that was replaced, and of one proposed too long ago', () => {
  const read = given(by('Alice', proposed()));
  const replaced = given(by('Alice', proposed()), by('Carla', proposed(SECOND)));
  const { code } = confirm('Bob', read);
  replaced.when(confirm('Bob', replaced, { code })).thenRefused('PROPOSAL_CHANGED');
  read.when(confirm('Bob', read, { at: '2026-02-15T10:00:00.000Z' })).thenRefused('PROPOSAL_EXPIRED');
});

test('a new warning after the account was read requires another reading', () => {
  const waiting = given(by('Alice', proposed()));
  const { code } = confirm('Bob', waiting);
  waiting.when(confirm('Bob', waiting, { code, flags: [SHARED] })).thenRefused('PROPOSAL_CHANGED');
  waiting
    .when(confirm('Bob', waiting, { flags: [SHARED] }))
    .then({ type: 'PayeeConfirmed', effective: 'PEPS-01', data: { ...data(), flags: [SHARED] } });
});

test('refuses to confirm, refuse or withdraw without a proposal', () => {
  const bob = person('Bob');
  given().when(confirm('Bob', given())).thenRefused('NO_ACCOUNT_PROPOSED', { holder: 'PEPS-01' });
  const settled = given(by('Alice', proposed()), by('Bob', confirmed()));
  settled.when({ type: 'refuse', flags: [], by: bob, reason: 'faux' }).thenRefused('NO_ACCOUNT_PROPOSED');
  settled.when({ type: 'withdraw', flags: [], by: person('Alice') }).thenRefused('NO_ACCOUNT_PROPOSED');
});

test('a refusal needs a reason and does not change the account in force', () => {
  const waiting = given(by('Alice', proposed()), by('Bob', confirmed()), by('Alice', proposed(SECOND)));
  waiting.when({ type: 'refuse', flags: [], by: person('Bob'), reason: ' ' }).thenRefused('REASON_REQUIRED');
  waiting.when({ type: 'refuse', flags: [], by: person('Bob'), reason: 'inconnu' }).thenState((state) => {
    expect(state).toMatchObject({ status: 'IN_FORCE', current: { iban: FIRST.iban } });
  });
});

test('only its author withdraws a proposal', () => {
  const waiting = given(by('Alice', proposed()));
  waiting.when({ type: 'withdraw', flags: [], by: person('Bob') }).thenRefused('PROPOSED_BY_ANOTHER');
  waiting.when({ type: 'withdraw', flags: [], by: person('Alice') }).thenState((state) => {
    expect(state.status).toBe('NONE');
  });
});

test('an account is in force from the day in France on which it was confirmed, by two people', () => {
  const lateInUtc = '2026-06-30T22:30:00.000Z';
  const { state } = given(by('Alice', proposed()), by('Bob', confirmed(), lateInUtc));
  assert(state.status === 'IN_FORCE');
  expect(dayText(state.current.since)).toBe('2026-07-01');
  expect([state.current.proposedBy.name, state.current.confirmedBy.name]).toStrictEqual(['Alice', 'Bob']);
});

test('the difference names the fields that change', () => {
  expect(differenceOf(FIRST, SECOND)).toStrictEqual([{ field: 'iban', before: FIRST.iban, after: SECOND.iban }]);
  expect(differenceOf(undefined, FIRST).map(({ field }) => field)).toStrictEqual(['name', 'iban', 'bic']);
});
