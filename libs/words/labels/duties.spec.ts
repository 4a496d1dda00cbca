/** A mark for an auditor, in a sentence. */
import { expect, test } from '@jest/globals';
import { markText } from '#libs/words/labels/duties.ts';

test('names both duties', () => {
  expect(markText({ mark: 'SAME_SESSION', duties: ['PREPARE', 'RELEASE'], seconds: 12 })).toBe(
    'campagne préparée et campagne libérée : deux personnes, une session, à 12 s',
  );
});

test('names a repeated duty once', () => {
  expect(markText({ mark: 'SAME_PERSON', duties: ['EXCEPT_ACCOUNT', 'EXCEPT_ACCOUNT'], seconds: 3 })).toBe(
    'exception pour le compte, deux fois : la même personne, à 3 s',
  );
});
