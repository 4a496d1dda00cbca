/** Texts about an erased patient say so, without the name and without a digest instead. */
import { expect, test } from '@jest/globals';
import { pseudonym } from '#libs/event-store/sealed/sealed-names.ts';
import { fault } from '#libs/facts/fault.ts';
import { factKindOf } from '#libs/intake/fact-kinds.ts';
import { mendingTable } from '#libs/intake/mending.ts';
import { faultSentence, reasonSentence } from '#libs/words/intake.ts';
import { erasureText } from '#libs/words/labels/erasures.ts';
import { partLabel } from '#libs/words/labels/parts.ts';

const ERASED = pseudonym('49bcafc1'.repeat(8));

test('an explanation says that a patient is erased, and tells two of them apart', () => {
  expect(partLabel({ code: 'PATIENT', data: { patient: ERASED } })).toBe('patient effacé (~49bcafc1…)');
  expect(partLabel({ code: 'PATIENT_NOT_COMPARED', data: { patient: ERASED, year: 2022 } })).toBe(
    'patient effacé (~49bcafc1…) : non comparé en 2022',
  );
  expect(partLabel({ code: 'PATIENT', data: { patient: 'P1' } })).toBe('patient P1');
});

test('an erasure is named once', () => {
  expect(erasureText('completed', undefined)).toBe('patient effacé');
  expect(erasureText('refused', undefined)).toBe('refusé ; patient effacé');
  expect(erasureText('proposed', 'P1')).toBe('patient P1, proposé');
});

test('a row set aside for an erasure quotes no text, and is no row to mend', () => {
  const found = fault('PATIENT_ERASED', {}, { column: 'patient_id', field: '' });
  const sentence = 'patient_id : ce patient est effacé, rien n’en est gardé ; retirez-le de vos fichiers.';
  expect([faultSentence(found), reasonSentence(found)]).toStrictEqual([sentence, sentence]);
  const row = {
    import: 'import-1',
    file: 'patients.csv',
    sha256: '',
    state: 'OPEN',
    reason: '',
    message: sentence,
  } as const;
  const { table, erased } = mendingTable(factKindOf('patients'), [
    { ...row, line: 2, code: 'ERASED', row: '', fields: [] },
    { ...row, line: 3, code: 'DATE', row: 'P1,x,1,,', fields: ['P1', 'x', '1', '', ''] },
  ]);
  expect([table.length, table[1]?.[0], erased]).toStrictEqual([2, 'P1', 1]);
});
