/** Figures of an explanation as people read them. */
import { expect, test } from '@jest/globals';
import { exactText, figureText, pathAbove, sumText } from '#apps/console/screens/why/figure-words.ts';

test('writes a figure in its unit, and marks a rounded one', () => {
  expect(figureText({ exact: '743700', unit: 'cents' })).toBe('7\u202f437,00 €');
  expect(figureText({ exact: '7437/2', unit: 'cents' })).toBe('≈ 37,19 €');
  expect(figureText({ exact: '29/2', unit: 'percent' })).toBe('14,5 %');
  expect(figureText({ exact: '311', unit: 'count' })).toBe('311');
  expect(figureText({ exact: null, unit: null })).toBe('');
});

test('gives the exact figure only if the shown one is rounded', () => {
  expect(exactText({ exact: '7437/2', unit: 'cents' })).toBe('7437/2 centimes');
  expect(exactText({ exact: '7437', unit: 'cents' })).toBeUndefined();
});

test('says how many parts of one kind make a figure, and what each adds on average', () => {
  const figure = { exact: '31100', unit: 'cents' };
  expect(sumText(figure, ['patient', 'patient'], 311)).toBe('311 patients × 1,00 € en moyenne');
  expect(sumText({ exact: '100', unit: 'cents' }, ['act', 'act', 'act'], 3)).toBe('3 actes × ≈ 0,33 € en moyenne');
  expect(sumText(figure, ['act'], 1)).toBe('1 acte');
});

test('writes no sentence for parts of several kinds, or without parts', () => {
  expect(sumText({ exact: '5', unit: 'cents' }, ['exact', 'rounding'], 2)).toBeUndefined();
  expect(sumText({ exact: '5', unit: 'cents' }, [], 0)).toBeUndefined();
});

test('goes up one part at a time, to the statement', () => {
  expect(pathAbove('0.1.b2')).toBe('0.1');
  expect(pathAbove('0')).toBe('');
  expect(pathAbove('')).toBeUndefined();
});
