/** A run that the bank books without naming its payments leaves no difference on the account, in whichever order its files come. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { statementFile } from '#test/support/account-statement.ts';
import { BOOKED, BankRun, notified, reportOf } from '#test/support/bank-run.ts';
import { ACCOUNT } from '#test/support/payments.ts';

let run: BankRun;
beforeEach(async () => {
  run = await BankRun.released([10_000n, 20_000n, 30_000n, 47_000n]);
});
afterEach(() => run.close());

function debitOf(cents: bigint, reference: string): string {
  const entries = [{ cents: -cents, day: BOOKED, reference, run: 'R1' }];
  return statementFile({ account: ACCOUNT.iban, id: reference, entries });
}

async function report(...statuses: readonly string[]): Promise<string> {
  const payments = await run.payments();
  return reportOf(
    payments.flatMap((payment, i) => (statuses[i] === undefined ? [] : [[payment, statuses[i]] as const])),
  );
}

async function after(...files: readonly string[]): Promise<readonly string[]> {
  for (const file of files) await run.take(file);
  return run.end();
}

const NET = debitOf(97_000n, 'A');
const NET_PAID = ['rejected', 'EXECUTED', 'EXECUTED', 'EXECUTED'];
const REJECTED = () => report('RJCT');
const ALL_TOLD = () => report('RJCT', 'ACSC', 'ACSC', 'ACSC');

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

const ALL_PAID = Array<string>(4).fill('EXECUTED');

test('parts of a run on two statements', async () => {
  expect(await after(debitOf(25_000n, 'A'), debitOf(82_000n, 'B'))).toStrictEqual(ALL_PAID);
});

test('parts of a run in notifications, then on statements', async () => {
  const [first, second] = [debitOf(25_000n, 'A'), debitOf(82_000n, 'B')];
  expect(await after(notified(first), notified(second), first, second)).toStrictEqual(ALL_PAID);
});

test('a booking waits for the rejections though its amount is that of payments that were not debited', async () => {
  const [, , third] = await run.payments();
  const credit = { cents: 30_000n, day: '2026-12-02', reference: 'C', isReturn: true };
  const back = statementFile({
    account: ACCOUNT.iban,
    id: 'C',
    entries: [{ ...credit, details: [[third?.endToEndId ?? '', 30_000n]] }],
  });
  // 30,000 and 47,000 are debited; 10,000, 20,000 and 47,000 are as much.
  const files = [back, debitOf(77_000n, 'A'), await report('RJCT', 'RJCT')];
  expect(await after(...files)).toStrictEqual(['rejected', 'rejected', 'returned', 'EXECUTED']);
});

test('a payment that a report calls executed is still to be debited', async () => {
  const files = [await report('PDNG', 'PDNG', 'ACSC'), debitOf(77_000n, 'A'), await report('RJCT', 'RJCT')];
  expect(await after(...files)).toStrictEqual(['rejected', 'rejected', 'EXECUTED', 'EXECUTED']);
});
