/** A period after the last day of a text is flagged, in every phase. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { schemeOf } from '#libs/regulation/regulation.ts';
import { endFlags } from '#libs/statements/rules/end-of-text.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';
import { REGULATION, frame, required, roster } from '#test/support/enrolment.ts';
import { quarterly, sumsOf } from '#test/support/statements.ts';

function flags(scheme: string, first: string) {
  return endFlags(schemeOf(REGULATION, scheme), dayFromText(first), CURRENT_RULES);
}

test('a period is flagged if its text ended before its first day', () => {
  expect(flags('PEPS', '2026-07-01')).toStrictEqual([]);
  expect(flags('PEPS', '2026-07-03')).toStrictEqual([]);
  expect(flags('PEPS', '2026-07-04')).toStrictEqual(['SCHEME_ENDED']);
  expect(flags('PRIMORDIAL', '2027-01-01')).toStrictEqual(['SCHEME_ENDED']);
  expect(flags('IPEP', '2030-01-01')).toStrictEqual([]);
});

test('in SETUP too', () => {
  const made = frame([roster('T1', { phases: [['SETUP', '2026-01-01']] })], ['2026-Q3', '2026-Q4']);
  const flagsOf = (quarter: string) => required(quarterly(made, 'T1', quarter, sumsOf(made, []))).flags;
  expect(flagsOf('2026-Q3')).not.toContain('SCHEME_ENDED');
  expect(flagsOf('2026-Q4')).toContain('SCHEME_ENDED');
});
