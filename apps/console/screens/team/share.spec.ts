/** Results of quality as shares. */
import { expect, test } from '@jest/globals';
import {
  levelOf,
  pointsText,
  shareText,
  signedPointsText,
  tenThousandths,
  thresholdShare,
  thresholdText,
} from '#apps/console/screens/team/share.ts';

test('a result is a percent with two decimals, rounded to the nearest', () => {
  expect(shareText(tenThousandths({ numerator: 69, denominator: 160 }))).toBe('43,13 %');
  expect(shareText(tenThousandths({ numerator: 1, denominator: 3 }))).toBe('33,33 %');
  expect(shareText(tenThousandths({ numerator: 5, denominator: 100 }))).toBe('5,00 %');
  expect(shareText(tenThousandths({ numerator: 0, denominator: 0 }))).toBe('0,00 %');
});

test('a threshold keeps its decimals as written', () => {
  expect(['50', '62.5', '7.25', '14.9999'].map(thresholdText)).toStrictEqual([
    ...['50,00 %', '62,50 %', '7,25 %', '14,9999 %'],
  ]);
  expect(['50', '62.5', '7.25'].map(thresholdShare)).toStrictEqual(['5000', '6250', '725']);
});

test('a rating says where the result is between the thresholds', () => {
  expect([null, '1', '3/4', '1/2', '1/4', '0'].map(levelOf)).toStrictEqual([
    ...['sans note', 'cible atteinte', 'entre les seuils', 'entre les seuils', 'sous le seuil', 'sous le seuil'],
  ]);
  expect(['3/4', '135/2', '2/3', '0'].map(pointsText)).toStrictEqual(['0,75', '67,50', '0,67', '0,00']);
});

test('a difference has its sign, unless it is shown as zero', () => {
  expect(['25/8', '-1/2', '0', '-1/1000'].map(signedPointsText)).toStrictEqual(['+3,13', '−0,50', '0,00', '0,00']);
});
