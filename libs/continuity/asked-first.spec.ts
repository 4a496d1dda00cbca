/** What decides, confirms or pays asks first whether the log is whole, and does nothing on one that lost its end. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { ConfirmAccount, ConfirmAccountHandler } from '#libs/payments/accounts/commands/confirm-account.ts';
import { CarryOverLedger, CarryOverLedgerHandler } from '#libs/payments/ledger/commands/carry-over-ledger.ts';
import { ConfirmChange, ConfirmChangeHandler } from '#libs/payments/ledger/commands/confirm-change.ts';
import { DownloadPaymentFile, DownloadPaymentFileHandler } from '#libs/payments/runs/commands/download-payment-file.ts';
import { PreparePaymentRun, PreparePaymentRunHandler } from '#libs/payments/runs/commands/prepare-payment-run.ts';
import { ReleasePaymentRun, ReleasePaymentRunHandler } from '#libs/payments/runs/commands/release-payment-run.ts';
import type { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import type { Stores } from '#libs/runtime/stores.module.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import {
  WithdrawStatements,
  WithdrawStatementsHandler,
} from '#libs/statements/workflow/commands/withdraw-statements.ts';
import { COMMIT } from '#test/support/commit.ts';
import { person } from '#test/support/specification.ts';

const LOST = new Error('the log lost its end');
const untouched = new Proxy({}, { get: (_, name) => assert.fail(`${String(name)} of the log is used`) });
const stores = {
  log: untouched,
  readStore: untouched,
  projections: untouched,
  continuity: { requireWhole: () => Promise.reject(LOST) },
} as unknown as Stores;
const inForce = untouched as unknown as RegulationInForce;

const author = { meta: { by: person('Bob'), key: 'k', at: COMMIT.recordedAt }, commit: COMMIT };
const of = { team: 'PEPS-01', period: '2021-Q4' };
const request = { envelope: 'FISS', run: 'R1', executionDay: 10, dueBy: 10, exceptions: [] };

test.each<[string, () => Promise<unknown>]>([
  ['submission', () => new SubmitStatementsHandler(stores).execute(new SubmitStatements(of, author))],
  ['approval', () => new ApproveStatementsHandler(stores).execute(new ApproveStatements(of, author))],
  ['withdrawal', () => new WithdrawStatementsHandler(stores).execute(new WithdrawStatements(of, 'erreur', author))],
  [
    'confirmation of an account',
    () =>
      new ConfirmAccountHandler(stores).execute(new ConfirmAccount({ side: 'payee', holder: 'PEPS-01' }, 'c', author)),
  ],
  [
    'confirmation of a change',
    () => new ConfirmChangeHandler(stores, inForce).execute(new ConfirmChange('exception:X', 'c', author)),
  ],
  ['carry-over', () => new CarryOverLedgerHandler(stores).execute(new CarryOverLedger('c', author))],
  ['run', () => new PreparePaymentRunHandler(stores).execute(new PreparePaymentRun(request, author))],
  ['release', () => new ReleasePaymentRunHandler(stores).execute(new ReleasePaymentRun('R1', 'c', author))],
  [
    'file for the bank',
    () => new DownloadPaymentFileHandler(stores).execute(new DownloadPaymentFile({ run: 'R1', format: 'xml' }, author)),
  ],
])('no %s', async (_, doing) => {
  await expect(doing()).rejects.toBe(LOST);
});
