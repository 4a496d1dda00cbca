/** The terms of an envelope change when one person proposes them and another confirms them. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { proposedTerms, termsInForce } from '#libs/payments/ledger/state.ts';
import { IN_FORCE, confirmed, given, proposed } from '#test/support/ledger.ts';
import { by, person } from '#test/support/specification.ts';

const LARGER = { amountCents: 2_000n, schemes: ['PEPS', 'IPEP'] };

test('one person proposes an envelope and another confirms it', () => {
  given()
    .when({ type: 'proposeTerms', by: person('Alice'), terms: LARGER })
    .then(proposed(LARGER));
  given(by('Alice', proposed(LARGER)))
    .when({ type: 'confirmTerms', by: person('Bob') })
    .then(confirmed(LARGER));
});

test('the person who proposed an envelope cannot confirm it', () => {
  given(by('Alice', proposed()))
    .when({ type: 'confirmTerms', by: person('alice') })
    .thenRefused('SECOND_PERSON_REQUIRED');
});

test('refuses a confirmation without a proposal, or a second one', () => {
  const bob = person('Bob');
  given().when({ type: 'confirmTerms', by: bob }).thenRefused('NO_TERMS_PROPOSED', { envelope: 'FISS' });
  given(...IN_FORCE)
    .when({ type: 'confirmTerms', by: bob })
    .thenRefused('NO_TERMS_PROPOSED');
});

test('an envelope has an amount and a scheme', () => {
  const propose = (amountCents: bigint, schemes: readonly string[]) =>
    given().when({ type: 'proposeTerms', by: person('Alice'), terms: { amountCents, schemes } });
  propose(0n, ['PEPS']).thenRefused('ENVELOPE_AMOUNT_NOT_POSITIVE');
  propose(1n, []).thenRefused('ENVELOPE_WITHOUT_SCHEME');
});

test('the terms in force stay until the change is confirmed', () => {
  const { state } = given(...IN_FORCE, by('Alice', proposed(LARGER)));
  assert.equal(state.funding.status, 'changing');
  expect(termsInForce(state)?.amountCents).toBe(1_000n);
  expect(proposedTerms(state)?.terms).toStrictEqual(LARGER);
});
