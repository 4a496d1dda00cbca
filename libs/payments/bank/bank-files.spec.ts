/** The order of a run becomes files that a bank takes, each proved, or the faults; more payments than one file takes become several. */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { bankFileText } from '#libs/words/bank-files.ts';
import { type BankFile, buildBankFiles } from './bank-files.ts';
import { executionDayFault } from './execution-day.ts';
import { BANK_LIMITS } from './limits.ts';
import { fileIds, runNameLengthMax } from './split-order.ts';
import type { Transfer, TransferOrder } from './transfer-order.ts';

const ACCOUNT = { name: 'Maison de santé', iban: 'FR1420041010050500013M02606', bic: 'PSSTFRPPGRE' };
const transfer = (i: number, change: Partial<Transfer> = {}): Transfer => ({
  endToEndId: `E2E-${i}`,
  creditor: ACCOUNT,
  amountCents: BigInt(i),
  remittance: 'Forfait',
  ...change,
});

function orderOf(transfers: readonly Transfer[], change: Partial<TransferOrder> = {}): TransferOrder {
  const executionDay = dayFromText('2026-11-30');
  return { id: 'R-2026-11', createdAt: '2026-11-27T08:30:00Z', executionDay, debtor: ACCOUNT, transfers, ...change };
}

function filesOf(order: TransferOrder): readonly BankFile[] {
  const files = buildBankFiles(order);
  assert.ok(files.ok, files.ok ? '' : files.faults.map(bankFileText).join('\n'));
  return files.value;
}

function faultsOf(order: TransferOrder): string {
  const files = buildBankFiles(order);
  return files.ok ? '' : files.faults.map(bankFileText).join('\n');
}

describe('the files of a run', () => {
  test('are one, of the name of the run, with its totals and the digest of its bytes', () => {
    const [file, ...others] = filesOf(orderOf([transfer(1), transfer(2)]));
    assert.ok(file);
    expect(others).toStrictEqual([]);
    expect(file).toMatchObject({ id: 'R-2026-11', payments: 2, totalCents: 3n });
    expect(file.digest).toBe(hash('sha256', file.xml, 'hex'));
    expect(file.xml).toMatch(/<MsgId>R-2026-11<\/MsgId>[^]*<PmtInfId>R-2026-11<\/PmtInfId>/);
  });

  test('split 10,001 payments after 10,000, each file with its own name, and lose none; they carry the largest amount and sum', () => {
    const most = BANK_LIMITS.amountCentsMax;
    const transfers = Array.from({ length: BANK_LIMITS.paymentsPerFileMax + 1 }, (_, i) =>
      transfer(i + 1, { amountCents: most }),
    );
    const files = filesOf(orderOf(transfers));
    expect(files.map(({ id, payments, totalCents }) => [id, payments, totalCents])).toStrictEqual([
      ['R-2026-11-1', 10_000, most * 10_000n],
      ['R-2026-11-2', 1, most],
    ]);
    expect(files.flatMap(({ xml }) => [...xml.matchAll(/<EndToEndId>(.*)</g)].map(([, id]) => id))).toStrictEqual(
      transfers.map(({ endToEndId }) => endToEndId),
    );
  });

  test('are refused with every fault named: name of the run, amount, holder, empty run', () => {
    for (const id of ['R_2026_11', '2026/W05/', '/R', 'a//b', 'R'.repeat(40)])
      expect(faultsOf(orderOf([transfer(1)], { id }))).toMatch(/^Lot : Le nom de la campagne/);
    expect(faultsOf(orderOf([transfer(1, { amountCents: 100_000_000_000n })]))).toMatch(/à 999.999.999,99.€/u);
    for (const name of ['日本', 'محمد', ' ', ''])
      expect(faultsOf(orderOf([transfer(1, { creditor: { ...ACCOUNT, name } })]))).toMatch(/n’a ni lettre latine/);
    expect(faultsOf(orderOf([]))).toMatch(/aucun virement/);
  });

  test('leave room in the name of the run for the number of a file', () => {
    expect(fileIds('R', 0)).toStrictEqual(['R']);
    expect(fileIds('R', 20_001)).toStrictEqual(['R-1', 'R-2', 'R-3']);
    expect([1, 10_000, 10_001, 100_001].map(runNameLengthMax)).toStrictEqual([35, 35, 33, 32]);
  });
});

describe('the execution day', () => {
  const today = dayFromText('2026-11-28');
  const fault = (day: string) => executionDayFault(dayFromText(day), today);

  test('is one on which banks work, from today in France on, at most 364 days ahead', () => {
    expect(fault('2026-11-30')).toBeUndefined();
    expect(fault('2027-11-26')).toBeUndefined();
    expect(fault('2026-11-27')).toMatchObject({
      code: 'EXECUTION_DAY_PAST',
      data: { next: dayFromText('2026-11-30') },
    });
    expect(fault('2026-11-28')).toMatchObject({
      code: 'EXECUTION_DAY_CLOSED',
      data: { closure: 'WEEKEND', next: dayFromText('2026-11-30') },
    });
    expect(fault('2026-12-25')).toMatchObject({
      code: 'EXECUTION_DAY_CLOSED',
      data: { closure: 'TARGET_HOLIDAY', next: dayFromText('2026-12-28') },
    });
    expect(fault('2027-11-29')).toMatchObject({ code: 'EXECUTION_DAY_TOO_FAR' });
    expect(fault('2099-01-01')).toMatchObject({ code: 'EXECUTION_DAY_TOO_FAR' });
  });
});
