/** The forfait is at most a multiple of the reference revenue. */
import { expect, test } from '@jest/globals';
import { fraction, fractionText } from '#libs/kernel/fraction.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { cap } from '#libs/statements/rules/quarterly/cap.ts';
import { oneTeam, q, regulationWith } from '#test/support/enrolment.ts';
import { quarterSums } from '#test/support/statements.ts';

const ACTS = { cap_rate: '6/5', cap_fallback: 'ACTS' };

function capped(parameters: JsonObject, revenue: number | undefined, base?: bigint) {
  const team = oneTeam(revenue === undefined ? {} : { revenue: [['2021-Q1', revenue]] }, regulationWith(parameters));
  const sums = quarterSums({}, base === undefined ? undefined : { base, paid: 0n });
  const found = cap(team, q('2021-Q1'), fraction(1000), sums);
  return [fractionText(found.capped), found.referenceCents];
}

test('the forfait is at most the rate times the reference revenue of the quarter', () => {
  expect(capped(ACTS, 500)).toStrictEqual(['600', 500n]);
  expect(capped(ACTS, 833)).toStrictEqual(['4998/5', 833n]);
  expect(capped(ACTS, 834)).toStrictEqual(['1000', 834n]);
});

test('no rate, no cap', () => {
  expect(capped({ cap_rate: null }, 500)).toStrictEqual(['1000', 500n]);
});

test('without a reference revenue, the fees of the substituted acts replace it, if positive', () => {
  expect(capped(ACTS, undefined, 500n)).toStrictEqual(['600', 500n]);
  expect(capped(ACTS, 100, 500n)).toStrictEqual(['120', 100n]);
  for (const base of [undefined, 0n, -500n]) expect(capped(ACTS, undefined, base)).toStrictEqual(['1000', undefined]);
});

test('no fallback and no reference revenue, no cap', () => {
  expect(capped({ cap_rate: '6/5', cap_fallback: 'NONE' }, undefined, 500n)).toStrictEqual(['1000', undefined]);
});
