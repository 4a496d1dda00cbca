/** The flags of an account are computed over all accounts of the log, at the proposal and again at the confirmation. */
import { afterAll, expect, test } from '@jest/globals';
import { everyAccount, flagsNow } from '#libs/payments/accounts/every-account.ts';
import type { AccountKey } from '#libs/payments/accounts/account-key.ts';
import { accountCode, confirmAccount, proposeAccount } from '#test/support/money.ts';
import { metaOf } from '#test/support/experiment.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { ConfirmAccount, ConfirmAccountHandler } from '#libs/payments/accounts/commands/confirm-account.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

const product = new Product();
afterAll(() => product.close());

const ACCOUNT = { name: 'Maison de santé', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
const author = (name: string) => ({ meta: metaOf(name), commit: COMMIT });
const payee = (holder: string): AccountKey => ({ side: 'payee', holder });

test('an account that another team has meanwhile is to be read again before it is confirmed', async () => {
  const { log } = product;
  await proposeAccount(product, payee('T1'), ACCOUNT, author('Alice'));
  const read = await accountCode(log, payee('T1'));
  await proposeAccount(product, payee('T2'), ACCOUNT, author('Alice'));
  const confirm = new ConfirmAccountHandler(new Stores(log, product.readStore));
  await expect(confirm.execute(new ConfirmAccount(payee('T1'), read, author('Bob')))).rejects.toMatchObject({
    code: 'PROPOSAL_CHANGED',
  });
  await confirmAccount(product, payee('T1'), author('Bob'));
  expect(await flagsNow(log, payee('T2'), ACCOUNT, null)).toStrictEqual([
    { flag: 'SHARED_BY_TEAMS', of: ['T1'] },
    { flag: 'UNKNOWN_HOLDER', of: [] },
  ]);
  expect((await everyAccount(log)).map(({ key, state }) => [key.holder, state.status])).toStrictEqual([
    ['T1', 'IN_FORCE'],
    ['T2', 'PROPOSED'],
  ]);
});

test('an account confirmed that nobody proposed is named by its position, at each reading', async () => {
  const { log } = product;
  const event = {
    id: 'f'.repeat(32),
    type: 'PayeeConfirmed',
    schemaVersion: 1,
    effective: 'T3',
    knownOn: '2026-10-20',
  };
  const command = { key: 'forged', digest: '', meta: metaOf('Bob') };
  const data = JSON.stringify({ holder: 'T3', payee: ACCOUNT, verification: null, flags: [], command });
  await log.append('payee-T3', [{ ...event, data }], -1, COMMIT);
  const position = await log.end();
  for (let i = 0; i < 2; i++)
    await expect(everyAccount(log)).rejects.toMatchObject({ code: 'EVENT_IMPOSSIBLE', data: { position } });
});
