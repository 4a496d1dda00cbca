/** « de » loses its vowel before another one. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ofName } from '#libs/words/labels/of-name.ts';

test('a name that begins with a vowel or an h takes the apostrophe', () => {
  expect(['Alice', 'Bruno', 'Élodie', 'hélène', 'Chloé', 'Ömer', 'Œdipe', 'Yves', 'Yann'].map(ofName)).toStrictEqual([
    'd’Alice',
    'de Bruno',
    'd’Élodie',
    'd’hélène',
    'de Chloé',
    'd’Ömer',
    'd’Œdipe',
    'd’Yves',
    'de Yann',
  ]);
});

test('no sentence writes « de » before the name of a team or a holder', () => {
  const root = new URL('../../..', import.meta.url).pathname;
  const sources = ['libs/words', 'apps/cli'].flatMap((folder) =>
    globSync(`${folder}/**/*.ts`, { cwd: root, exclude: ['**/*.spec.ts', '**/letters/**', '**/of-name.ts'] }),
  );
  expect(sources.length).toBeGreaterThan(100);
  const wrong = sources.filter((file) =>
    /\bde \$\{(?:team|holder|name)\}/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(wrong).toStrictEqual([]);
});
