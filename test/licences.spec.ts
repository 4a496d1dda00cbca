/** The gate of licences accepts permissive ones, and others only for tools or as one of several. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
// @ts-expect-error a script without types
import { refusedLicences } from '../scripts/licences.mjs';

interface Lock {
  readonly packages: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
const refused = refusedLicences as (lock: Lock) => readonly string[];

const lock = (packages: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Lock => ({
  packages: { '': {}, ...packages },
});

test('names the packages that have another licence, or no licence', () => {
  const found = refused(
    lock({
      'node_modules/a': { license: 'MIT' },
      'node_modules/b': { license: '(GPL-3.0-only OR MIT)' },
      'node_modules/c': { license: 'MIT AND GPL-3.0-only' },
      'node_modules/d/node_modules/@e/f': { license: 'AGPL-3.0-only' },
      'node_modules/g': {},
      'node_modules/h': { license: 'MPL-2.0', dev: true },
      'node_modules/i': { license: 'MPL-2.0' },
    }),
  );
  expect(found).toStrictEqual(['c: MIT AND GPL-3.0-only', '@e/f: AGPL-3.0-only', 'g: none', 'i: MPL-2.0']);
});

test('every package of Décompte passes', () => {
  const ours = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
  expect(refused(JSON.parse(ours) as Lock)).toStrictEqual([]);
});
