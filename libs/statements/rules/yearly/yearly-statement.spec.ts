/** The lines, flags and instalments of a yearly statement. */
import { expect, test } from '@jest/globals';
import { dayText } from '#libs/kernel/day.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { withOverrides } from '#libs/regulation/overrides.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { type GroupYearSums, emptyGroupYear, emptySums } from '#libs/statements/rules/sums.ts';
import { yearlyStatement } from '#libs/statements/rules/yearly/yearly-statement.ts';
import { type RosterFacts, frame, regulationWith, required, roster } from '#test/support/enrolment.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { linesOf, rateOf, yearly } from '#test/support/statements.ts';

const SCORED: RosterFacts = { quality: [[2021, 'FLU65', 50, 100]] };

function statement(own: Partial<GroupYearSums>, facts: RosterFacts = SCORED, parameters: JsonObject = {}) {
  const group = roster('G1', { scheme: 'IPEP', phases: [['ACTIVE', '2020-01-01']], ...facts });
  const made = frame(
    [group],
    ['2021-Q1', '2021-Q4'],
    { thresholds: [['FLU65', 2021, '50', '75']] },
    regulationWith({ quality_weights: { without: [100, 0], with: [100, 0] }, experience_points: 0, ...parameters }),
  );
  const sums = emptySums();
  sums.years.set('G1', new Map([[2021, { ...emptyGroupYear(), ...own }]]));
  return yearly(made, 'G1', 2021, sums);
}

/** e = 30 euros, and v = 18 for GAP_CHANGE. */
const GAINS: Partial<GroupYearSums> = {
  patients: 12_000,
  current: { patients: 2, observedCents: 20_000n, expectedCents: 26_000n },
  previous: { patients: 1, observedCents: 10_000n, expectedCents: 11_200n },
};

test('the lines are the two gains, the modulation by quality and the credits', () => {
  const found = statement(GAINS, { ...SCORED, credits: [['2021-06-30', 'amorçage', 500]] });
  // Gains of 30 and 18 euros for 12,000 patients: 60,000 and 72,000 euros; a score of 50.
  expect(linesOf(found)).toStrictEqual([
    'ECART 6000000',
    'EVOLUTION 7200000',
    'QUALITY_MODULATION -6600000',
    'STARTUP_CREDIT 500',
  ]);
  expect(found.totalCents).toBe(6_600_500n);
  expect(found.phase).toBe('ACTIVE');
});

test('the total without credits is due on 31 December of the year after, each credit on its day', () => {
  const found = statement(GAINS, {
    ...SCORED,
    credits: [
      ['2021-06-30', 'a', 500],
      ['2022-01-01', 'next year', 9],
    ],
  });
  expect(found.instalments.map(({ dueOn, kind, amountCents }) => [dayText(dueOn), kind, amountCents])).toStrictEqual([
    ['2021-06-30', 'STARTUP_CREDIT', 500n],
    ['2022-12-31', 'INSTALMENT', 6_600_000n],
  ]);
});

test('a missing score is flagged and makes the gains zero, except for GAINS_ONLY', () => {
  const none = statement(GAINS, {});
  expect(linesOf(none)[2]).toBe('QUALITY_MODULATION -13200000');
  expect(none.flags).toContain('QUALITY_MISSING');
  const only = statement(GAINS, {}, { combination: 'GAINS_ONLY' });
  expect(linesOf(only)[2]).toBe('QUALITY_MODULATION 0');
  expect(only.flags).toContain('QUALITY_MISSING');
});

test('the cap is a line if the text has one, and the amount above it is not paid', () => {
  // 12,000 patients × 13,000 cents expected × 1/100 = 1,560,000 cents; C = 6,600,000.
  const found = statement(GAINS, SCORED, { payment_cap_rate: '1/100' });
  expect(linesOf(found).slice(2)).toStrictEqual(['QUALITY_MODULATION -6600000', 'CAP -5040000', 'STARTUP_CREDIT 0']);
  expect(found.totalCents).toBe(1_560_000n);
  expect(rateOf(found, 'PAYMENT_CAP_CENTS')).toBe('1560000');
  const unknown = statement({ patients: 3, spendingMissing: 3 }, SCORED, { payment_cap_rate: '1/100' });
  expect(linesOf(unknown)[3]).toBe('CAP 0');
  expect(unknown.flags).toContain('CAP_REFERENCE_MISSING');
});

test('both gains are zero without a patient to compare', () => {
  const found = statement({ patients: 3, spendingMissing: 3 });
  expect(linesOf(found).slice(0, 3)).toStrictEqual(['ECART 0', 'EVOLUTION 0', 'QUALITY_MODULATION 0']);
  expect(found.flags).toStrictEqual(['ELIGIBILITY_PATIENTS', 'PREVIOUS_YEAR_MISSING', 'SPENDING_MISSING']);
});

test('only the evolution gain is zero without a patient to compare the year before', () => {
  const found = statement({ ...GAINS, previous: emptyGroupYear().previous });
  expect(linesOf(found).slice(0, 2)).toStrictEqual(['ECART 6000000', 'EVOLUTION 0']);
  expect(found.flags).toStrictEqual(['PREVIOUS_YEAR_MISSING']);
});

test('a negative evolution does not reduce the level gain', () => {
  const found = statement({ ...GAINS, previous: { patients: 1, observedCents: 0n, expectedCents: 99_999n } });
  expect(linesOf(found).slice(0, 2)).toStrictEqual(['ECART 6000000', 'EVOLUTION 0']);
});

test('a list of exactly the required number is too short for the boundary gt, which a group has unless it names another', () => {
  const flags = (patients: number) => statement({ ...GAINS, patients }).flags;
  expect(flags(5_000)).toStrictEqual(['ELIGIBILITY_PATIENTS']);
  expect(flags(5_001)).toStrictEqual([]);
  const unnamed = (patients: number) =>
    statement({ ...GAINS, patients }, SCORED, { eligibility: { patients: 5 } }).flags;
  expect([unnamed(5), unnamed(6)]).toStrictEqual([['ELIGIBILITY_PATIENTS'], []]);
});

test('patients without a national mean are flagged', () => {
  expect(statement({ ...GAINS, nationalSpendingMissing: 1 }).flags).toStrictEqual(['NATIONAL_SPENDING_MISSING']);
});

test('the statement shows the gains within their bounds', () => {
  const found = statement(GAINS, SCORED, { gain_cap_rate: '1/10' });
  expect([rateOf(found, 'LEVEL_GAIN_CENTS'), rateOf(found, 'EVOLUTION_GAIN_CENTS')]).toStrictEqual(['1300', '1300']);
});

test('a group has a statement only for a year in which it is active on 1 January and on 31 December', () => {
  const group = roster('G1', {
    scheme: 'IPEP',
    phases: [
      ['ACTIVE', '2020-01-01'],
      ['LEFT', '2022-10-01'],
      ['ACTIVE', '2023-01-01'],
    ],
  });
  const made = frame([group], ['2019-Q1', '2023-Q4']);
  const team = required(made.teams.byId.get('G1'));
  const has = (year: number): boolean => yearlyStatement(team, year, emptySums(), made) !== undefined;
  expect([2019, 2020, 2021, 2022, 2023].map(has)).toStrictEqual([false, true, true, false, true]);
});

test('each parameter has its value of the first day of the year', () => {
  const from = (day: string) => {
    const of = { scheme: 'IPEP', from: day };
    const overrides = [
      { ...of, parameter: 'share_ecart', value: '0' },
      { ...of, parameter: 'share_evolution', value: '1' },
    ];
    const regulation = loadRegulation(withOverrides(SHIPPED, { overrides }));
    const made = frame(
      [roster('G1', { scheme: 'IPEP', phases: [['ACTIVE', '2020-01-01']] })],
      ['2021-Q1', '2021-Q4'],
      {},
      regulation,
    );
    const sums = emptySums();
    sums.years.set('G1', new Map([[2021, { ...emptyGroupYear(), ...GAINS }]]));
    return linesOf(yearly(made, 'G1', 2021, sums))[0];
  };
  expect(from('2021-01-01')).toBe('ECART 0');
  expect(from('2021-01-02')).toBe(from('2030-01-01'));
  expect(from('2021-01-02')).not.toBe('ECART 0');
});
