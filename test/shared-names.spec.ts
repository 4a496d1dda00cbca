/** One word, one thing: no two files export the same name, unless a pattern gives each folder its own. */
import { expect, test } from '@jest/globals';
import { sharedNames } from '#test/support/shared-names.ts';

/** Each library or folder has its own of these, and a caller never needs those of two. */
const PATTERNS: ReadonlySet<string> = new Set([
  // The state of an aggregate after an event.
  'evolve',
  // Makers of the errors that a library throws, by kind of error.
  'refused',
  'unknown',
  'invalid',
  'conflict',
  'unavailable',
  // The functions that a thread calls in the given module.
  'begin',
  'openElsewhere',
]);

function isNoPattern(shared: string): boolean {
  return !PATTERNS.has(shared.split(':')[0] ?? '');
}

test('no two files of the libraries and programs export one name for two things', () => {
  expect(sharedNames('{libs,apps}/**/*.ts', ['apps/console/']).filter(isNoPattern)).toStrictEqual([]);
});

test('no two files of the console export one name for two things, except the screen that each folder is', () => {
  expect(sharedNames('apps/console/**/*.{ts,tsx}').filter((shared) => !shared.startsWith('screen: '))).toStrictEqual(
    [],
  );
});
