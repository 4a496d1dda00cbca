/** A name that is nearly a known one is answered with it first: the list of parameters is long. */
import { expect, test } from '@jest/globals';
import { unknown } from '#libs/regulation/refusals.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

const said = (parameter: string): string =>
  sentenceOf(unknown('PARAMETER_IN_NO_SCHEME', { parameter, known: ['cap_rate', 'presence'] }));

test('a slip of letters is answered with the name that was meant', () => {
  expect(said('presencee')).toContain('; vouliez-vous dire presence ? les paramètres connus sont cap_rate, presence');
  expect(said('plafond')).toContain('aucune expérimentation ; les paramètres connus sont cap_rate, presence');
});
