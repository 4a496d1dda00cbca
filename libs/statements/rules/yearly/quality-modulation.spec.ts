import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Fraction, ZERO, fraction } from '#libs/kernel/fraction.ts';
import { type ModulationRules, modulatedGains } from '#libs/statements/rules/yearly/quality-modulation.ts';

const RULES: ModulationRules = { combination: 'MODULATION', scoreCap: fraction(100), gate: null };
const B = fraction(1_000);

function modulated(score: number | undefined, rules: Partial<ModulationRules> = {}): Fraction {
  return modulatedGains(B, score === undefined ? undefined : fraction(score), { ...RULES, ...rules });
}

test('the gains are multiplied by the score over 100, a score above its cap counting as the cap', () => {
  assert.deepEqual(modulated(60), fraction(600));
  assert.deepEqual(modulated(120), B);
  assert.deepEqual(modulated(120, { scoreCap: fraction(110) }), fraction(1_100));
  assert.deepEqual(modulated(90, { scoreCap: fraction(60) }), fraction(600));
});

test('no score counts as zero', () => {
  assert.deepEqual(modulated(undefined), ZERO);
});

test('for GAINS_ONLY the gains are paid whole, without a score too', () => {
  assert.deepEqual(modulated(60, { combination: 'GAINS_ONLY' }), B);
  assert.deepEqual(modulated(undefined, { combination: 'GAINS_ONLY' }), B);
});

test('a score below the gate makes the gains zero, for GAINS_ONLY too, and one on it does not', () => {
  for (const combination of ['MODULATION', 'GAINS_ONLY'] as const) {
    const gate = { combination, gate: fraction(50) };
    assert.deepEqual(modulated(49, gate), ZERO);
    assert.deepEqual(modulated(undefined, gate), ZERO);
    assert.deepEqual(modulated(50, gate), combination === 'GAINS_ONLY' ? B : fraction(500));
  }
});
