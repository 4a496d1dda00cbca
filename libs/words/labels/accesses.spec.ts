/** An entry of the record of accesses, in its displayed form. */
import { expect, test } from '@jest/globals';
import { accessText } from '#libs/words/labels/accesses.ts';

test('names the read data in French, and leaves pseudonyms, accounts and names of files unchanged', () => {
  expect(
    [
      ['PATIENT', 'P0000001'],
      ['FILE', 'patients.csv'],
      ['FILE', 'payment-runs/R1'],
      ['FILE', 'set-aside-rows'],
      ['FILE', 'set-aside-rows/acts.csv'],
      ['FILE', '{"team":"PEPS-01","period":"2021-Q1"}'],
      ['FILE', '{"team":"PEPS-01","year":2021}'],
      ['FILE', '{"log":"whole"}'],
      ['RECORD', '*'],
      ['RECORD', '2026-11-01'],
      ['RECORD', '2026-11-01.csv'],
      ['RECORD', 'P0000001'],
      ['RECORD', 'PATIENT'],
    ].map(([kind, id]) => accessText(kind as 'FILE', id ?? '')),
  ).toStrictEqual([
    ...['P0000001', 'patients.csv', 'campagne R1', 'lignes mises de côté', 'lignes mises de côté acts.csv'],
    ...['liasse de PEPS-01 2021-T1', 'liasse de PEPS-01 2021', 'liasse du journal entier'],
    ...['tout', '01/11/2026', '2026-11-01.csv', 'P0000001', 'patients'],
  ]);
});
