/** After a change, only the statements that depend on it are made again. */
import { expect, test } from '@jest/globals';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { type Period, periodText, periodsIn } from '#libs/kernel/period.ts';
import type { Pin } from '#libs/statements/calculated-statement.ts';
import { touchedStatements } from '#libs/statements/calculation/kept-statements.ts';
import type { KeptCalculation } from '#libs/statements/calculation/sums-kept.ts';
import { statementOf } from '#libs/statements/rules/families.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import { frame, q, regulationWith, required, roster } from '#test/support/enrolment.ts';

/** The fidelisation of a quarter is measured in the one two quarters before. */
const REGULATION = regulationWith({ fidelisation_lag_quarters: 2 });
const TEAM = roster('T1', { phases: [['FORFAIT', '2021-04-01']] });
const FRAME = frame([TEAM], ['2021-Q1', '2022-Q1'], {}, REGULATION);
const PERIODS = periodsIn('QUARTER', { from: q('2021-Q1'), to: q('2022-Q1') });

/**
 * The periods of the statements that a calculation makes, and the periods of all statements that it returns; each calculation is one day
 * after the last.
 */
function calculations() {
  const log = {} as EventStore;
  const running = new RunningSums();
  let day = dayFromText('2026-01-01');
  const { version, fingerprint } = REGULATION;
  const team = required(FRAME.teams.byId.get('T1'));
  return (update?: Omit<NonNullable<KeptCalculation['update']>, 'from'>) => {
    const pin: Pin = {
      knownOn: ++day,
      position: 1,
      regulationVersion: version,
      regulationFingerprint: fingerprint,
      rulesVersion: '2',
    };
    const maker = touchedStatements(
      log,
      {
        frame: FRAME,
        sums: running.sums,
        running,
        nextKnownOn: Infinity,
        identity: String(day),
        update: update && { from: String(day - 1), ...update },
      },
      pin,
    );
    const made: Period[] = [];
    const given = PERIODS.flatMap((period) => {
      const statement = maker(team, period, () => {
        made.push(period);
        return statementOf(team, period, running.sums, FRAME);
      });
      return statement === undefined ? [] : [statement];
    });
    expect(given.map(({ pin: of }) => of.knownOn)).toStrictEqual(given.map(() => day));
    return { made: made.map(periodText), given: given.map(({ period }) => period) };
  };
}

const ALL = PERIODS.map(periodText);
const DUE = ['2021-Q2', '2021-Q3', '2021-Q4', '2022-Q1'];
const NONE = { teams: new Set<string>(), sums: new Map<string, ReadonlySet<string>>() };

function sumsOf(team: string, period: string) {
  return { ...NONE, sums: new Map([[team, new Set([period])]]) };
}

test('the first calculation makes all statements; one on another day without changes makes none', () => {
  const calculate = calculations();
  expect(calculate()).toStrictEqual({ made: ALL, given: DUE });
  expect(calculate(NONE)).toStrictEqual({ made: [], given: DUE });
});

test('changed sums touch the statement of their period and the one whose fidelisation they measure', () => {
  const calculate = calculations();
  calculate();
  expect(calculate(sumsOf('T1', '2021-Q2')).made).toStrictEqual(['2021-Q2', '2021-Q4']);
  expect(calculate(sumsOf('T1', '2021-Q4')).made).toStrictEqual(['2021-Q4']);
  expect(calculate(sumsOf('T2', '2021-Q3'))).toStrictEqual({ made: [], given: DUE });
});

test('a change of a team or of the nation touches all of its statements', () => {
  const calculate = calculations();
  calculate();
  expect(calculate({ ...NONE, teams: new Set(['T2']) }).made).toStrictEqual([]);
  expect(calculate({ ...NONE, teams: new Set(['T1']) }).made).toStrictEqual(ALL);
  expect(calculate({ ...NONE, teams: 'all' }).made).toStrictEqual(ALL);
});
