/** The quality supplement follows the score of the year before. */
import { expect, test } from '@jest/globals';
import { fractionText } from '#libs/kernel/fraction.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { qualityRate } from '#libs/statements/rules/quarterly/quality-supplement.ts';
import { frame, q, regulationWith, required, roster } from '#test/support/enrolment.ts';

const THRESHOLDS = [['FLU65', 2020, '50', '75']] as const;

function rate(parameters: JsonObject, phase: string, measured: number | undefined) {
  const regulation = regulationWith({ quality_max_rate: '1/20', ...parameters });
  const team = roster('T1', {
    phases: [[phase, '2020-01-01']],
    quality: measured === undefined ? [] : [[2020, 'FLU65', measured, 100]],
  });
  const made = frame([team], ['2021-Q1', '2021-Q1'], { thresholds: THRESHOLDS }, regulation);
  const found = qualityRate(required(made.teams.byId.get('T1')), q('2021-Q1'), made);
  const score = found.used?.score;
  return [fractionText(found.rate), score === undefined ? undefined : fractionText(score)];
}

test('the supplement is the greatest rate times the score of the year before', () => {
  expect(rate({}, 'FORFAIT', 50)).toStrictEqual(['1/40', '50']);
  expect(rate({}, 'FORFAIT', 80)).toStrictEqual(['1/20', '100']);
  expect(rate({}, 'TRANSITION', 50)).toStrictEqual(['1/40', '50']);
});

test('a score above 100 points counts as 100', () => {
  const weights = { quality_weights: { without: [150, 0], with: [150, 0] } };
  expect(rate(weights, 'FORFAIT', 80)).toStrictEqual(['1/20', '150']);
});

test('without a score there is no supplement', () => {
  expect(rate({}, 'FORFAIT', undefined)).toStrictEqual(['0', undefined]);
});

test('in FORFAIT_STARTUP the presumed rate is paid without measurement, and in no other phase', () => {
  const presumed = { quality_presumed_rate: '1/25' };
  expect(rate(presumed, 'FORFAIT_STARTUP', 50)).toStrictEqual(['1/25', undefined]);
  expect(rate(presumed, 'FORFAIT', 50)).toStrictEqual(['1/40', '50']);
  expect(rate({ quality_presumed_rate: null }, 'FORFAIT_STARTUP', 50)).toStrictEqual(['1/40', '50']);
});
