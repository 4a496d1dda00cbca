/** A sentence of a former program is shown with today's apostrophe; its quoted part is unchanged. */
import { expect, test } from '@jest/globals';
import { withFrenchApostrophes } from '#libs/kernel/french-apostrophes.ts';

test('replaces the apostrophe of typewriters between letters, and not in quoted text', () => {
  expect(withFrenchApostrophes("name : « l'Étoile » n'est pas d'ici ; 'x' l’est")).toBe(
    "name : « l'Étoile » n’est pas d’ici ; 'x' l’est",
  );
});
