/** Laws of the sums: order does not matter, and a contribution that was added can be subtracted. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ActLedgerEntry } from '#libs/acts/act-ledger.ts';
import { quarterFromText } from '#libs/kernel/day.ts';
import type { ComparedSpending, GroupYearShare } from '#libs/spending/group-year.ts';
import type { Contribution } from '#libs/statements/rules/patient-contribution.ts';
import type { OwnRate } from '#libs/statements/rules/quarterly/own-fidelisation.ts';
import type { PresenceShare } from '#libs/statements/rules/quarterly/presence.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import { type Sums, emptyTeamQuarter, sumsOfQuarter } from '#libs/statements/rules/sums.ts';

const cents = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
const team = fc.constantFrom('T1', '12n', 'É 2');
const quarter = fc.constantFrom('2020-Q4', '2021-Q1').map(quarterFromText);
const ownRate: fc.Arbitrary<OwnRate> = fc.record({
  insideCents: cents,
  outsideCents: cents,
  acts: fc.nat(20),
  measured: fc.boolean(),
  tenThousandths: fc.nat(10_000),
  isBelowFloor: fc.boolean(),
});
const presence: fc.Arbitrary<PresenceShare> = fc.record(
  {
    team,
    quarter,
    days: fc.integer({ min: 1, max: 92 }),
    yearlyCents: fc.bigInt({ min: 0n, max: 10n ** 15n }),
    comorbidity: fc.constantFrom(0 as const, 1 as const, 2 as const),
    profile: fc.nat(63),
    ownRate,
  },
  { requiredKeys: ['team', 'quarter', 'days', 'yearlyCents', 'comorbidity', 'profile'] },
);
const entry: fc.Arbitrary<ActLedgerEntry> = fc.record({
  actId: fc.string({ maxLength: 3 }),
  team,
  quarter,
  class: fc.constantFrom('SUBSTITUTED' as const, 'LEAKAGE' as const, 'FEE_FOR_SERVICE' as const),
  reason: fc.constantFrom('' as const, 'OUT_OF_SCOPE_ACT' as const),
  baseCents: cents,
  paidCents: cents,
  side: fc.constantFrom('INSIDE' as const, 'OUTSIDE' as const, undefined),
  reversal: fc.boolean(),
});
const compared: fc.Arbitrary<ComparedSpending | undefined> = fc.option(
  fc.record({ observedCents: cents, expectedCents: cents }),
  { nil: undefined },
);
const share: fc.Arbitrary<GroupYearShare> = fc.record({
  team,
  year: fc.constantFrom(2020, 2021),
  listed: fc.boolean(),
  profile: fc.option(fc.nat(63), { nil: undefined }),
  spendingMissing: fc.boolean(),
  nationalSpendingMissing: fc.boolean(),
  current: compared,
  previous: compared,
});
const contribution: fc.Arbitrary<Contribution> = fc.record({
  presences: fc.array(presence, { maxLength: 3 }),
  entries: fc.array(entry, { maxLength: 4 }),
  years: fc.array(share, { maxLength: 2 }),
});
const contributions = fc.array(contribution, { maxLength: 6 });

/** The sums one by one, by team and period. */
function flat<T>(sums: ReadonlyMap<string, ReadonlyMap<number, T>>): ReadonlyMap<string, T> {
  return new Map(
    [...sums].flatMap(([team, parts]) => [...parts].map(([at, part]) => [`${at} ${team}`, part] as const)),
  );
}

function running(parts: readonly Contribution[]): RunningSums {
  const sums = new RunningSums();
  for (const part of parts) sums.add(part);
  return sums;
}

function sumsOf(parts: readonly Contribution[]): Sums {
  return running(parts).sums;
}

test('sums do not depend on the order in which the contributions are added', () => {
  fc.assert(
    fc.property(
      contributions.chain((parts) =>
        fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length })),
      ),
      ([parts, shuffled]) => {
        expect(sumsOf(shuffled)).toStrictEqual(sumsOf(parts));
      },
    ),
  );
});

test('a contribution added and subtracted again changes no sum', () => {
  fc.assert(
    fc.property(contributions, contribution, (parts, more) => {
      const [before, after] = [sumsOf(parts), running(parts)];
      after.add(more);
      after.subtract(more);
      const { sums } = after;
      const [quarters, years] = [flat(before.quarters), flat(before.years)];
      for (const [key, found] of flat(sums.quarters)) {
        const { ledger, ...figures } = found;
        const { ledger: ledgerBefore, ...figuresBefore } = quarters.get(key) ?? { ledger: new Map() };
        const { ledger: _, ...zero } = emptyTeamQuarter();
        expect(figures).toStrictEqual(quarters.has(key) ? figuresBefore : zero);
        expect(ledger).toStrictEqual(ledgerBefore);
      }
      for (const [key, found] of flat(sums.years)) {
        const none = { patients: 0, observedCents: 0n, expectedCents: 0n };
        const zero = { patients: 0, spendingMissing: 0, nationalSpendingMissing: 0, current: none, previous: none };
        expect(found).toStrictEqual(years.get(key) ?? zero);
      }
    }),
  );
});

test('replacing a contribution gives the same sums as starting with the new one', () => {
  fc.assert(
    fc.property(contributions, contribution, contribution, (parts, old, other) => {
      const replaced = running([old, ...parts]);
      replaced.subtract(old);
      replaced.add(other);
      const { sums } = replaced;
      const afresh = sumsOf([...parts, other]);
      const [quarters, years] = [flat(sums.quarters), flat(sums.years)];
      for (const [key, expected] of flat(afresh.quarters)) {
        const { ledger, ...figures } = quarters.get(key) ?? assert.fail(key);
        const { ledger: expectedLedger, ...expectedFigures } = expected;
        expect(figures).toStrictEqual(expectedFigures);
        for (const [name, line] of expectedLedger) expect(ledger.get(name)).toStrictEqual(line);
      }
      for (const [key, expected] of flat(afresh.years)) expect(years.get(key)).toStrictEqual(expected);
    }),
  );
});

test('the sums of parts of the contributions, added in any order, are the sums of all', () => {
  fc.assert(
    fc.property(fc.array(contributions, { maxLength: 4 }), (parts) => {
      const sums = new RunningSums();
      for (const part of parts.toReversed()) sums.join(running(part));
      expect(sums.sums).toStrictEqual(sumsOf(parts.flat()));
    }),
  );
});

test('sums are the same after they were written as text and added up again', () => {
  fc.assert(
    fc.property(contributions, contributions, (parts, others) => {
      const sums = new RunningSums();
      for (const part of [parts, others]) sums.addText(running(part).text);
      expect(sums.sums).toStrictEqual(sumsOf([...parts, ...others]));
    }),
  );
});

test('reversals count as acts in the act ledger, and not as measured acts', () => {
  const act = {
    actId: 'A1',
    team: 'T1',
    quarter: quarterFromText('2021-Q1'),
    class: 'SUBSTITUTED',
    reason: '',
    side: 'INSIDE',
  } as const;
  const sums = sumsOf([
    {
      presences: [],
      years: [],
      entries: [
        { ...act, baseCents: 2500, paidCents: 1650, reversal: false },
        { ...act, actId: 'A2', baseCents: -2500, paidCents: -1650, reversal: true },
      ],
    },
  ]);
  const found = sumsOfQuarter(sums, 'T1', quarterFromText('2021-Q1'));
  expect(found?.measuredActs).toBe(1);
  expect(found?.ledger.get('SUBSTITUTED/')).toStrictEqual({
    class: 'SUBSTITUTED',
    reason: '',
    acts: 2,
    baseCents: 0n,
    paidCents: 0n,
  });
});
