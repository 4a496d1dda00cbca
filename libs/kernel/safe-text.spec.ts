import { expect, test } from '@jest/globals';
import { safeName, safeText, turnsDirection } from '#libs/kernel/safe-text.ts';

test('a terminal is not moved, coloured or turned by a text', () => {
  expect(safeText('a\u001b[31mb\u009bc\rd\u202ee')).toBe('a [31mb c d[U+202E]e');
  expect(safeText('a\tb\r\nc\n')).toBe('a\tb\r\nc\n');
  expect(safeText('l’an 日本 «\u202f1\u202f234,56\u202f€\u202f»')).toBe('l’an 日本 «\u202f1\u202f234,56\u202f€\u202f»');
});

test('a name is on one line', () => {
  expect(safeName('a\tb\r\nc\u2028d')).toBe('a b c d');
});

test('each mark of direction is one, each time', () => {
  for (let i = 0; i < 3; i++) expect([turnsDirection('\u202e'), turnsDirection('e')]).toEqual([true, false]);
});
