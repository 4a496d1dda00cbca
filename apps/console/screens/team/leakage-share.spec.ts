/** The leakage of a quarter. */
import { expect, test } from '@jest/globals';
import { leakageCents, leakageShare } from '#apps/console/screens/team/leakage-share.ts';
import type { QuarterLedger } from '#apps/console/screens/team/queries.ts';

type Line = QuarterLedger['lines'][number];

const OTHER_ACTS: Line = {
  class: 'FEE_FOR_SERVICE',
  reason: 'PATIENT_NOT_LISTED',
  acts: 1,
  baseCents: '9900',
  paidCents: '9900',
};

function quarter(phase: string, leakage: string, substituted: string): QuarterLedger {
  const line = (actClass: Line['class'], baseCents: string): Line => ({
    ...{ class: actClass, reason: '', acts: 1, baseCents, paidCents: '1' },
  });
  const lines = [line('SUBSTITUTED', substituted), line('LEAKAGE', leakage), OTHER_ACTS];
  return { period: '2021-Q1', phase, lines };
}

test('is the base of acts done elsewhere, relative to the acts that the forfait replaces', () => {
  expect(leakageCents(quarter('FORFAIT', '1000', '2000'))).toBe(1000n);
  expect(leakageShare(quarter('FORFAIT', '1000', '2000'))).toBe('3333');
  expect(leakageShare(quarter('FORFAIT_STARTUP', '0', '2000'))).toBe('0');
});

test('has no share before the forfait, without acts, or if more was reversed than done', () => {
  expect(leakageCents(quarter('TRANSITION', '1000', '0'))).toBe(1000n);
  for (const none of [
    quarter('TRANSITION', '1000', '0'),
    quarter('FORFAIT', '0', '0'),
    quarter('FORFAIT', '-100', '2000'),
    quarter('FORFAIT', '2000', '-100'),
  ])
    expect(leakageShare(none)).toBeUndefined();
});
