/** A bank's text about a patient is not kept: a file is recorded completely, without the words that name a patient. */
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BankAnswer } from '#libs/payments/bank/bank-answer.ts';
import { readBankAnswer } from '#libs/payments/bank/read-bank-answer.ts';
import { bankAccountId, bankAccounts } from '#libs/payments/reconciliation/bank-accounts.ts';
import { reconciledAccounts } from '#libs/payments/reconciliation/queries/reconcile-accounts.ts';
import { withoutPatients } from '#libs/payments/runs/nameless-answer.ts';
import { statementFile } from '#test/support/account-statement.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { person } from '#test/support/specification.ts';

const ACCOUNT = 'FR7630006000011234567890189';
const DAY = '2026-11-30';

const product = Product.sealed();
beforeAll(async () => {
  const { keys } = product.log;
  await keys?.ensured(['patient/P0000001', 'patient/P0000002', 'patient/123456']);
  await keys?.destroy([keys.referenceOf('patient/P0000002')], COMMIT.recordedAt);
});
afterAll(() => product.close());

function booked(...texts: readonly string[]): Promise<BankAnswer> {
  const entries = texts.map((text, i) => ({ cents: BigInt(i + 1), day: DAY, reference: `B${i}`, text }));
  const file = statementFile({ account: ACCOUNT, id: 'S-P0000001', entries });
  return readBankAnswer(Readable.from([new TextEncoder().encode(file)]), []);
}

test('takes out texts that name a patient, known or erased, and leaves numbers and ids of movements', async () => {
  const written = await booked(
    'VIR SOINS P0000001 MARTIN',
    'vir p0000002, novembre',
    'VIR /REF/P0000001-2026 MARTIN',
    'FRAIS 123456',
    'VIR P0000003',
  );
  const [before] = written.statements;
  const [after] = (await withoutPatients(product.log, written)).statements;
  expect(after?.movements.map(({ text }) => text)).toStrictEqual([
    'VIR SOINS [patient] MARTIN',
    'vir [patient], novembre',
    'VIR /REF/[patient]-2026 MARTIN',
    'FRAIS 123456',
    'VIR P0000003',
  ]);
  expect(after?.reference).toBe('S-[patient]');
  const ids = (statement: typeof before) => [statement?.id, ...(statement?.movements.map(({ id }) => id) ?? [])];
  expect(ids(after)).toStrictEqual(ids(before));
});

test('takes them out of the reasons and details of payments, and does not change an answer without any', async () => {
  const answer = await booked('VIR P0000003');
  const waiting = { endToEndId: 'E1', status: 'PDNG', day: 20_000 };
  const told = { ...answer, statements: [], waiting: [{ ...waiting, reason: 'MS03', detail: 'compte de P0000001' }] };
  const { waiting: shown } = await withoutPatients(product.log, told);
  expect(shown).toStrictEqual([{ ...waiting, reason: 'MS03', detail: 'compte de [patient]' }]);
  expect(await withoutPatients(product.log, { ...told, waiting: [] })).toStrictEqual({ ...told, waiting: [] });
});

test('masks what looks like a social security number in the words of the bank', async () => {
  const MASKED = `2${'*'.repeat(20)}`;
  const { statements, ...answer } = await booked('VIR 2 55 08 14 168 025 38 MARTIN');
  const waiting = { endToEndId: 'E1', status: 'PDNG', day: 20_000, reason: undefined };
  const told = { ...answer, statements, waiting: [{ ...waiting, detail: 'assuré 2 55 08 14 168 025 38' }] };
  const kept = await withoutPatients(product.log, told);
  expect(kept.statements.flatMap(({ movements }) => movements.map(({ text }) => text))).toStrictEqual([
    `VIR ${MASKED} MARTIN`,
  ]);
  expect(kept.waiting).toStrictEqual([{ ...waiting, detail: `assuré ${MASKED}` }]);
});

test('an answer taken before the patient was known stays stored, and is shown without the name', async () => {
  const { statements } = await withoutPatients(product.log, await booked('VIR P0000009 MARTIN'));
  const author = { meta: { by: person('Dora'), key: 'k', at: COMMIT.recordedAt }, commit: COMMIT };
  const command = { type: 'takeStatements', statements } as const;
  await bankAccounts(product.log).handle(bankAccountId(ACCOUNT), { command, ...author });
  const shown = async () => (await reconciledAccounts(product.log)).flatMap(({ differences }) => differences);
  expect(await shown()).toMatchObject([{ kind: 'NOT_OURS', of: 'VIR P0000009 MARTIN' }]);
  const [before] = await shown();
  await product.log.keys?.ensured(['patient/P0000009']);
  expect(await shown()).toStrictEqual([{ ...before, of: 'VIR [patient] MARTIN' }]);
});
