/** A value written as CSV is read back unchanged, and no spreadsheet program executes it. */
import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import {
  csvField,
  csvLine,
  csvTable,
  days,
  figures,
  harmless,
  harmlessWithin,
  marked,
  unmarked,
} from '#libs/kernel/csv.ts';

test('quotes a field only if it must', () => {
  for (const plain of ['', 'PEPS-1', ' é ', "l'est", 'a;b', '-5']) expect(csvField(plain)).toBe(plain);
  expect(csvField('a,b')).toBe('"a,b"');
  expect(csvField('say "b"')).toBe('"say ""b"""');
  expect(csvField('a\nb')).toBe('"a\nb"');
  expect(csvField('a\rb')).toBe('"a\rb"');
});

test('ends a line with LF, and writes every digit of a number', () => {
  expect(csvLine(['T1', 3, -12345678901234567890n])).toBe('T1,3,-12345678901234567890\n');
});

test('a CSV reader gives back any fields', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é'), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(field, { minLength: 2, maxLength: 4 }), (fields) => {
      expect(parse(csvLine(fields), { record_delimiter: '\n' })).toStrictEqual([fields]);
    }),
  );
});

test('marks a formula after a character that another program reads as the end of a field', () => {
  expect(harmlessWithin("Maison;=cmd|' /C calc'!A0")).toBe("Maison;'=cmd|' /C calc'!A0");
  expect(harmlessWithin('a;  @SUM(A1)\n-2+3')).toBe("a;  '@SUM(A1)\n'-2+3");
  for (const field of ['a;b', 'du 1 au 3 ; 5 €', 'a=b', '-1,50', 'liste, -5', ''])
    expect(harmlessWithin(field)).toBe(field);
  const rows = [['Maison;=1+1']];
  expect(csvTable(['name'], rows, 'people')).toBe("name\nMaison;'=1+1\n");
  expect(csvTable(['name'], rows, 'excel')).toMatch(/"Maison;=1\+1"/);
  expect(csvTable(['name'], rows, 'raw')).toBe('name\nMaison;=1+1\n');
});

test('marks a text that a spreadsheet program would run, and no number', () => {
  for (const formula of [
    '=1+1',
    '+cmd',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    ' =1',
    '\u00a0=1',
    '\uff1d1',
    '\r=1',
    '=HYPERLINK("http://a")',
  ])
    expect(harmless(formula)).toBe(`'${formula}`);
  for (const field of ['', '-', '-250', '+5', '-1,50', '-637/44', '2026-11-28', 'PEPS-01', 'a=b', "'=1"])
    expect(harmless(field)).toBe(field);
});

test('a file that comes back gives any field again, and marks each that a spreadsheet program would run', () => {
  const field = fc.string({
    unit: fc.constantFrom("'", '=', '-', '+', '@', '\t', ' ', '1', ',', 'a', '\u00a0'),
    maxLength: 6,
  });
  fc.assert(
    fc.property(field, (text) => {
      expect(unmarked(marked(text))).toBe(text);
      if (harmless(text) !== text) expect(marked(text)).toBe(harmless(text));
    }),
    { numRuns: 1_000 },
  );
  for (const typed of ["'5", "'abc", "l'an", "'-5"]) expect(unmarked(typed)).toBe(typed);
});

test('a list for Excel has euros in each column of cents, and a text as it was given', () => {
  const columns = [
    'cents',
    'amount_cents',
    { name: 'from', kind: 'cents' },
    'team',
    figures('score'),
    days('due'),
  ] as const;
  const row = (text: string): string[] => ['-5', '1234', '250', text, '3/4', '2026-01-31'];
  for (const text of ['3/4', '2026.12', '2026-11-28'])
    expect(csvTable(columns, [row(text)], 'excel')).toBe(
      `\uFEFFeuros;amount_euros;from_euros;team;score;due\r\n-0,05;12,34;2,50;${text};0,75;31/01/2026\r\n`,
    );
  const raw = 'cents,amount_cents,from,team,score,due\n-5,1234,250,3/4,3/4,2026-01-31\n';
  for (const form of ['raw', 'people'] as const) expect(csvTable(columns, [row('3/4')], form)).toBe(raw);
});

test('a list for Excel has an exact fraction as a decimal with a comma; another list has it exact', () => {
  const exact = ['107/18', '1/2', '-17/4', '6179/100', '1/100000', '-1/100000', '24/8', '1/0', '01/02/2025', '9'];
  const columns = exact.map((_, i) => figures(String(i)));
  expect(csvTable(columns, [exact], 'excel').split('\r\n')[1]).toBe('5,9444;0,5;-4,25;61,79;0;0;24/8;1/0;01/02/2025;9');
  expect(csvTable(columns, [exact], 'raw').split('\n')[1]).toBe(exact.join(','));
});
