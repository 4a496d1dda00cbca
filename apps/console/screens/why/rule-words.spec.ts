/** Rules as people read them: amounts in euros, days in French, letters explained. */
import { expect, test } from '@jest/globals';
import { legendOf, readable } from '#apps/console/screens/why/rule-words.ts';

test('writes amounts of a formula in euros, and marks rounded ones', () => {
  expect(readable('arrondi(G·L·T) − arrondi(G·L), G·L·T = 584696/25 centimes')).toBe(
    'arrondi(G·L·T) − arrondi(G·L), G·L·T ≈ 233,88 €',
  );
  expect(readable('grille GP-2021, 40-49 ans, hommes : 6768 centimes par an / 4 × 1 × 1')).toBe(
    'grille GP-2021, 40-49 ans, hommes : 67,68 € par an / 4 × 1 × 1',
  );
  expect(readable('attendu 12345/2 − observé 6100 centimes, moyennes de 3 patients')).toBe(
    'attendu ≈ 61,73 € − observé 61,00 €, moyennes de 3 patients',
  );
  expect(readable('arrondi(min(F, 11/10 × 4500)) − arrondi(F), F = 5000 centimes')).toBe(
    'arrondi(min(F, 11/10 × 45,00 €)) − arrondi(F), F = 50,00 €',
  );
  expect(readable('(attendu 500 − observé 400) / 3')).toBe('(attendu 5,00 € − observé 4,00 €) / 3');
});

test('leaves rates and numbers of patients as they are', () => {
  expect(readable('dedans / (dedans + dehors) = 32500 / 32500 = 1, entre 0 et 1')).toBe(
    'dedans / (dedans + dehors) = 32500 / 32500 = 1, entre 0 et 1',
  );
});

test('writes days and quarters in French', () => {
  expect(readable('acte A00000002 du 2020-10-07, code 1109')).toBe('acte A00000002 du 07/10/2020, code 1109');
  expect(readable('actes de 2020-Q4 faits dans l’équipe')).toBe('actes de 2020-T4 faits dans l’équipe');
});

test('explains the letters of a formula, and no others', () => {
  expect(legendOf('arrondi(G·L) − arrondi(G), G·L = 22064 centimes')).toBe(
    'G : forfait des patients de la liste ; L : taux de fidélisation',
  );
  expect(legendOf('le texte ne prévoit pas de plafond')).toBe('');
  expect(legendOf('(attendu 500 − observé 400) / 3')).toBe('');
});
