/** Figures of the monitoring in their displayed form. */
import { expect, test } from '@jest/globals';
import { partsOf } from '#apps/console/parts/parts-of.ts';
import { hundredthsText, measureText, hundredthsPercentText } from '#apps/console/screens/monitoring/figures.ts';

test('an exact figure is shown in whole parts, rounded to the nearest', () => {
  expect(hundredthsPercentText(partsOf('17/80', 10_000n))).toBe('21,25 %');
  expect(hundredthsPercentText(partsOf('1/3', 10_000n))).toBe('33,33 %');
  expect(hundredthsText(partsOf('2/3', 100n))).toBe('0,67');
  expect(hundredthsText('123450')).toBe('1\u202f234,50');
  expect(hundredthsPercentText(partsOf('-1/2000', 10_000n))).toBe('−0,05 %');
});

test('a published figure is an amount if its measure is in cents, else a number', () => {
  expect(measureText('AMOUNT_CENTS', '1222700000')).toBe('12\u202f227\u202f000,00 €');
  expect(measureText('CAPITATION_PER_PATIENT_YEAR_CENTS', '28801/3')).toBe('96,00 €');
  expect(measureText('AMOUNT_CENTS', '-123456')).toBe('−1\u202f234,56 €');
  expect([measureText('PATIENTS', '57349'), measureText('CONSULTATIONS_PER_PATIENT_YEAR', '22/5')]).toStrictEqual([
    '57\u202f349',
    '4,40',
  ]);
});
