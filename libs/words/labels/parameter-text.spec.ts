/** Values of the regulation in their displayed form. */
import { expect, test } from '@jest/globals';
import { parameterLabel, parameterText } from '#libs/words/labels/parameter-text.ts';

test('a fraction is read as a decimal, and a cut decimal says so', () => {
  expect(parameterText('6/5')).toBe('1,2');
  expect(parameterText('1/3')).toBe('≈ 0,3333');
});

test('codes of acts keep their digits together', () => {
  expect(parameterText(['1103', '1109'])).toBe('1103, 1109');
});

test('a list of figures with a decimal comma is separated by slashes', () => {
  expect(parameterText(['1', '1', '5/4'])).toBe('1 / 1 / 1,25');
  expect(parameterText(['1', '1', '1'])).toBe('1, 1, 1');
});

test('the bands of a scale are a line each', () => {
  expect(
    parameterText({
      bands: [
        ['0', '1'],
        ['15', '51/50'],
      ],
      missing: '1',
    }),
  ).toStrictEqual([
    {
      name: 'tranches',
      text: [
        { name: 'dès 0', text: '1' },
        { name: 'dès 15', text: '1,02' },
      ],
    },
    { name: 'taux inconnu', text: '1' },
  ]);
});

test('choices and names are in French, and no value is called so', () => {
  expect(parameterText('FIRST_DAY')).toBe('présents le premier jour');
  expect(parameterText(null)).toBe('aucun');
  expect(parameterLabel('cap_rate')).toBe('Plafond, en part du revenu de référence');
});
