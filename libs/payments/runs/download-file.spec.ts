/** A file for the bank is handed out of a released run alone, noted as sent, and never again once the run is cancelled. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { DownloadPaymentFile, DownloadPaymentFileHandler } from '#libs/payments/runs/commands/download-payment-file.ts';
import type { Stores } from '#libs/runtime/stores.module.ts';
import { COMMIT } from '#test/support/commit.ts';
import { confirmChange, envelopeInPlace, onLedger, proposeChange } from '#test/support/money.ts';
import { decisionToPost, paymentRun } from '#test/support/payments.ts';
import { Product } from '#test/support/product.ts';
import { person } from '#test/support/specification.ts';

const AT = '2026-11-28T10:00:00.000Z';
const DUE_BY = dayFromText('2026-11-28');

let product: Product;
const fileSent = jest.fn<(file: string, position: number) => Promise<void>>(async () => undefined);
beforeEach(async () => {
  product = new Product();
  const terms = { amountCents: 100_000n, schemes: ['PEPS'] };
  await envelopeInPlace(product.log, 'FISS', terms, { first: author('Alice', 'a'), second: author('Bob', 'b') });
  const decision = decisionToPost('d1', [{ dueOn: dayFromText('2026-11-01'), amountCents: 23_969n }]);
  const { meta, commit } = author('Bob', 'post');
  await onLedger(product.log, { type: 'postDecision', decision }, meta, commit);
  await onLedger(product.log, RUN.prepare, author('Carol', 'prepare').meta, COMMIT);
});
afterEach(async () => {
  fileSent.mockClear();
  await product.close();
});

const RUN = paymentRun({ run: 'R1', by: person('Carol'), at: AT, dueBy: DUE_BY, teams: ['T1'] });

function author(name: string, key: string): Author {
  return { meta: { by: person(name), key, at: AT }, commit: COMMIT };
}

async function release(): Promise<void> {
  await onLedger(product.log, RUN.release(await ledgerOf(product.log)), author('Carol', 'release').meta, COMMIT);
}

function download(key: string, asked: { readonly run?: string; readonly file?: string } = {}) {
  const stores = { log: product.log, continuity: { requireWhole: async () => undefined, fileSent } };
  const handler = new DownloadPaymentFileHandler(stores as unknown as Stores);
  return handler.execute(new DownloadPaymentFile({ run: 'R1', format: 'xml', ...asked }, author('Carol', key)));
}

test('only of a run that is released, and that has the file', async () => {
  await expect(download('k')).rejects.toMatchObject({ code: 'RUN_NOT_RELEASED' });
  await expect(download('k', { run: 'R2' })).rejects.toMatchObject({ code: 'NO_SUCH_RUN' });
  await release();
  await expect(download('k', { file: 'R1-2' })).rejects.toMatchObject({ code: 'NO_SUCH_FILE' });
  expect(fileSent).not.toHaveBeenCalled();
});

test('is noted as sent with the position of its event; the same command again gives the same bytes and records nothing', async () => {
  await release();
  const first = await download('k');
  expect(first).toMatchObject({ file: 'R1', payments: 1, text: expect.stringContaining('239.69') });
  const end = await product.log.end();
  expect(fileSent).toHaveBeenLastCalledWith('R1', end);
  expect(await download('k')).toStrictEqual(first);
  expect(await product.log.end()).toBe(end);
});

test('not again of a cancelled run, by the same command neither: its payments are due again', async () => {
  await release();
  await download('k');
  const { meta, commit } = author('Dora', 'cancel');
  await proposeChange(product.log, { kind: 'CANCELLATION', run: 'R1', reason: 'mauvais jour' }, meta, commit);
  await confirmChange(product.log, 'cancellation:R1', author('Emil', 'confirm').meta, commit);
  for (const key of ['k', 'other']) await expect(download(key)).rejects.toMatchObject({ code: 'RUN_CANCELLED' });
});
