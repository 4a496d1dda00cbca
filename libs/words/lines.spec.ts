/** A line of a statement has two names, and a person may type either. */
import { expect, test } from '@jest/globals';
import { lineNamed } from '#libs/words/lines.ts';

test.each(['QUALITY', 'quality', 'Supplément qualité', 'supplement  QUALITE'])('%s names the line QUALITY', (typed) => {
  expect(lineNamed(typed)).toBe('QUALITY');
});

test('either apostrophe names the line', () => {
  expect(lineNamed("Crédits d'amorçage")).toBe('STARTUP_CREDIT');
  expect(lineNamed('Crédits d’amorçage')).toBe('STARTUP_CREDIT');
});

test('a name that no line has gives undefined', () => {
  expect(lineNamed('Prime')).toBeUndefined();
});
