/** What waits for a second person says to each who asks whether they may confirm it, and why not. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Role } from '#libs/commands/segregation.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import type { LedgerCommand } from '#libs/payments/ledger/decide.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { type Standing, confirmations } from '#libs/week/confirmations.ts';
import { envelopeInPlace, onLedger } from '#test/support/money.ts';
import { decisionToPost, paymentRun } from '#test/support/payments.ts';
import { COMMIT, Product } from '#test/support/product.ts';
import { person } from '#test/support/specification.ts';

const AT = '2026-11-28T10:00:00.000Z';
const TODAY = dayFromText('2026-11-28');

let product: Product;
beforeEach(() => {
  product = new Product();
});
afterEach(() => product.close());

function by(name: string, command: LedgerCommand): Promise<unknown> {
  return onLedger(product.log, command, { by: person(name), key: command.type, at: AT }, COMMIT);
}

/** Carol releases a run, and Dora types what the bank answers. */
async function typedAnswer(): Promise<void> {
  const terms = { amountCents: 100_000n, schemes: ['PEPS'] };
  const author = (name: string, key: string) => ({ meta: { by: person(name), key, at: AT }, commit: COMMIT });
  await envelopeInPlace(product.log, 'FISS', terms, { first: author('Alice', 'a'), second: author('Bob', 'b') });
  await by('Bob', { type: 'postDecision', decision: decisionToPost('d1', [{ dueOn: TODAY, amountCents: 100n }]) });
  const run = paymentRun({ run: 'R1', by: person('Carol'), at: AT, dueBy: TODAY, teams: ['T1'] });
  await by('Carol', run.prepare);
  await by('Carol', run.release(await ledgerOf(product.log)));
  const [endToEndId = ''] = (await ledgerOf(product.log)).payments.keys();
  const entry = { endToEndId, outcome: 'EXECUTED', day: TODAY, amountCents: 100n, reason: null } as const;
  await by('Dora', {
    type: 'propose',
    change: { kind: 'ANSWER', answer: 'A1', entries: [entry], reason: 'relevé' },
    by: person('Dora'),
    at: AT,
    looked: { hasLeft: false, account: undefined },
  });
}

async function standings(name: string, role: Role = 'accountant', today = TODAY): Promise<readonly Standing[]> {
  const all = await confirmations(product.log, { by: person(name), roles: [role], today });
  return all.map(({ standing }) => standing);
}

test('an answer is confirmed by an accountant who neither typed it nor released the payment, while it waits', async () => {
  await typedAnswer();
  expect(await standings('Emma')).toStrictEqual(['MAY_CONFIRM']);
  expect(await standings('Carol')).toStrictEqual(['RELEASER']);
  expect(await standings('Dora')).toStrictEqual(['SAME_PERSON']);
  expect(await standings('Emma', 'operator')).toStrictEqual(['ROLE']);
  expect(await standings('Emma', 'accountant', TODAY + 31)).toStrictEqual(['EXPIRED']);
});
