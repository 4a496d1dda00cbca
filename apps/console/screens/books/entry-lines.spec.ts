/** Lines of entries, and their balance. */
import { expect, test } from '@jest/globals';
import { balanceOf, linesOf } from '#apps/console/screens/books/entry-lines.ts';
import type { AccountingEntry } from '#apps/console/screens/books/queries.ts';

const OF = {
  journal: 'DEC',
  journalLabel: 'Décisions',
  day: '2026-11-03',
  piece: 'P',
  pieceDay: '2026-11-03',
} as const;

function entry(number: number, debit: string, credit: string, cents: string): AccountingEntry {
  const line = { auxiliary: '', debitCents: '0', creditCents: '0' };
  return {
    ...OF,
    number,
    label: `Écriture ${number}`,
    lines: [
      { ...line, account: debit, label: debit, debitCents: cents },
      { ...line, account: credit, label: credit, creditCents: cents },
    ],
  };
}

test('each line of an entry has its own row', () => {
  const lines = linesOf([entry(1, '657200', '467100', '500'), entry(2, '467100', '581000', '200')]);
  expect(lines.map(({ key, entryLabel, account }) => [key, entryLabel, account])).toStrictEqual([
    ['1 0', 'Écriture 1', '657200'],
    ['1 1', 'Écriture 1', '467100'],
    ['2 0', 'Écriture 2', '467100'],
    ['2 1', 'Écriture 2', '581000'],
  ]);
});

test('accounts add up, and the whole is balanced', () => {
  const balance = balanceOf(linesOf([entry(1, '657200', '467100', '500'), entry(2, '467100', '581000', '200')]));
  expect(balance.map(({ account, debitCents, creditCents }) => [account, debitCents, creditCents])).toStrictEqual([
    ['467100', 200n, 500n],
    ['581000', 0n, 200n],
    ['657200', 500n, 0n],
  ]);
  expect(balance.reduce((sum, one) => sum + one.debitCents - one.creditCents, 0n)).toBe(0n);
});
