/** The terms of an envelope change from a day on, when one person proposes them and another confirms them; a scheme has one envelope a day. */
import { expect, test } from '@jest/globals';
import { type Day, dayFromText } from '#libs/kernel/day.ts';
import { fundedTwice, fundingEnvelope, termsOn } from '#libs/payments/ledger/terms.ts';
import {
  IN_FORCE,
  confirm,
  confirmed,
  due,
  exceptionGiven,
  given,
  inForce,
  posted,
  propose,
  proposed,
  recovery,
  reduced,
  released,
  runMade,
} from '#test/support/ledger.ts';
import { by } from '#test/support/specification.ts';

const LARGER = { from: null, amountCents: 2_000n, schemes: ['PEPS', 'IPEP'] };
const NEW_YEAR = dayFromText('2027-01-01');
const CLOSED = { from: NEW_YEAR, amountCents: 1_000n, schemes: [] };
const NEXT = { from: NEW_YEAR, amountCents: 3_000n, schemes: ['PEPS'] };

const proposing = (
  { from, ...terms }: { readonly from?: Day | null; readonly amountCents: bigint; readonly schemes: readonly string[] },
  envelope = 'FISS',
  { at, exception }: { readonly at?: string; readonly exception?: string } = {},
) => propose('Alice', { kind: 'ENVELOPE', envelope, ...terms, from: from ?? undefined, exception }, {}, at);

test('one person proposes an envelope and another confirms it', () => {
  given().when(proposing(LARGER)).then(proposed(LARGER));
  const waiting = given(by('Alice', proposed(LARGER)));
  waiting.when(confirm(waiting.state, 'Bob', 'envelope:FISS')).then(confirmed(LARGER));
});

test('a new envelope has an amount and a scheme', () => {
  given()
    .when(proposing({ amountCents: 0n, schemes: ['PEPS'] }))
    .thenRefused('ENVELOPE_AMOUNT_NOT_POSITIVE');
  given()
    .when(proposing({ amountCents: 1n, schemes: [] }))
    .thenRefused('ENVELOPE_WITHOUT_SCHEME');
});

test('the terms in force stay until the change is confirmed', () => {
  const { envelopes, proposals } = given(...IN_FORCE, by('Alice', proposed(LARGER))).state;
  expect(envelopes.get('FISS')?.terms.map(({ amountCents }) => amountCents)).toStrictEqual([1_000n]);
  expect(proposals.get('envelope:FISS')?.content).toMatchObject({ terms: LARGER });
});

test('terms hold until the day before the next begin', () => {
  const { state } = given(...IN_FORCE, ...inForce(CLOSED), ...inForce(NEXT, 'FISS-2027'));
  const on = (day: Day) => fundingEnvelope(state, 'PEPS', day)?.name;
  expect([on(NEW_YEAR - 1), on(NEW_YEAR)]).toStrictEqual(['FISS', 'FISS-2027']);
});

test('terms without a day change those in force', () => {
  const dated = inForce({ from: NEW_YEAR, amountCents: 500n });
  given(...IN_FORCE, ...dated)
    .when(proposing({ amountCents: 700n, schemes: ['PEPS'] }, 'FISS', { at: '2027-02-01T10:00:00.000Z' }))
    .then(proposed({ from: NEW_YEAR, amountCents: 700n, schemes: ['PEPS'] }));
  const { state } = given(...IN_FORCE, ...dated, ...inForce({ from: NEW_YEAR, amountCents: 700n }));
  const fiss = state.envelopes.get('FISS');
  expect(fiss?.terms.length).toBe(2);
  expect(fiss && termsOn(fiss, NEW_YEAR)?.amountCents).toBe(700n);
});

test('of two envelopes proposed for one scheme, the second is not confirmed', () => {
  const both = given(by('Alice', proposed()), by('Alice', proposed(LARGER, 'FIR')), by('Bob', confirmed()));
  both
    .when(confirm(both.state, 'Bob', 'envelope:FIR'))
    .thenRefused('SCHEME_ALREADY_FUNDED', { scheme: 'PEPS', envelope: 'FISS', from: null });
});

test('a scheme passes to another envelope on the day on which the first no longer funds it, not earlier', () => {
  given(...IN_FORCE, ...inForce(CLOSED))
    .when(proposing({ ...NEXT, from: NEW_YEAR - 1 }, 'FIR'))
    .thenRefused('SCHEME_ALREADY_FUNDED', { scheme: 'PEPS', envelope: 'FISS', from: NEW_YEAR - 1 });
  given(...IN_FORCE, ...inForce(CLOSED))
    .when(proposing(NEXT, 'FIR'))
    .then(proposed(NEXT, 'FIR'));
});

test('an envelope does not fund a scheme again that has passed to another envelope', () => {
  given(...IN_FORCE, ...inForce(CLOSED), ...inForce(NEXT, 'FIR'))
    .when(proposing({ ...LARGER, from: NEW_YEAR + 10 }))
    .thenRefused('SCHEME_ALREADY_FUNDED', { scheme: 'PEPS', envelope: 'FIR', from: NEW_YEAR + 10 });
});

test('an amount below the decided or sent one needs an exception of two people and uses it', () => {
  const lower = { amountCents: 60n, schemes: ['PEPS'] };
  const decided = [...IN_FORCE, posted('d1'), due('d1', 10, 100n)] as const;
  given(...decided)
    .when(proposing(lower))
    .thenRefused('ENVELOPE_BELOW_USE', { envelope: 'FISS', amountCents: 60n, usedCents: 100n });
  const small = exceptionGiven('X', { kind: 'EXCEED_ENVELOPE', envelope: 'FISS', amountCents: 39n });
  given(...decided, ...small)
    .when(proposing(lower, 'FISS', { exception: 'X' }))
    .thenRefused('ENVELOPE_BELOW_USE');
  const enough = exceptionGiven('X', { kind: 'EXCEED_ENVELOPE', envelope: 'FISS', amountCents: 40n });
  const event = {
    ...proposed({ ...lower, from: null }),
    data: { envelope: 'FISS', terms: { ...lower, from: null }, exception: 'X' },
  };
  const waiting = given(...decided, ...enough, by('Alice', event));
  waiting.when(confirm(waiting.state, 'Bob', 'envelope:FISS')).thenState(({ exceptions, envelopes }) => {
    expect(exceptions.get('X')).toMatchObject({ status: 'used', usedBy: 'FISS' });
    expect(envelopes.get('FISS')?.terms).toStrictEqual([{ ...lower, from: null }]);
  });
});

test('an exception that does not exist is refused, also if none is needed', () => {
  given(...IN_FORCE)
    .when(proposing(LARGER, 'FISS', { exception: 'X' }))
    .thenRefused('EXCEPTION_NOT_USABLE', { exception: 'X' });
});

test('decisions between proposal and confirmation count', () => {
  const waiting = given(
    ...IN_FORCE,
    by('Alice', proposed({ from: null, amountCents: 60n, schemes: ['PEPS'] })),
    posted('d1'),
    due('d1', 10, 100n),
  );
  waiting.when(confirm(waiting.state, 'Bob', 'envelope:FISS')).thenRefused('ENVELOPE_BELOW_USE');
});

test('an amount below the sent one is refused though less is decided by now', () => {
  const sent = [posted('d1'), due('d1', 10, 100n), runMade('R1', 11, ['e1']), released('e1', 'd1#1', 11, 100n)];
  given(...IN_FORCE, ...sent, posted('d2'), recovery('d2', 60n))
    .when(proposing({ amountCents: 60n, schemes: ['PEPS'] }))
    .thenRefused('ENVELOPE_BELOW_USE', { envelope: 'FISS', amountCents: 60n, usedCents: 100n });
});

test('an exception that is not needed any more when the terms are confirmed stays usable', () => {
  const terms = { from: null, amountCents: 60n, schemes: ['PEPS'] };
  const event = { ...proposed(terms), data: { envelope: 'FISS', terms, exception: 'X' } };
  const enough = exceptionGiven('X', { kind: 'EXCEED_ENVELOPE', envelope: 'FISS', amountCents: 40n });
  const decided = [...IN_FORCE, posted('d1'), due('d1', 10, 100n), ...enough, by('Alice', event)];
  const waiting = given(...decided, reduced('d1#1', 'd2', 40n));
  waiting.when(confirm(waiting.state, 'Bob', 'envelope:FISS')).thenState(({ exceptions }) => {
    expect(exceptions.get('X')?.status).toBe('confirmed');
  });
});

test('two envelopes of a former log that fund a scheme on the same day are named', () => {
  const { state } = given(
    ...IN_FORCE,
    ...inForce({ from: NEW_YEAR }, 'FIR'),
    ...inForce({ schemes: ['IPEP'] }, 'OTHER'),
  );
  expect(fundedTwice(state)).toStrictEqual([{ scheme: 'PEPS', envelope: 'FISS', from: NEW_YEAR, alsoBy: 'FIR' }]);
});
