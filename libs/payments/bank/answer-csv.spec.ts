/** An answer as CSV is one payment a row; a row that cannot be read refuses the file, with its line. */
import { expect, test } from '@jest/globals';
import type { DomainError } from '#libs/kernel/domain-error.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { read, settled } from '#test/support/bank-answers.ts';

const HEADER = 'end_to_end_id,status,day,amount_cents,reason\n';

test('has one payment a row', () => {
  const text = `\uFEFF${HEADER}PAY-1,EXECUTED,2026-07-02,760053,\r\nPAY-2,REJECTED,2026-07-03,4000,AC04\r\nPAY-3,RETURNED,2026-07-06,10000,"AC01, compte"\r\n`;
  expect(settled(read(text))).toStrictEqual([
    'PAY-1 EXECUTED EXECUTED 2026-07-02 760053 - -',
    'PAY-2 REJECTED REJECTED 2026-07-03 4000 AC04 -',
    'PAY-3 RETURNED RETURNED 2026-07-06 10000 AC01, compte -',
  ]);
});

test('takes the words that a typed answer takes, whatever their case and accents', () => {
  const rows = 'PAY-1,payé,2026-07-02,760053,\nPAY-2,Rejete,2026-07-03,4000,AC04\nPAY-3,REVENU,2026-07-06,10000,AC01\n';
  const codes = rows.replace('payé', 'EXECUTED').replace('Rejete', 'REJECTED').replace('REVENU', 'RETURNED');
  expect(settled(read(HEADER + rows))).toStrictEqual(settled(read(HEADER + codes)));
});

test('is refused whole if one row cannot be read, with the line of the row', () => {
  const row = (text: string): string => {
    try {
      read(`${HEADER}PAY-1,EXECUTED,2026-07-02,760053,\n${text}\n`);
    } catch (error) {
      return sentenceOf(error as DomainError);
    }
    return '';
  };
  expect(row(',EXECUTED,2026-07-02,1,')).toMatch(/ligne 3 : end_to_end_id manque/);
  expect(row('PAY-2,PAID,2026-07-02,1,')).toMatch(/status « PAID » inconnu ; écrivez payé, rejeté, revenu/);
  expect(row('PAY-2,EXECUTED,02/07/2026,1,')).toMatch(/day « 02\/07\/2026 »/);
  expect(row('PAY-2,EXECUTED,2026-07-02,1.5,')).toMatch(/amount_cents « 1.5 »/);
  expect(row('PAY-2,EXECUTED,2026-07-02,0,')).toMatch(/amount_cents « 0 »/);
  expect(row('PAY-2,EXECUTED,2026-07-02,,')).toMatch(/amount_cents «  »/);
  expect(row('PAY-2,EXECUTED,2026-07-02')).toMatch(/3 champs ; il en faut 5/);
});

test('is read as spreadsheet programs in France write it, its lines numbered as there', () => {
  const rows = 'PAY-1;EXECUTED;28/06/2026;760053;;;\r\n;;;;;;\r\nPAY-3;RETURNED;06/07/2026;10000;Compte clôturé;;\r\n';
  const file = `sep=;\r\nend_to_end_id;status;day;amount_cents;reason;;\r\n${rows}`;
  const wanted = [
    'PAY-1 EXECUTED EXECUTED 2026-06-28 760053 - -',
    'PAY-3 RETURNED RETURNED 2026-07-06 10000 Compte clôturé -',
  ];
  const forms: Readonly<Record<string, Uint8Array>> = {
    'UTF-8': Buffer.from(`\uFEFF${file}`),
    'Windows-1252': Buffer.from(file, 'latin1'),
    CR: Buffer.from(file.replaceAll('\r\n', '\r')),
    'UTF-16': Buffer.from(`\uFEFF${file}`, 'utf16le'),
  };
  for (const [form, bytes] of Object.entries(forms))
    for (const chunk of [3, 1_000])
      expect([form, settled(read(bytes, undefined, chunk))]).toStrictEqual([form, wanted]);
  expect(() => read(file.replace('RETURNED', 'PAID').replaceAll('\r\n', '\r'))).toThrow(
    expect.objectContaining({ code: 'ROW_STATUS', data: expect.objectContaining({ at: { line: 5 } }) }),
  );
});

test('takes a header in capitals or with spaces, and warns about an amount that a spreadsheet program changed', () => {
  const rows = 'PAY-1;EXECUTED;28/06/2026;760053;\r\n';
  for (const header of [HEADER.toUpperCase(), 'End to end id,Status,Day,Amount cents,Reason\n'])
    expect(settled(read(header.replaceAll(',', ';') + rows))).toStrictEqual([
      'PAY-1 EXECUTED EXECUTED 2026-06-28 760053 - -',
    ]);
  const said = (amount: string): string => {
    try {
      read(HEADER.replaceAll(',', ';') + rows.replace('760053', amount));
    } catch (error) {
      return sentenceOf(error as DomainError);
    }
    return '';
  };
  expect(said('7,6E+05')).toMatch(/le tableur l’a arrondi/);
  expect(said('7600,53')).toMatch(/il semble en euros : écrivez ses centimes/);
  expect(said('760053;\0')).toMatch(/^Ligne 2, au caractère \d+ : un octet nul/);
});

test('is refused if its days have two readings, and if it is a workbook', () => {
  const file = (day: string): string => `${HEADER.replaceAll(',', ';')}PAY-1;EXECUTED;${day};760053;\n`;
  expect(() => read(file('02/07/2026'))).toThrow(/CSV_DAYS/);
  expect(() => read(file('07/31/2026'))).toThrow(/CSV_DAYS/);
  expect(settled(read(file('07/07/2026')))).toStrictEqual(['PAY-1 EXECUTED EXECUTED 2026-07-07 760053 - -']);
  expect(() => read(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14]))).toThrow(/CSV_WORKBOOK/);
});

test('remarks a row of an unknown payment, and takes the others', () => {
  const row = (text: string): string => {
    const answer = read(`${HEADER}PAY-1,EXECUTED,2026-07-02,760053,\n${text}\n`);
    expect(settled(answer)).toStrictEqual(['PAY-1 EXECUTED EXECUTED 2026-07-02 760053 - -']);
    return [...answer.remarks, ...answer.contradictions].map(sentenceOf).join();
  };
  expect(row('PAY-2,EXECUTED,2026-07-02,3999,')).toMatch(/annonce 39,99 € pour PAY-2, il a été libéré 40,00 €/);
  expect(row('PAY-9,EXECUTED,2026-07-02,1,')).toMatch(/PAY-9 n’est d’aucune enveloppe/);
});

test('is refused if it is no CSV of answers', () => {
  expect(() => read(`${HEADER}PAY-1,EXECUTED,2026-07-02,1,"\n`)).toThrow(/CSV_MALFORMED/);
  expect(() => read(HEADER)).toThrow(/CSV_WITHOUT_ROWS/);
  expect(() => read('a;b\n')).toThrow(/CSV_HEADER/);
});
