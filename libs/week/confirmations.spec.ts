/** Each waiting proposal tells the caller whether they may confirm it, and why not. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';
import type { Role } from '#libs/commands/segregation.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import type { LedgerCommand } from '#libs/payments/ledger/decide.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { accountDigest } from '#libs/payments/accounts/bank-account.ts';
import { type ConfirmationStanding, confirmations } from '#libs/week/confirmations.ts';
import { accountInPlace, envelopeInPlace, onLedger } from '#test/support/money.ts';
import { ACCOUNT, decisionToPost, paymentRun } from '#test/support/payments.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { person } from '#test/support/specification.ts';

const AT = '2026-11-28T10:00:00.000Z';
const TODAY = dayFromText('2026-11-28');

let product: Product;
beforeEach(() => {
  product = new Product();
});
afterEach(() => product.close());

function authorOf(name: string, key: string): Author {
  return { meta: { by: person(name), key, at: AT }, commit: COMMIT };
}

function by(name: string, command: LedgerCommand): Promise<unknown> {
  return onLedger(product.log, command, { by: person(name), key: command.type, at: AT }, COMMIT);
}

/** Carol releases a run, and Dora types the bank's answer. */
async function typedAnswer(): Promise<void> {
  const terms = { amountCents: 100_000n, schemes: ['PEPS'] };
  await envelopeInPlace(product.log, 'FISS', terms, { first: authorOf('Alice', 'a'), second: authorOf('Bob', 'b') });
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

async function standings(
  name: string,
  role: Role = 'accountant',
  today = TODAY,
): Promise<readonly ConfirmationStanding[]> {
  const all = await confirmations(product.log, { by: person(name), roles: [role], today });
  return all.map(({ standing }) => standing);
}

test('an accountant who neither typed an answer nor released the payment confirms the answer, while it waits', async () => {
  await typedAnswer();
  expect(await standings('Emma')).toStrictEqual(['MAY_CONFIRM']);
  expect(await standings('Carol')).toStrictEqual(['RELEASER']);
  expect(await standings('Dora')).toStrictEqual(['SAME_PERSON']);
  expect(await standings('Emma', 'operator')).toStrictEqual(['ROLE']);
  expect(await standings('Emma', 'accountant', TODAY + 31)).toStrictEqual(['EXPIRED']);
});

test('the person who proposed an account does not confirm the exception that pays to it', async () => {
  const people = { first: authorOf('Gina', 'g'), second: authorOf('Hugo', 'h') };
  await accountInPlace(product, { side: 'payee', holder: 'T1' }, ACCOUNT, people);
  const account = { digest: accountDigest(ACCOUNT), proposedBy: person('Gina') };
  const terms = { kind: 'CHANGED_ACCOUNT', team: 'T1', account: account.digest } as const;
  await by('Alice', {
    type: 'propose',
    change: { kind: 'EXCEPTION', exception: 'X1', terms, reason: 'vérifié' },
    by: person('Alice'),
    at: AT,
    looked: { hasLeft: false, account },
  });
  expect(await standings('Gina', 'approver')).toStrictEqual(['ACCOUNT_PROPOSER']);
  expect(await standings('Hugo', 'approver')).toStrictEqual(['MAY_CONFIRM']);
});
