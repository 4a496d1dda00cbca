/** Texts are ordered and counted by code points, the same on every machine. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codePointCount, compareText } from '#libs/kernel/text.ts';
import { anyCharacter } from '#test/support/any-character.ts';

const anyText = fc.string({ unit: anyCharacter, maxLength: 8 });

test('texts are in the order of their code points: a character beyond U+FFFF comes after U+FFFD', () => {
  expect(compareText('\u{1F600}', '\uFFFD')).toBeGreaterThan(0);
  expect(compareText('\uFFFD', '\u{1F600}')).toBeLessThan(0);
  expect(compareText('\uE000', '\u{10000}')).toBeLessThan(0);
  expect(compareText('\uD7FF', '\u{10000}')).toBeLessThan(0);
  expect(compareText('a\u{1F600}', 'a\uFFFD')).toBeGreaterThan(0);
});

test('sorts by code points, not by language: capitals before small letters before accents', () => {
  expect(['é', 'b', 'a', 'B', 'É', 'Z', '10', '9'].sort(compareText)).toStrictEqual([
    '10',
    '9',
    'B',
    'Z',
    'a',
    'b',
    'É',
    'é',
  ]);
});

test('a text comes before those it begins, and the empty text before all', () => {
  expect(compareText('PEPS', 'PEPS-1')).toBeLessThan(0);
  expect(compareText('', 'a')).toBeLessThan(0);
  expect(compareText('a', 'a')).toBe(0);
});

test('sorts by UTF-8 bytes', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { numRuns: 500 },
  );
});

test('characters are counted as a person counts code points', () => {
  expect(codePointCount('é😀a')).toBe(3);
  expect(codePointCount('')).toBe(0);
});
