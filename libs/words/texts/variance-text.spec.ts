/** The reasons of a variance have the units of the figures they name. */
import { expect, test } from '@jest/globals';
import { explanationSentences } from '#libs/words/texts/variance-text.ts';

test('a rate that moved has its unit, before and after', () => {
  const unchanged = { line: undefined, patients: undefined, phase: undefined, text: undefined };
  const none = { flagsThatCame: [], flagsThatWent: [], parameters: [] };
  const rates = [
    { rate: 'POVERTY_RATE', before: '14', after: '29/2' },
    { rate: 'CAP_REFERENCE_CENTS', before: undefined, after: '123456' },
  ] as const;
  expect(explanationSentences({ against: '2021-Q1', ...unchanged, ...none, rates })).toStrictEqual([
    'par rapport à 2021-T1, Taux de pauvreté de la commune : 14 % → 14,5 %',
    'par rapport à 2021-T1, Revenu de référence : aucun → 1\u202f234,56 €',
  ]);
});
