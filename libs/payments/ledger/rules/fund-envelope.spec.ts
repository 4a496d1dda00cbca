/** The terms of an envelope change from a day on, when one person proposes them and another confirms them; a scheme has one envelope a day. */
import { expect, test } from '@jest/globals';
import { type Day, dayFromText } from '#libs/kernel/day.ts';
import { fundingEnvelope, termsOn } from '#libs/payments/ledger/terms.ts';
import { IN_FORCE, confirmed, given, inForce, proposed } from '#test/support/ledger.ts';
import { by, person } from '#test/support/specification.ts';

const LARGER = { from: null, amountCents: 2_000n, schemes: ['PEPS', 'IPEP'] };
const NEW_YEAR = dayFromText('2027-01-01');
const CLOSED = { from: NEW_YEAR, amountCents: 1_000n, schemes: [] };
const NEXT = { from: NEW_YEAR, amountCents: 3_000n, schemes: ['PEPS'] };

const propose = (
  terms: { readonly from?: Day | null; readonly amountCents: bigint; readonly schemes: readonly string[] },
  envelope = 'FISS',
  at = '2026-01-15T10:00:00.000Z',
) => ({ type: 'proposeTerms', by: person('Alice'), envelope, at, ...terms, from: terms.from ?? undefined }) as const;
const confirm = (name: string, envelope = 'FISS') => ({ type: 'confirmTerms', by: person(name), envelope }) as const;

test('one person proposes an envelope and another confirms it', () => {
  given().when(propose(LARGER)).then(proposed(LARGER));
  given(by('Alice', proposed(LARGER)))
    .when(confirm('Bob'))
    .then(confirmed(LARGER));
});

test('the person who proposed an envelope cannot confirm it', () => {
  given(by('Alice', proposed())).when(confirm('alice')).thenRefused('SECOND_PERSON_REQUIRED');
});

test('refuses a confirmation without a proposal, or a second one', () => {
  given().when(confirm('Bob')).thenRefused('NO_TERMS_PROPOSED', { envelope: 'FISS' });
  given(...IN_FORCE)
    .when(confirm('Bob'))
    .thenRefused('NO_TERMS_PROPOSED');
});

test('a new envelope has an amount and a scheme', () => {
  given()
    .when(propose({ amountCents: 0n, schemes: ['PEPS'] }))
    .thenRefused('ENVELOPE_AMOUNT_NOT_POSITIVE');
  given()
    .when(propose({ amountCents: 1n, schemes: [] }))
    .thenRefused('ENVELOPE_WITHOUT_SCHEME');
});

test('the terms in force stay until the change is confirmed', () => {
  const fiss = given(...IN_FORCE, by('Alice', proposed(LARGER))).state.envelopes.get('FISS');
  expect(fiss?.terms.map(({ amountCents }) => amountCents)).toStrictEqual([1_000n]);
  expect(fiss?.proposed?.terms).toStrictEqual(LARGER);
});

test('terms hold until the day before the next begin', () => {
  const { state } = given(...IN_FORCE, ...inForce(CLOSED), ...inForce(NEXT, 'FISS-2027'));
  const on = (day: Day) => fundingEnvelope(state, 'PEPS', day)?.name;
  expect([on(NEW_YEAR - 1), on(NEW_YEAR)]).toStrictEqual(['FISS', 'FISS-2027']);
});

test('terms without a day change those in force', () => {
  const dated = inForce({ from: NEW_YEAR, amountCents: 500n });
  given(...IN_FORCE, ...dated)
    .when(propose({ amountCents: 700n, schemes: ['PEPS'] }, 'FISS', '2027-02-01T10:00:00.000Z'))
    .then(proposed({ from: NEW_YEAR, amountCents: 700n, schemes: ['PEPS'] }));
  const { state } = given(...IN_FORCE, ...dated, ...inForce({ from: NEW_YEAR, amountCents: 700n }));
  const fiss = state.envelopes.get('FISS');
  expect(fiss?.terms.length).toBe(2);
  expect(fiss && termsOn(fiss, NEW_YEAR)?.amountCents).toBe(700n);
});

test('of two envelopes proposed for one scheme, the second is not confirmed', () => {
  const both = given(by('Alice', proposed()), by('Alice', proposed(LARGER, 'FIR')), by('Bob', confirmed()));
  both
    .when(confirm('Bob', 'FIR'))
    .thenRefused('SCHEME_ALREADY_FUNDED', { scheme: 'PEPS', envelope: 'FISS', from: null });
});

test('a scheme passes to another envelope on the day on which the first no longer funds it, not earlier', () => {
  given(...IN_FORCE, ...inForce(CLOSED))
    .when(propose({ ...NEXT, from: NEW_YEAR - 1 }, 'FIR'))
    .thenRefused('SCHEME_ALREADY_FUNDED', { scheme: 'PEPS', envelope: 'FISS', from: NEW_YEAR - 1 });
  given(...IN_FORCE, ...inForce(CLOSED))
    .when(propose(NEXT, 'FIR'))
    .then(proposed(NEXT, 'FIR'));
});

test('an envelope does not fund again what has passed to another', () => {
  given(...IN_FORCE, ...inForce(CLOSED), ...inForce(NEXT, 'FIR'))
    .when(propose({ ...LARGER, from: NEW_YEAR + 10 }))
    .thenRefused('SCHEME_ALREADY_FUNDED', { scheme: 'PEPS', envelope: 'FIR', from: NEW_YEAR + 10 });
});
