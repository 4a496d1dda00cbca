/** The end of a year for the books, on a sample: accruals, and the export for the general ledger. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadRegulation } from '#libs/regulation/load.ts';
import { type AccountingEntry, FEC_COLUMNS, balancedTotal, fecText } from '#libs/week/accounting-entry.ts';
import { accrualEntries, accruals } from '#libs/week/accruals.ts';
import { LEDGER_ACCOUNTS } from '#libs/week/chart-of-accounts.ts';
import { generalLedger } from '#libs/week/general-ledger.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { required } from '#test/support/enrolment.ts';
import { findRun } from '#test/support/money.ts';
import { Office } from '#test/support/office.ts';

const REGULATION = loadRegulation(SHIPPED);

describe('the end of a year', () => {
  const office = new Office();
  afterAll(() => office.close());
  beforeAll(async () => {
    await office.open('2025-10-01');
    await office.calculate({ from: '2025-Q1', to: '2025-Q4', knownOn: '2025-12-09' });
    for (const period of ['2025-Q1', '2025-Q2', '2025-Q3']) await office.decide('PEPS-02', period, '2025-12-10');
    const [paid, late] = await office.run('D1', '2025-06-30', '2025-12-15');
    await office.decide('PEPS-06', '2025-Q1', '2025-12-10');
    await office.run('D2', '2025-03-31', '2025-12-16', 'PEPS-06');
    await office.takeBack('PEPS-06', '2025-Q1', '2025-12-17');
    await office.onStatement('PEPS-06', '2025-Q1', 'Alice', 'submit', '2025-12-17');
    await office.approveAsItIs('PEPS-06', '2025-Q1', '2025-12-18');
    // The bank paid one in December and reported it in January, and paid the other in January.
    await office.answer(required(paid), 'EXECUTED', '2025-12-28', '2026-01-05');
    await office.answer(required(late), 'EXECUTED', '2026-01-03', '2026-01-05');
    await office.calculate({ from: '2025-Q4', to: '2025-Q4', knownOn: '2026-01-09', team: 'PEPS-02' });
    await office.decide('PEPS-02', '2025-Q4', '2026-01-10');
    await office.calculate({ from: '2025-Q4', to: '2025-Q4', knownOn: '2026-09-30', team: 'IPEP-02' });
  });

  test('accrues the amounts not paid by 31 December, by kind', async () => {
    const found = await accruals(office, { year: 2025, earlier: false, regulation: REGULATION });
    const of = (team: string) =>
      found.accruals
        .filter((one) => one.team === team)
        .map(({ period, kind, amountCents }) => `${period} ${kind} ${amountCents}`);
    expect(of('PEPS-02')).toStrictEqual([
      '2025-Q2 RELEASED 27846',
      '2025-Q3 DECIDED 27846',
      '2025-Q4 CALCULATED 24372',
    ]);
    expect(of('IPEP-02')).toStrictEqual(['2025 CALCULATED 733774']);
    expect(found.accruals.find(({ team }) => team === 'IPEP-02')?.dueOn).toBe('2026-12-31');
    // 132.12 was released, not executed, and taken back since: owed to the bank and by the team at once.
    expect(of('PEPS-06').slice(0, 2)).toStrictEqual(['2025-Q1 RELEASED 13212', '2025-Q1 TO_RECOVER 13212']);
    expect(found.notCalculated).toStrictEqual([]);
    const entries = accrualEntries(found);
    expect(balancedTotal(entries)).toBe(found.accruals.reduce((sum, { amountCents }) => sum + amountCents, 0n));
  });

  test('with a known-on day, counts only the calculations of that day', async () => {
    const request = { year: 2025, earlier: false, regulation: REGULATION, knownOn: '2026-01-31' };
    const { accruals: found, notCalculated } = await accruals(office, request);
    // A decision counts by itself.
    expect(found.map(({ team, period, kind }) => `${team} ${period} ${kind}`)).toStrictEqual([
      'PEPS-02 2025-Q2 RELEASED',
      'PEPS-02 2025-Q3 DECIDED',
      'PEPS-02 2025-Q4 CALCULATED',
      'PEPS-06 2025-Q1 RELEASED',
      'PEPS-06 2025-Q1 TO_RECOVER',
    ]);
    expect(notCalculated.some(({ team, period }) => team === 'IPEP-02' && period === '2025')).toBe(true);
  });

  test('names a period that was never calculated and accrues nothing for it', async () => {
    const found = await accruals(office, { year: 2024, earlier: false, regulation: REGULATION });
    expect(found.accruals).toStrictEqual([]);
    expect(found.notCalculated.some(({ team, period }) => team === 'IPEP-01' && period === '2024')).toBe(true);
  });

  test('writes one balanced entry per posting of the interval, with a permanent number', async () => {
    const december = await generalLedger(office.log, '2025-12-01', '2025-12-31');
    const january = await generalLedger(office.log, '2026-01-01', '2026-01-31');
    const all = await generalLedger(office.log, '2000-01-01', '2099-12-31');
    expect([...december, ...january]).toStrictEqual(all);
    expect(all.map(({ number }) => number)).toStrictEqual(all.map((_, i) => i + 1));
    // Charges of December: 552.77 + 278.46 + 278.46 due to PEPS-02, 132.12 due to PEPS-06 and taken back.
    const charges = (entries: readonly AccountingEntry[]): bigint =>
      entries
        .flatMap(({ lines }) => lines)
        .filter(({ account }) => account === LEDGER_ACCOUNTS.charges)
        .reduce((sum, { debitCents, creditCents }) => sum + debitCents - creditCents, 0n);
    expect(charges(december)).toBe(1_109_69n);
    expect(charges(january)).toBe(243_72n);
    expect(january.filter(({ journal }) => journal === 'BQ')).toHaveLength(2);
  });

  test('writes the columns of the FEC, decimal commas, and debits equal to credits', async () => {
    const entries = await generalLedger(office.log, '2025-12-01', '2026-01-31');
    const [header, ...rows] = fecText(entries, 'tab')
      .replace(/\n$/, '')
      .split('\n')
      .map((row) => row.split('\t'));
    expect(header).toStrictEqual([...FEC_COLUMNS]);
    expect(rows.every((row) => row.length === FEC_COLUMNS.length)).toBe(true);
    const cents = (text: string | undefined): bigint => BigInt(required(text).replace(/^(\d+),(\d{2})$/, '$1$2'));
    const sum = (column: number): bigint => rows.reduce((total, row) => total + cents(row[column]), 0n);
    expect(sum(11)).toBe(sum(12));
    expect(sum(11)).toBe(balancedTotal(entries));
    const executed = required(rows.find((row) => row[10]?.startsWith('Virement exécuté') === true));
    expect([executed[0], executed[3], executed[9]]).toStrictEqual(['BQ', '20260105', '20251228']);
    expect(fecText(entries, 'people')).toMatch(/,"552,77",/);
  });

  test('has the payments of the run', async () => {
    const { payments } = await findRun(office, 'D1');
    expect(payments.map(({ amountCents }) => amountCents)).toStrictEqual([552_77n, 278_46n]);
  });
});
