/** The formulas of an explanation say in French what the facts and the grids hold as codes. */
import { expect, test } from '@jest/globals';
import { fraction } from '#libs/kernel/fraction.ts';
import { partFormula } from '#libs/words/labels/parts.ts';

test('the share of a patient names the profile in words', () => {
  const share = { grid: 'GP-2021', yearlyCents: 6768n, factor: fraction(11, 10), days: 46, of: 92 };
  expect(partFormula({ code: 'GRID_SHARE', data: { ...share, profile: '17-39 F ald=0 c2s=1' } })).toBe(
    'grille GP-2021, 17-39 ans, femmes, C2S : 6768 centimes par an / 4 × 11/10 × 46/92 jours',
  );
});

test('an act names the profession in words', () => {
  const act = { executant: '10000001916', baseCents: 2500n, paidCents: 1750n };
  expect(partFormula({ code: 'ACT', data: { ...act, side: 'INSIDE', by: 'PEPS-01', profession: 'NURSE' } })).toBe(
    'dans l’équipe, infirmier 10000001916, base 25,00 €, payé 17,50 €',
  );
});
