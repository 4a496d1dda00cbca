/** The console names the same files of facts as the service takes. */
import { expect, test } from '@jest/globals';
import {
  FACT_FILES,
  fieldsOf,
  fileOf,
  holdsText,
  isWithinColumns,
  templateOf,
} from '#apps/console/screens/imports/files.ts';
import { FACT_TEMPLATES, templateCsv } from '#libs/words/texts/fact-templates.ts';
import { placesOf } from '#libs/intake/csv/header.ts';
import { FACT_KINDS, factKindOf } from '#libs/intake/fact-kinds.ts';

test('the files and their columns are those that the service takes, in its order', () => {
  expect(Object.entries(FACT_FILES).map(([file, { columns }]) => [file, columns])).toStrictEqual(
    FACT_KINDS.map(({ name, columns }) => [`${name}.csv`, columns.map((column) => column.name)]),
  );
});

const REFERENCE = 'import-347065d91ae7a1af:3';

test('a row is taken apart into its fields, and put together again with its reference', () => {
  const row = 'PRIM-01,2022-09-30,"crédits, ""second"" versement",1250001,';
  const fields = ['PRIM-01', '2022-09-30', 'crédits, "second" versement', '1250001', ''];
  expect(fieldsOf('credits.csv', row)).toStrictEqual(fields);
  expect(fileOf('credits.csv', [{ file: 'credits.csv', fields, reference: REFERENCE }])).toBe(
    `team_id,due_on,label,amount_cents,known_on,reference\n${row},${REFERENCE}\n`,
  );
  expect(fieldsOf('declarations.csv', ',a,,')).toStrictEqual(['', 'a', '', '']);
});

test('the columns of a file of corrected rows are those that the service takes', () => {
  const credits = factKindOf('credits');
  const header = fileOf('credits.csv', []).trimEnd().split(',');
  expect(placesOf(header, credits, ',').reference).toBe(credits.columns.length);
});

test.each([',', ';', '\t'])('a row with a field too many keeps it, separated by %j', (separator) => {
  const fields = ['P0000001', '10009999999', '2021-02-15', '2024-10-01', 'de trop'];
  expect(fieldsOf('declarations.csv', fields.join(separator))).toStrictEqual(fields);
});

test('a value without a column is not sent, nor left out without a word', () => {
  const row = { file: 'declarations.csv', reference: REFERENCE };
  const four = ['P0000001', '10009999999', '2021-02-15', '2024-10-01'];
  expect(isWithinColumns({ ...row, fields: [...four, 'de trop'] })).toBe(false);
  expect(isWithinColumns({ ...row, fields: [...four, ' '] })).toBe(true);
  expect(isWithinColumns({ ...row, fields: four })).toBe(true);
  expect(fileOf('declarations.csv', [{ ...row, fields: [...four, ''] }])).toContain(`${four.join(',')},${REFERENCE}\n`);
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
