/** Age bands and profiles cover everybody, without gap or overlap. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { ageBandIndex, parseAgeBands, profileCount, profileIndex, profileText } from '#libs/regulation/profile.ts';

const BANDS = parseAgeBands(['0-6', '7-16', '17-39', '40-49', '50-59', '60-69', '70-79', '80+']);

test('an age is in the last band that begins at or below it', () => {
  for (const [age, band] of [
    [0, 0],
    [6, 0],
    [7, 1],
    [16, 1],
    [17, 2],
    [39, 2],
    [40, 3],
    [79, 6],
    [80, 7],
    [115, 7],
  ] as const)
    assert.equal(ageBandIndex(BANDS, age), band, String(age));
});

test('numbers the profiles without a gap', () => {
  const indexes = BANDS.flatMap((_, band) =>
    (['F', 'M'] as const).flatMap((sex) =>
      [false, true].flatMap((ald) => [false, true].map((c2s) => profileIndex(band, sex, ald, c2s))),
    ),
  );
  expect(indexes).toStrictEqual(Array.from({ length: profileCount(BANDS) }, (_, i) => i));
});

test('the words of a profile are those of the grids file', () => {
  expect(profileText(BANDS, profileIndex(2, 'F', false, true))).toBe('17-39 F ald=0 c2s=1');
  expect(profileText(BANDS, profileIndex(7, 'M', true, false))).toBe('80+ M ald=1 c2s=0');
});

test('rejects bands that overlap, leave a gap, begin late or go backwards', () => {
  for (const bands of [['0-6', '6+'], ['0-6', '8+'], ['1-6', '7+'], ['0-6', '7-5', '6+'], ['0+', '7+'], ['0-6'], ['x']])
    assert.throws(() => parseAgeBands(bands), Error, bands.join());
  expect(() => parseAgeBands('0+')).toThrow('MUST_BE');
});
