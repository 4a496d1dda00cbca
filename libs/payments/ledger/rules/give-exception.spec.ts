/** An exception to the amount of an envelope needs two people and a reason, and serves one run. */
import { expect, test } from '@jest/globals';
import type { ExceptionConfirmed, ExceptionProposed } from '#libs/payments/ledger/events.ts';
import { given } from '#test/support/ledger.ts';
import { by, person } from '#test/support/specification.ts';

const asked = { envelope: 'FISS', id: 'X', amountCents: 500n, reason: 'crédits de mars attendus' };
const proposed: ExceptionProposed = {
  type: 'ExceptionProposed',
  effective: 'FISS',
  data: { envelope: 'FISS', exception: 'X', ceiling: 500n, reason: asked.reason },
};
const confirmed: ExceptionConfirmed = {
  type: 'ExceptionConfirmed',
  effective: 'FISS',
  data: { envelope: 'FISS', exception: 'X' },
};

test('one person proposes an exception and another confirms it', () => {
  given()
    .when({ type: 'proposeException', by: person('Alice'), ...asked })
    .then(proposed);
  given(by('Alice', proposed))
    .when({ type: 'confirmException', by: person('Bob'), envelope: 'FISS', id: 'X' })
    .then(confirmed);
});

test('the person who proposed an exception cannot confirm it, and it is confirmed once', () => {
  given(by('Alice', proposed))
    .when({ type: 'confirmException', by: person('Alice'), envelope: 'FISS', id: 'X' })
    .thenRefused('SECOND_PERSON_REQUIRED');
  given(by('Alice', proposed), by('Bob', confirmed))
    .when({ type: 'confirmException', by: person('Carol'), envelope: 'FISS', id: 'X' })
    .thenRefused('EXCEPTION_ALREADY_CONFIRMED', { exception: 'X', by: person('Bob') });
  given()
    .when({ type: 'confirmException', by: person('Bob'), envelope: 'FISS', id: 'X' })
    .thenRefused('NO_SUCH_EXCEPTION', { exception: 'X' });
});

test('an exception has a name of its own, an amount and a reason', () => {
  const alice = person('Alice');
  given(by('Alice', proposed))
    .when({ type: 'proposeException', by: alice, ...asked })
    .thenRefused('EXCEPTION_EXISTS');
  given()
    .when({ type: 'proposeException', by: alice, ...asked, amountCents: 0n })
    .thenRefused('EXCEPTION_AMOUNT_NOT_POSITIVE');
  given()
    .when({ type: 'proposeException', by: alice, ...asked, reason: ' ' })
    .thenRefused('EXCEPTION_WITHOUT_REASON');
});

test('the state says who proposed and who confirmed', () => {
  const { state } = given(by('Alice', proposed), by('Bob', confirmed));
  expect(state.exceptions.get('X')).toStrictEqual({
    ...asked,
    status: 'confirmed',
    proposedBy: person('Alice'),
    confirmedBy: person('Bob'),
  });
});
