/** A posting moves a positive amount between two accounts of one team. */
import { expect, test } from '@jest/globals';
import { canonical } from '#libs/commands/digest.ts';
import { LEDGER_EVENTS } from '#libs/payments/ledger/events.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { due } from '#test/support/ledger.ts';
import { recordedAs } from '#test/support/specification.ts';

test('names the accounts of the team', () => {
  expect(posting('T1', { debit: 'charges', credit: 'due', amountCents: 1n })).toStrictEqual({
    debit: 'charges:T1',
    credit: 'due:T1',
    amountCents: 1n,
  });
});

test('rejects an amount that is not positive, and a posting from an account to itself', () => {
  expect(() => posting('T1', { debit: 'charges', credit: 'due', amountCents: 0n })).toThrow(RangeError);
  expect(() => posting('T1', { debit: 'due', credit: 'due', amountCents: 1n })).toThrow(RangeError);
});

test('rejects a stored posting without an amount, or to an unknown account', () => {
  const [event] = recordedAs(LEDGER_EVENTS, 'ledger-FISS', [due('d1', 10, 100n)]);
  if (event === undefined) throw new Error('there is one event');
  const changed = (change: object) => ({ ...event, data: canonical({ ...JSON.parse(event.data), ...change }) });
  expect(LEDGER_EVENTS.read(changed({})).type).toBe('DuePosted');
  expect(() => LEDGER_EVENTS.read(changed({ amountCents: '0' }))).toThrow(/amountCents/);
  expect(() => LEDGER_EVENTS.read(changed({ debit: 'savings:T1' }))).toThrow(/savings:T1 is not an account/);
});
