/** « de » loses its vowel before another one. */
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
