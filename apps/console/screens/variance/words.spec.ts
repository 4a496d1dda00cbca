/** Reasons of the variance report in their displayed form. */
import { expect, test } from '@jest/globals';
import { reasonsOf } from '#apps/console/screens/variance/words.ts';

test('reasons are together by the period that they are against', () => {
  expect(
    reasonsOf([
      'par rapport à 2021-T1, patients de la liste : 10 → 13',
      'par rapport à 2021-T1, nouveau : Trop peu d’actes.',
      'autre chose',
    ]),
  ).toStrictEqual([
    { against: '2021-T1', reasons: ['patients de la liste : 10 → 13', 'nouveau : Trop peu d’actes.'] },
    { against: '', reasons: ['autre chose'] },
  ]);
});
