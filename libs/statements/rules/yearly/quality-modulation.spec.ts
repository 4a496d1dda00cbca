/** The quality score modulates the shared gains. */
import { expect, test } from '@jest/globals';
import { type Fraction, ZERO, fraction } from '#libs/kernel/fraction.ts';
import { type ModulationRules, modulatedGains } from '#libs/statements/rules/yearly/quality-modulation.ts';

const RULES: ModulationRules = {
  combination: 'MODULATION',
  scoreCap: fraction(100),
  gate: null,
  qualityCents: fraction(500),
};
const B = fraction(1_000);

function modulated(score: number | undefined, rules: Partial<ModulationRules> = {}): Fraction {
  return modulatedGains(B, score === undefined ? undefined : fraction(score), { ...RULES, ...rules });
}

test('the gains are multiplied by the score over 100, a score above its cap counting as the cap', () => {
  expect(modulated(60)).toStrictEqual(fraction(600));
  expect(modulated(120)).toStrictEqual(B);
  expect(modulated(120, { scoreCap: fraction(110) })).toStrictEqual(fraction(1_100));
  expect(modulated(90, { scoreCap: fraction(60) })).toStrictEqual(fraction(600));
});

test('no score counts as zero', () => {
  expect(modulated(undefined)).toStrictEqual(ZERO);
});

test('for GAINS_ONLY the gains are paid whole, without a score too', () => {
  expect(modulated(60, { combination: 'GAINS_ONLY' })).toStrictEqual(B);
  expect(modulated(undefined, { combination: 'GAINS_ONLY' })).toStrictEqual(B);
});

test('for ADDITIVE the amount of quality is added by the score, also without a gain', () => {
  expect(modulated(60, { combination: 'ADDITIVE' })).toStrictEqual(fraction(1_300));
  expect(modulated(120, { combination: 'ADDITIVE' })).toStrictEqual(fraction(1_500));
  expect(modulated(undefined, { combination: 'ADDITIVE' })).toStrictEqual(B);
  expect(modulatedGains(ZERO, fraction(60), { ...RULES, combination: 'ADDITIVE' })).toStrictEqual(fraction(300));
});

test('a score below the gate pays nothing under any combination, and a score equal to it pays', () => {
  for (const combination of ['MODULATION', 'GAINS_ONLY', 'ADDITIVE'] as const) {
    const gate = { combination, gate: fraction(50) };
    expect(modulated(49, gate)).toStrictEqual(ZERO);
    expect(modulated(undefined, gate)).toStrictEqual(ZERO);
    const onIt = { MODULATION: fraction(500), GAINS_ONLY: B, ADDITIVE: fraction(1_250) }[combination];
    expect(modulated(50, gate)).toStrictEqual(onIt);
  }
});
