/** After returns of its payments, the due amount of an item equals the account of the team. */
import { expect, test } from '@jest/globals';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { type TeamAccountKind, posting } from '#libs/payments/ledger/posting.ts';
import { ENVELOPE, TEAM, due, given, posted, released, runMade } from '#test/support/ledger.ts';

test('two payments of one item that both come back are due again together', () => {
  const paidTwice = [
    posted('d1'),
    due('d1', 10, 100n),
    runMade('R1', 11, ['e1']),
    released('e1', 'd1#1', 11, 100n),
    comesBack('e1', 'a', 'released'),
    released('e2', 'd1#1', 12, 100n),
    // The bank had executed the first payment after all, and the overpaid amount is set off: each payment comes back separately.
    comesBack('e1', 'b', 'executed'),
    comesBack('e2', 'c', 'released'),
  ] as const;
  const { items, envelopes } = given(...paidTwice).state;
  expect(items.get('d1#1')).toMatchObject({ status: 'returned', dueCents: 200n });
  expect(envelopes.get(ENVELOPE)?.balances.get(`due:${TEAM}`)).toBe(-200n);
});

function comesBack(endToEndId: string, answer: string, debit: TeamAccountKind): LedgerEvent {
  const moved = posting(TEAM, { debit, credit: 'due', amountCents: 100n });
  const data = { envelope: ENVELOPE, endToEndId, item: 'd1#1', team: TEAM, answer, end: 'returned', ...moved } as const;
  return { type: 'PaymentReturned', effective: '1970-01-13', data };
}
