/** A run that the bank books without naming its payments leaves no difference on the account, in whichever order its files come. */
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import type { LedgerCommand } from '#libs/payments/ledger/decide.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { reconciledAccounts } from '#libs/payments/reconciliation/queries/reconcile-accounts.ts';
import { RecordBankAnswer, RecordBankAnswerHandler } from '#libs/payments/runs/commands/record-bank-answer.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { statementFile } from '#test/support/account-statement.ts';
import { envelopeInPlace, onLedger } from '#test/support/money.ts';
import { ACCOUNT, decisionToPost, paymentRun } from '#test/support/payments.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { person } from '#test/support/specification.ts';

const AT = '2026-11-28T10:00:00.000Z';
const BOOKED = '2026-11-30';
const DUE = dayFromText('2026-11-01');

function authorOf(name: string, key: string): Author {
  return { meta: { by: person(name), key, at: AT }, commit: COMMIT };
}

let product: Product;
beforeEach(async () => {
  product = new Product();
  const by = async (name: string, command: LedgerCommand) => {
    const { meta, commit } = authorOf(name, command.type);
    await onLedger(product.log, command, meta, commit);
  };
  const terms = { amountCents: 100_000n, schemes: ['PEPS'] };
  const people = { first: authorOf('Alice', 'propose'), second: authorOf('Bob', 'confirm') };
  await envelopeInPlace(product.log, 'FISS', terms, people);
  const parts = [10_000n, 20_000n, 30_000n].map((amountCents) => ({ dueOn: DUE, amountCents }));
  await by('Bob', { type: 'postDecision', decision: decisionToPost('d1', parts) });
  const run = paymentRun({ run: 'R1', by: person('Carol'), at: AT, dueBy: DUE, teams: ['T1'] });
  await by('Carol', run.prepare);
  await by('Carol', run.release(await ledgerOf(product.log)));
});
afterEach(() => product.close());

function debitOf(cents: bigint, reference: string): string {
  return statementFile({
    account: ACCOUNT.iban,
    id: reference,
    entries: [{ cents: -cents, day: BOOKED, reference, run: 'R1' }],
  });
}

/** The same entries as a notification. */
function notified(statement: string): string {
  return statement
    .replace('camt.053', 'camt.054')
    .replaceAll('BkToCstmrStmt>', 'BkToCstmrDbtCdtNtfctn>')
    .replaceAll('Stmt>', 'Ntfctn>');
}

/** The status report, with the status of the first payments. */
async function report(...statuses: readonly string[]): Promise<string> {
  const payments = [...(await ledgerOf(product.log)).payments.keys()];
  const listed = statuses.map(
    (status, i) =>
      `<TxInfAndSts><OrgnlEndToEndId>${payments[i] ?? ''}</OrgnlEndToEndId><TxSts>${status}</TxSts></TxInfAndSts>`,
  );
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>B1</MsgId><CreDtTm>${BOOKED}T08:00:00+01:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>R1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>R1</OrgnlPmtInfId>${listed.join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
}

/** Statuses of the payments, and the differences once a later statement shows that nothing else comes. */
async function after(...files: readonly string[]): Promise<readonly string[]> {
  const handler = new RecordBankAnswerHandler(new Stores(product.log, product.readStore));
  const later = statementFile({ account: ACCOUNT.iban, id: 'later', balances: [['CLBD', 0n, '2026-12-20']] });
  for (const [i, file] of [...files, later].entries()) {
    const bytes = Readable.from([new TextEncoder().encode(file)]);
    await handler.execute(new RecordBankAnswer(bytes, authorOf('Dora', `k${i}`)));
  }
  const statuses = [...(await ledgerOf(product.log)).payments.values()].map(({ status }) => status);
  const [found] = await reconciledAccounts(product.log);
  return [...statuses, ...(found?.differences ?? []).map(({ kind, cents }) => `${kind} ${cents}`)];
}

const NET = debitOf(50_000n, 'A');
const NET_PAID = ['RETURNED', 'EXECUTED', 'EXECUTED'];
const REJECTED = () => report('RJCT');
const ALL_TOLD = () => report('RJCT', 'ACSC', 'ACSC');

test.each([
  ['the statement, then the rejection', async () => [NET, await REJECTED()]],
  ['the rejection, then the statement', async () => [await REJECTED(), NET]],
  ['the notification, the rejection, the statement', async () => [notified(NET), await REJECTED(), NET]],
  ['the notification, the statement, the rejection', async () => [notified(NET), NET, await REJECTED()]],
  ['the rejection, the notification, the statement', async () => [await REJECTED(), notified(NET), NET]],
  ['the statement, then a report of every payment', async () => [NET, await ALL_TOLD()]],
  ['a report of every payment, then the statement', async () => [await ALL_TOLD(), NET]],
])('%s', async (_, files) => {
  expect(await after(...(await files()))).toStrictEqual(NET_PAID);
});

test('parts of a run on two statements', async () => {
  const [first, second] = [debitOf(25_000n, 'A'), debitOf(35_000n, 'B')];
  expect(await after(first, second)).toStrictEqual(['EXECUTED', 'EXECUTED', 'EXECUTED']);
});

test('parts of a run in notifications, then on statements', async () => {
  const [first, second] = [debitOf(25_000n, 'A'), debitOf(35_000n, 'B')];
  const files = [notified(first), notified(second), first, second];
  expect(await after(...files)).toStrictEqual(['EXECUTED', 'EXECUTED', 'EXECUTED']);
});
