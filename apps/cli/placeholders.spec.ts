/** A word in capitals of a hint is refused as a value, whichever file has the hint. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, test } from '@jest/globals';
import { requireNoPlaceholder } from '#apps/cli/placeholders.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** Codes are values. */
const CODES = new Set(['ERASED']);

function hintsIn(path: string): readonly string[] {
  const code = readFileSync(path, 'utf8').replaceAll(/\/\*\*[^]*?\*\/|^ *\/\/.*$/gm, '');
  return code.match(/decompte [a-z][^\n]*/g) ?? [];
}

function isRefused(word: string): boolean {
  const command = new Command().argument('[mot]');
  command.parse([word], { from: 'user' });
  try {
    requireNoPlaceholder(command);
    return false;
  } catch {
    return true;
  }
}

test('refuses every placeholder of a hint as a value', () => {
  const paths = globSync(['apps/cli/**/*.ts', 'libs/words/**/*.ts'], { cwd: ROOT }).filter(
    (path) => !path.endsWith('.spec.ts'),
  );
  const hints = paths.flatMap((path) => hintsIn(join(ROOT, path)));
  const words = new Set(hints.flatMap((hint) => hint.match(/(?<= )\p{Lu}[\p{Lu}-]+(?=[ `'.,;)])/gu) ?? []));
  expect(words.size).toBeGreaterThan(10);
  expect([...words].filter((word) => !CODES.has(word) && !isRefused(word))).toStrictEqual([]);
});
