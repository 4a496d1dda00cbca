/** The lines, flags and instalments of a quarterly statement, phase by phase. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Quarter, dayText } from '#libs/kernel/day.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { quarterlyStatement } from '#libs/statements/rules/quarterly/quarterly-statement.ts';
import { type Sums, type TeamQuarterSums, emptySums } from '#libs/statements/rules/sums.ts';
import {
  type National,
  type RosterFacts,
  frame,
  q,
  regulationWith,
  required,
  roster,
} from '#test/support/enrolment.ts';
import { linesOf, quarterSums, quarterly, rateOf } from '#test/support/statements.ts';

const NATIONAL: National = {
  thresholds: [['FLU65', 2020, '50', '75']],
  poverty: [['01283', 2019, '20']],
};
const SCORED: RosterFacts = { quality: [[2020, 'FLU65', 50, 100]] };

interface Given {
  readonly phase: string;
  readonly facts?: RosterFacts;
  readonly national?: National;
  readonly parameters?: JsonObject;
  readonly own?: ReturnType<typeof quarterSums>;
  readonly earlier?: ReturnType<typeof quarterSums>;
}

function statement({ phase, facts = {}, national = NATIONAL, parameters = {}, own, earlier }: Given) {
  const scheme = phase === 'FORFAIT_STARTUP' ? 'PRIMORDIAL' : 'PEPS';
  const team = roster('T1', { scheme, phases: [[phase, '2021-01-01']], ...facts });
  const made = frame([team], ['2021-Q1', '2021-Q1'], national, regulationWith(parameters));
  const sums: Sums = emptySums();
  const quarters = new Map<Quarter, TeamQuarterSums>();
  if (own !== undefined) quarters.set(q('2021-Q1'), own);
  if (earlier !== undefined) quarters.set(q('2020-Q4'), earlier);
  sums.quarters.set('T1', quarters);
  return quarterly(made, 'T1', '2021-Q1', sums);
}

/** G = 1000.50 euros, L = 3/4. */
const OWN = () =>
  quarterSums(
    { patients: 3, weightedCents: [400_200n, 0n, 0n], insideCents: 40_000n },
    { base: 50_000n, paid: 33_333n },
  );
const EARLIER = quarterSums({ insideCents: 300n, outsideCents: 100n, measuredActs: 10 });

test('in FORFAIT the lines go from the capitation to the double payment, zeros included', () => {
  const found = statement({ phase: 'FORFAIT', facts: SCORED, own: OWN(), earlier: EARLIER });
  // 100050; × 3/4 = 75037.5; × 26/25 = 78039; × (1 + 1/40) = 79989.975.
  expect(linesOf(found)).toStrictEqual([
    'CAPITATION 100050',
    'FIDELISATION -25012',
    'LOCAL 3001',
    'QUALITY 1951',
    'CAP 0',
    'STARTUP_CREDIT 0',
    'DOUBLE_PAYMENT -33333',
  ]);
  expect(found.totalCents).toBe(46_657n);
  expect([rateOf(found, 'FIDELISATION_RATE'), rateOf(found, 'QUALITY_SCORE')]).toStrictEqual(['3/4', '50']);
});

test('each line is a difference of rounded amounts, so that a half cent is never rounded twice', () => {
  const found = statement({
    phase: 'FORFAIT',
    own: quarterSums({ weightedCents: [2n, 0n, 0n] }),
    earlier: EARLIER,
  });
  // G = 0.5 → 1; GL = 0.375 → 0; GLT = 0.39 → 0.
  expect(linesOf(found).slice(0, 3)).toStrictEqual(['CAPITATION 1', 'FIDELISATION -1', 'LOCAL 0']);
});

test('the cap removes the amount above its rate times the reference revenue', () => {
  const found = statement({
    phase: 'FORFAIT',
    facts: { ...SCORED, revenue: [['2021-Q1', 50_001]] },
    parameters: { cap_rate: '6/5' },
    own: OWN(),
    earlier: EARLIER,
  });
  // 6/5 × 50001 = 60001.2
  expect(linesOf(found)[4]).toBe(`CAP ${60_001 - 79_990}`);
  expect([rateOf(found, 'CAP_RATE'), rateOf(found, 'CAP_REFERENCE_CENTS')]).toStrictEqual(['6/5', '50001']);
});

test('a missing reference revenue is flagged, and there is no cap', () => {
  const found = statement({ phase: 'FORFAIT', parameters: { cap_rate: '6/5', cap_fallback: 'NONE' }, own: OWN() });
  expect(linesOf(found)[4]).toBe('CAP 0');
  expect(found.flags).toContain('CAP_REFERENCE_MISSING');
});

test('a text without a cap needs no reference revenue', () => {
  expect(statement({ phase: 'FORFAIT', own: OWN() }).flags).not.toContain('CAP_REFERENCE_MISSING');
});

test('FORFAIT_STARTUP pays the presumed supplement and needs no score', () => {
  const found = statement({ phase: 'FORFAIT_STARTUP', own: OWN(), earlier: EARLIER });
  expect(rateOf(found, 'QUALITY_RATE')).toBe('1/20');
  expect(found.flags).not.toContain('QUALITY_MISSING');
  expect(found.lines.map(({ line }) => line)).toStrictEqual([
    'CAPITATION',
    'FIDELISATION',
    'LOCAL',
    'QUALITY',
    'CAP',
    'STARTUP_CREDIT',
    'DOUBLE_PAYMENT',
  ]);
});

test('in TRANSITION the acts paid are taken off the simulated forfait', () => {
  const found = statement({ phase: 'TRANSITION', facts: SCORED, own: OWN(), earlier: EARLIER });
  expect(linesOf(found).slice(4)).toStrictEqual(['FEE_FOR_SERVICE_OFFSET -40000', 'FLOOR 0', 'STARTUP_CREDIT 0']);
  expect(found.totalCents).toBe(39_990n);
});

test('in TRANSITION a negative result is lifted to zero before the credits', () => {
  const found = statement({
    phase: 'TRANSITION',
    facts: { ...SCORED, credits: [['2021-02-15', 'amorçage', 700]] },
    own: quarterSums({ weightedCents: [400_200n, 0n, 0n], insideCents: 90_000n }),
    earlier: EARLIER,
  });
  expect(linesOf(found).slice(4)).toStrictEqual(['FEE_FOR_SERVICE_OFFSET -90000', 'FLOOR 10010', 'STARTUP_CREDIT 700']);
  expect(found.totalCents).toBe(700n);
});

test('in TRANSITION a cap is neither applied nor reported as missing', () => {
  const found = statement({ phase: 'TRANSITION', parameters: { cap_rate: '6/5' }, own: OWN() });
  expect(found.flags).not.toContain('CAP_REFERENCE_MISSING');
  expect(rateOf(found, 'CAP_RATE')).toBeUndefined();
});

test('SETUP has only the credits, and only the eligibility flags', () => {
  const found = statement({
    phase: 'SETUP',
    facts: {
      credits: [
        ['2021-01-01', 'a', 700],
        ['2021-03-31', 'b', -200],
        ['2021-04-01', 'c', 1],
      ],
    },
    national: {},
  });
  expect(linesOf(found)).toStrictEqual(['STARTUP_CREDIT 500']);
  expect(found.flags).toStrictEqual(['ELIGIBILITY_PATIENTS', 'ELIGIBILITY_PROFESSIONALS']);
  expect(found.rates).toStrictEqual([]);
});

test('missing data is flagged, and flags are sorted', () => {
  const found = statement({ phase: 'FORFAIT', national: {} });
  expect(found.flags).toStrictEqual([
    'ELIGIBILITY_PATIENTS',
    'ELIGIBILITY_PROFESSIONALS',
    'NO_FIDELISATION_DATA',
    'POVERTY_RATE_MISSING',
    'QUALITY_MISSING',
  ]);
});

test('a team that is not in the experiment on the first day has no statement', () => {
  const team = roster('T1', {
    phases: [
      ['FORFAIT', '2020-01-01'],
      ['LEFT', '2021-01-01'],
    ],
  });
  const made = frame([team], ['2020-Q4', '2021-Q1']);
  const own = required(made.teams.byId.get('T1'));
  expect(quarterlyStatement(own, q('2020-Q4'), emptySums(), made)).not.toBeUndefined();
  expect(quarterlyStatement(own, q('2021-Q1'), emptySums(), made)).toBeUndefined();
});

test('the text is the latest in force on the first day of the quarter', () => {
  const team = roster('T1', { phases: [['FORFAIT', '2022-07-01']] });
  const made = frame([team], ['2022-Q4', '2023-Q1']);
  expect(quarterly(made, 'T1', '2022-Q4', emptySums()).text).toBe('PEPS-2019');
  expect(quarterly(made, 'T1', '2023-Q1', emptySums()).text).toBe('PEPS-2022');
});

test('the instalments are of the total without credits, each credit on its own day', () => {
  const found = statement({
    phase: 'FORFAIT_STARTUP',
    facts: { credits: [['2021-02-28', 'a', 500]] },
    own: quarterSums({ weightedCents: [400n, 0n, 0n] }),
    earlier: EARLIER,
  });
  // 100 × 1 (floor 1) × 26/25 × 21/20 = 109.2
  expect(found.instalments.map(({ dueOn, kind, amountCents }) => [dayText(dueOn), kind, amountCents])).toStrictEqual([
    ['2021-01-31', 'INSTALMENT', 36n],
    ['2021-02-28', 'INSTALMENT', 36n],
    ['2021-02-28', 'STARTUP_CREDIT', 500n],
    ['2021-03-31', 'INSTALMENT', 37n],
  ]);
});

test('leaves out an act ledger line without acts', () => {
  const own = quarterSums({});
  own.ledger.set('LEAKAGE/', { class: 'LEAKAGE', reason: '', acts: 0, baseCents: 0n, paidCents: 0n });
  own.ledger.set('SUBSTITUTED/', { class: 'SUBSTITUTED', reason: '', acts: 2, baseCents: 0n, paidCents: 0n });
  expect(statement({ phase: 'FORFAIT', own }).ledger.map((line) => line.class)).toStrictEqual(['SUBSTITUTED']);
});

test('lines and instalments add up to the total, for any sums', () => {
  const cents = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const signed = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
  fc.assert(
    fc.property(
      fc.constantFrom('SETUP', 'TRANSITION', 'FORFAIT', 'FORFAIT_STARTUP'),
      fc.tuple(cents, cents, cents),
      fc.tuple(signed, signed, cents, cents),
      fc.option(fc.integer({ min: 1, max: 10 ** 9 }), { nil: undefined }),
      fc.integer({ min: -(10 ** 6), max: 10 ** 6 }),
      (phase, weighted, [inside, paid, earlierInside, earlierOutside], revenue, credit) => {
        const found = statement({
          phase,
          facts: {
            ...SCORED,
            ...(revenue === undefined ? {} : { revenue: [['2021-Q1', revenue]] }),
            credits: credit === 0 ? [] : [['2021-02-10', 'a', credit]],
          },
          parameters: { cap_rate: '6/5' },
          own: quarterSums({ weightedCents: weighted, insideCents: inside }, { base: paid, paid }),
          earlier: quarterSums({ insideCents: earlierInside, outsideCents: earlierOutside, measuredActs: 10 }),
        });
        const add = (list: readonly { amountCents: bigint }[]) =>
          list.reduce((so, { amountCents }) => so + amountCents, 0n);
        expect(add(found.lines)).toBe(found.totalCents);
        expect(add(found.instalments)).toBe(found.totalCents);
      },
    ),
    { numRuns: 60 },
  );
});
