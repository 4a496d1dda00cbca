/** A change takes two people and the code of the proposal that was read; it can be refused or withdrawn, and expires. */
import { expect, test } from '@jest/globals';
import { IN_FORCE, confirm, given, inForce, proposed } from '#test/support/ledger.ts';
import { by, person } from '#test/support/specification.ts';

const LARGER = { from: null, amountCents: 2_000n, schemes: ['PEPS'] };
const ID = 'envelope:FISS';
const waiting = given(...IN_FORCE, by('Alice', proposed(LARGER)));

test('the person who proposed a change does not confirm it', () => {
  waiting.when(confirm(waiting.state, 'alice', ID)).thenRefused('SECOND_PERSON_REQUIRED');
});

test('a confirmation gives the code of the proposal', () => {
  const read = confirm(waiting.state, 'Bob', ID);
  waiting.when({ ...read, code: undefined } as typeof read).thenRefused('CONFIRMATION_CODE_REQUIRED');
  given(...IN_FORCE, by('Alice', proposed({ ...LARGER, amountCents: 2_001n })))
    .when(read)
    .thenRefused('PROPOSAL_CHANGED');
});

test('the code changes with the terms in force', () => {
  const read = confirm(waiting.state, 'Bob', ID);
  given(...IN_FORCE, ...inForce({ amountCents: 1_500n }), by('Alice', proposed(LARGER)))
    .when(read)
    .thenRefused('PROPOSAL_CHANGED');
});

test('a proposal expires', () => {
  const read = confirm(waiting.state, 'Bob', ID);
  waiting.when({ ...read, at: '2026-02-14T10:00:00.000Z' } as typeof read).thenState(({ proposals }) => {
    expect(proposals.size).toBe(0);
  });
  waiting.when({ ...read, at: '2026-02-15T10:00:00.000Z' } as typeof read).thenRefused('PROPOSAL_EXPIRED');
});

test('a second person refuses a proposal with a reason, its author withdraws it', () => {
  const of = { proposal: ID };
  waiting
    .when({ type: 'refuse', ...of, by: person('Bob'), reason: 'trop' })
    .then({ type: 'ProposalRefused', effective: 'payment-ledger', data: { ...of, reason: 'trop' } });
  waiting.when({ type: 'refuse', ...of, by: person('Alice'), reason: 'trop' }).thenRefused('SECOND_PERSON_REQUIRED');
  waiting.when({ type: 'refuse', ...of, by: person('Bob'), reason: ' ' }).thenRefused('REASON_REQUIRED');
  waiting
    .when({ type: 'withdraw', ...of, by: person('Alice') })
    .then({ type: 'ProposalWithdrawn', effective: 'payment-ledger', data: of });
  waiting.when({ type: 'withdraw', ...of, by: person('Bob') }).thenRefused('PROPOSED_BY_ANOTHER');
});

test('a refused, withdrawn or confirmed change no longer waits', () => {
  const gone = { type: 'ProposalWithdrawn', effective: 'payment-ledger', data: { proposal: ID } } as const;
  const after = given(...IN_FORCE, by('Alice', proposed(LARGER)), gone);
  after.when(confirm(after.state, 'Bob', ID)).thenRefused('NO_SUCH_PROPOSAL', { proposal: ID });
  const inPlace = given(...IN_FORCE);
  inPlace.when(confirm(inPlace.state, 'Bob', ID)).thenRefused('NO_SUCH_PROPOSAL');
});
