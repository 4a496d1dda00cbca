/** A code has two names, and a person may type either. */
import { expect, test } from '@jest/globals';
import { OVERRIDE_LABELS } from '#libs/words/labels/audit.ts';
import { CANDIDATE_DECISION_LABELS } from '#libs/words/labels/candidates.ts';
import { LINE_LABELS } from '#libs/words/labels/statements.ts';
import { type WordsToType, codeTyped } from '#libs/kernel/code-typed.ts';
import { WORDS_TO_TYPE, wordsToType } from '#libs/words/typed.ts';

test.each(['QUALITY', 'quality', 'Supplément qualité', 'supplement  QUALITE'])('%s names the line QUALITY', (typed) => {
  expect(codeTyped(LINE_LABELS, typed)).toBe('QUALITY');
});

test('either apostrophe names the line', () => {
  expect(codeTyped(LINE_LABELS, "Crédits d'amorçage")).toBe('STARTUP_CREDIT');
  expect(codeTyped(LINE_LABELS, 'Crédits d’amorçage')).toBe('STARTUP_CREDIT');
});

test('a name that no line has gives undefined', () => {
  expect(codeTyped(LINE_LABELS, 'Prime')).toBeUndefined();
});

test.each(['EXECUTED_TWICE', 'executed-twice', 'payé-deux-fois', 'paye deux fois'])(
  '%s names the outcome EXECUTED_TWICE',
  (typed) => {
    expect(codeTyped(WORDS_TO_TYPE.outcome, typed)).toBe('EXECUTED_TWICE');
  },
);

test('no word names two codes', () => {
  const tables: readonly WordsToType[] = [...Object.values(WORDS_TO_TYPE), CANDIDATE_DECISION_LABELS, OVERRIDE_LABELS];
  for (const words of tables)
    for (const [code, word] of Object.entries(words))
      expect([codeTyped(words, code), codeTyped(words, word)]).toStrictEqual([code, code]);
});

test('the words to choose from are given in French', () => {
  expect(wordsToType(WORDS_TO_TYPE.entries)).toBe('versements, décisions ou événements');
});
