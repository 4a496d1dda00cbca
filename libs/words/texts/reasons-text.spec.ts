import { expect, test } from '@jest/globals';
import { NO_REASON } from '#libs/replay/reasons.ts';
import { reasonTexts } from '#libs/words/texts/reasons-text.ts';

test('a parameter with another value is named, and its values written, as in a statement', () => {
  const parameters = [{ parameter: 'fidelisation_floor', before: '0', after: '19/20' }] as const;
  expect(reasonTexts({ ...NO_REASON, parameters })).toStrictEqual([
    'paramètre « Taux de fidélisation au moins retenu » : 0 → 0,95',
  ]);
});
