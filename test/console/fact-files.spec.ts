/** The console names the same files of facts as the service takes. */
import { expect, test } from '@jest/globals';
import { FACT_FILES, fieldsOf, fileOf, holdsText, templateOf } from '#apps/console/screens/imports/files.ts';
import { FACT_TEMPLATES, templateCsv } from '#libs/words/texts/fact-templates.ts';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';

test('the files and their columns are those that the service takes, in its order', () => {
  expect(Object.entries(FACT_FILES).map(([file, { columns }]) => [file, columns])).toStrictEqual(
    FACT_KINDS.map(({ name, columns }) => [`${name}.csv`, columns.map((column) => column.name)]),
  );
});

test('a row is taken apart into its fields, and put together again', () => {
  const row = 'PRIM-01,2022-09-30,"crédits, ""second"" versement",1250001,';
  const fields = ['PRIM-01', '2022-09-30', 'crédits, "second" versement', '1250001', ''];
  expect(fieldsOf(row)).toStrictEqual(fields);
  expect(fileOf('credits.csv', [fields])).toBe(`team_id,due_on,label,amount_cents,known_on\n${row}\n`);
  expect(fieldsOf(',a,,')).toStrictEqual(['', 'a', '', '']);
});

test('a file to fill in is the template that the service gives', () => {
  for (const template of FACT_TEMPLATES) expect(templateOf(template.file)).toBe(templateCsv(template, false));
});

test('the content of an unknown file is unknown', () => {
  expect([holdsText('acts.csv'), holdsText('manifest.csv'), holdsText('notes.txt')]).toStrictEqual([
    'actes payés',
    'manifeste',
    undefined,
  ]);
});
