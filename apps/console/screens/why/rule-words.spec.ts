/** Rules as people read them: amounts in euros, letters explained. */
import { expect, test } from '@jest/globals';
import { fraction } from '#libs/kernel/fraction.ts';
import { partFormula } from '#libs/words/labels/parts.ts';
import { formulaInEuros, legendOf } from '#apps/console/screens/why/rule-words.ts';

function shown(...of: Parameters<typeof partFormula>): string {
  return formulaInEuros(partFormula(...of));
}

test('writes every amount of a formula in euros, and marks rounded ones', () => {
  const [share, l] = [fraction(15_225, 4), fraction(41, 47)];
  expect(shown({ code: 'LOCAL', data: { glt: fraction(584_696, 25) } })).toBe(
    'arrondi(G·L·T) − arrondi(G·L), G·L·T ≈ 233,88 €',
  );
  expect(shown({ code: 'FIDELISATION_SHARE', data: { share, l } })).toBe('≈ 38,06 € × (L − 1), L = 41/47');
  expect(shown({ code: 'QUALITY_SHARE', data: { share, q: l } })).toBe('≈ 38,06 € × L × T × Q, Q = 41/47');
  expect(shown({ code: 'CAP', data: { rate: fraction(11, 10), referenceCents: 4_500n, f: fraction(5_000) } })).toBe(
    'arrondi(min(F, 11/10 × 45,00 €)) − arrondi(F), F = 50,00 €',
  );
  expect(
    shown({ code: 'PAYMENT_CAP', data: { rate: fraction(1, 10), ceiling: fraction(6_789), c: fraction(12_345) } }),
  ).toBe('arrondi(min(C, 1/10 × exp × n)) − arrondi(C), C = 123,45 € et plafond 67,89 €');
  const additive = { combination: 'ADDITIVE', scoreCap: fraction(100), gate: null } as const;
  expect(
    shown({ code: 'QUALITY_MODULATION', data: { ...additive, qualityCents: fraction(5_000), c: fraction(12_345) } }),
  ).toBe('arrondi(C) − arrondi(B), C = B + 50,00 € × min(score, 100) / 100 = 123,45 €');
  expect(shown({ code: 'GAP', data: { expected: fraction(12_345, 2), observed: fraction(6_100), patients: 3 } })).toBe(
    'attendu ≈ 61,73 € − observé 61,00 €, moyennes de 3 patients',
  );
  expect(shown({ code: 'PATIENT_GAP', data: { expectedCents: 500, observedCents: 400, patients: 3 } })).toBe(
    '(attendu 5,00 € − observé 4,00 €) / 3',
  );
});

test('leaves rates and numbers of patients as they are', () => {
  expect(formulaInEuros('dedans / (dedans + dehors) = 32500 / 32500 = 1, entre 0 et 1')).toBe(
    'dedans / (dedans + dehors) = 32500 / 32500 = 1, entre 0 et 1',
  );
});

test('explains the letters of a formula, and no others', () => {
  expect(legendOf('arrondi(G·L) − arrondi(G), G·L = 22064 centimes')).toBe(
    'G : forfait des patients de la liste ; L : taux de fidélisation',
  );
  expect(legendOf('le texte ne prévoit pas de plafond')).toBe('');
  expect(legendOf('(attendu 500 − observé 400) / 3')).toBe('');
});
