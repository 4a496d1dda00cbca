/** Wrong words in a French sentence are found, and texts that are not our sentences are ignored. */
import { expect, test } from '@jest/globals';
import { notFrench } from '#test/support/french-sentences.ts';

test('finds a day, a quarter, a code and an English role in a sentence, however deep', () => {
  const sentences = [
    'dû le 2021-02-15 au lieu du 15',
    'par rapport à 2021-Q1, rien',
    'nouveau : secret [QUALITY_MISSING]',
    'se décide avec le rôle approver',
  ];
  expect(notFrench({ items: [{ sentences }] })).toStrictEqual(sentences.map((one) => `sentences: ${one}`));
});

test('leaves values, codes, text of a person and French sentences unchanged', () => {
  const value = {
    ...{ knownOn: '2021-02-15', period: '2021-Q1', flags: ['QUALITY_MISSING'], role: 'approver' },
    ...{ reason: 'reçu le 2021-02-15 par courrier', sentence: 'dû le 15/02/2021, par rapport à 2021-T1' },
  };
  expect(notFrench(value)).toStrictEqual([]);
});
