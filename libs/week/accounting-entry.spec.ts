/** The file for the general ledger has the layout of the FEC and is balanced to the cent. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type AccountingEntry,
  FEC_COLUMNS,
  Unbalanced,
  balancedTotal,
  debitAndCredit,
  fecText,
} from '#libs/week/accounting-entry.ts';
import { LEDGER_ACCOUNTS } from '#libs/week/chart-of-accounts.ts';
import { required } from '#test/support/enrolment.ts';

test('a file of any postings is balanced, and an unbalanced one is rejected', () => {
  const accounts = Object.values(LEDGER_ACCOUNTS);
  const side = fc.record({ account: fc.constantFrom(...accounts), team: fc.string({ maxLength: 8 }) });
  const entry = fc
    .tuple(side, side, fc.bigInt({ min: 1n, max: 10n ** 17n }))
    .map(([debit, credit, cents], i = 0): AccountingEntry => ({
      number: i,
      journal: 'DEC',
      day: '2026-01-01',
      piece: 'p',
      pieceDay: '2026-01-01',
      label: debit.team,
      lines: debitAndCredit(debit, credit, cents),
    }));
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const rows = fecText(entries, 'tab').trimEnd().split('\n').slice(1);
      expect(rows).toHaveLength(entries.length * 2);
      const total = (column: number): bigint =>
        rows.reduce((sum, row) => sum + BigInt((row.split('\t')[column] ?? '').replace(',', '')), 0n);
      expect(total(11)).toBe(total(12));
      expect(total(11)).toBe(balancedTotal(entries));
    }),
  );
  fc.assert(
    fc.property(entry, fc.bigInt({ min: 1n, max: 1_000n }), (good, more) => {
      const [debit, credit] = good.lines;
      const bad = {
        ...good,
        lines: [required(debit), { ...required(credit), creditCents: required(credit).creditCents + more }],
      };
      expect(() => fecText([bad], 'tab')).toThrow(Unbalanced);
    }),
  );
});

const ENTRY: AccountingEntry = {
  number: 7,
  journal: 'BQ',
  day: '2026-01-31',
  piece: 'PEPS-01/2025-Q4',
  pieceDay: '2026-01-05',
  label: 'Virement émis PEPS-01\t2025-Q4 | n° 2',
  lines: debitAndCredit(
    { account: LEDGER_ACCOUNTS.due, team: 'PEPS-01' },
    { account: LEDGER_ACCOUNTS.released, team: 'PEPS-01' },
    5n,
  ),
};

test('a row has days without dashes, decimal commas, and the team if its account is auxiliary', () => {
  const [header, debit, credit] = fecText([ENTRY], 'tab').trimEnd().split('\n');
  expect(header).toBe(FEC_COLUMNS.join('\t'));
  expect(debit).toBe(
    [
      ...['BQ', 'Banque', '7', '20260131', '467100', 'Équipes, sommes dues', 'PEPS-01', 'PEPS-01'],
      ...[
        'PEPS-01/2025-Q4',
        '20260105',
        'Virement émis PEPS-01 2025-Q4   n° 2',
        '0,05',
        '0,00',
        '',
        '',
        '20260131',
        '',
        '',
      ],
    ].join('\t'),
  );
  expect(credit?.split('\t').slice(4, 8)).toStrictEqual(['581000', 'Virements émis, non exécutés', '', '']);
});

/** The auxiliary account, its label and the piece of a row about a team. */
function namesIn(team: string): string {
  const { due } = LEDGER_ACCOUNTS;
  const entry = {
    ...ENTRY,
    piece: `statement-${team}-2025-Q4@1`,
    lines: debitAndCredit({ account: due, team }, { account: due, team }, 5n),
  };
  const fields = required(fecText([entry], 'tab').split('\n')[1]).split('\t');
  expect(fields).toHaveLength(FEC_COLUMNS.length);
  return [6, 7, 8].map((column) => fields[column]).join('\n');
}

test('each team has an auxiliary account of its own, also with characters that the file cannot hold', () => {
  expect(namesIn('A|B')).toBe('A%7CB\nA%7CB\nstatement-A%7CB-2025-Q4@1');
  expect(namesIn('Santé 100%')).toBe('Santé 100%\nSanté 100%\nstatement-Santé 100%-2025-Q4@1');
  const part = fc.constantFrom('A', ' ', '|', '\t', '\n', '%', '%7C', '25', '09', '7', 'C');
  const team = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(team, team, (one, other) => (namesIn(one) === namesIn(other)) === (one === other)),
    {
      numRuns: 1_000,
    },
  );
});

test('as CSV the decimal comma is quoted, and a team whose name is a formula is marked for people only', () => {
  const team = '@PEPS';
  const [debit] = ENTRY.lines;
  const entry = { ...ENTRY, lines: debitAndCredit({ ...required(debit), team }, { ...required(debit), team }, 5n) };
  expect(fecText([entry], 'people')).toMatch(/,'@PEPS,.*,"0,05","0,00",/);
  expect(fecText([entry], 'raw')).toMatch(/,@PEPS,.*,"0,05","0,00",/);
  expect(fecText([entry], 'excel')).toMatch(/^\uFEFFJournalCode;.*\r\n.*;'@PEPS;.*;0,05;0,00;/);
});

test.each(['3/4', '2026.12', '2026-11-28'])('for Excel, the team %s keeps its name', (team) => {
  const [debit] = ENTRY.lines;
  const entry = { ...ENTRY, lines: debitAndCredit({ ...required(debit), team }, { ...required(debit), team }, 5n) };
  expect(fecText([entry], 'excel')).toContain(`;${team};${team};`);
});

test('a line with an amount on both sides, or on neither, is refused', () => {
  const [debit, credit] = ENTRY.lines;
  const both = { ...required(debit), creditCents: 5n };
  expect(() => balancedTotal([{ ...ENTRY, lines: [both, { ...both }] }])).toThrow(Unbalanced);
  expect(() =>
    balancedTotal([{ ...ENTRY, lines: [required(debit), required(credit), { ...required(debit), debitCents: 0n }] }]),
  ).toThrow('ENTRY_UNBALANCED {"number":7');
});
