/** The detail of a problem begins with a capital, unless it begins with a name. */
import { expect, test } from '@jest/globals';
import { Problem } from '#apps/api/http/problem.ts';

const detailOf = (sentence: string): string => new Problem(422, 'refused', sentence).details().detail;

test('a detail begins with a capital and ends with a full stop', () => {
  for (const [sentence, detail] of [
    ['le corps est vide', 'Le corps est vide.'],
    ['l’en-tête host est donné deux fois.', 'L’en-tête host est donné deux fois.'],
    ['l’enveloppe FIR a encore 5 €', 'L’enveloppe FIR a encore 5 €.'],
    ['à partir de l’événement 5, rien', 'À partir de l’événement 5, rien.'],
    ['présentez un jeton', 'Présentez un jeton.'],
  ] as const)
    expect(detailOf(sentence)).toBe(detail);
});

test('keeps the spelling of a field, team or person at the beginning', () => {
  for (const sentence of [
    'from 2023-Q3 est après to 2023-Q2',
    'équipe n’a pas de calcul pour 2023-Q2',
    'lesson 2023-Q2 est déjà soumis',
    'unité n’a pas de calcul',
    'alice a proposé cette version',
    '« pepx » n’est pas une expérimentation',
    'statement-x-2023-Q2 a changé',
  ])
    expect(detailOf(sentence)).toBe(`${sentence}.`);
});
