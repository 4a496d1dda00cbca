/**
 * Every indicator of a team by year, with its distance to the next rating and the value of that rating: the statements that use the score
 * of the year are calculated again with a result on the next threshold, and no other change.
 */
import { type QualityResult, type Team, qualityKey } from '#libs/enrolment/teams.ts';
import { hasStatement } from '#libs/enrolment/statement-periods.ts';
import { type Day, quarter } from '#libs/kernel/day.ts';
import {
  type Period,
  firstDayOfPeriod,
  lastDayOfPeriod,
  periodFromText,
  periodText,
  quarterPeriod,
  yearPeriod,
} from '#libs/kernel/period.ts';
import { memoised, memoisedOnce } from '#libs/kernel/memo.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { type ResultChange, type NextRating, changeSince, nextRating, resultOn } from '#libs/quality/next-rating.ts';
import { type RatedYear, type RatedYears, exactThreshold } from '#libs/quality/rated-years.ts';
import { traitsOf } from '#libs/regulation/families.ts';
import { type Indicator, valueOn } from '#libs/regulation/regulation.ts';
import { statementOf } from '#libs/statements/rules/families.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import type { Sums } from '#libs/statements/rules/sums.ts';

/** The statements that use the score of a year, and their sum now and at the next rating. */
interface Worth {
  readonly periods: readonly string[];
  readonly amountCents: bigint;
  readonly nextCents: bigint;
}

export interface FollowedIndicator extends RatedYear {
  readonly indicator: Indicator;
  /** Since the year before. */
  readonly change: ResultChange | undefined;
  readonly next: NextRating | undefined;
  /** Undefined at the target, without a rating, and while no statement rests on the year. Calculated when it is first read. */
  readonly worth: Worth | undefined;
}

/** The input for the values: the sums belong to the team. */
interface CalculatedTeam {
  readonly team: Team;
  readonly frame: Frame;
  readonly sums: Sums;
}

/** Ordered by year, then as in the regulation. `known`: the day of knowledge. */
export function followedIndicators(rated: RatedYears, calculated: CalculatedTeam): readonly FollowedIndicator[] {
  const { team } = calculated;
  const unchanged = totalsOf(calculated);
  const all = rated.indicators.flatMap(({ indicator, years }) =>
    years.map((one): FollowedIndicator => {
      const before = team.quality.get(qualityKey(one.year - 1, indicator.id));
      const next = nextRating(one.result, one.threshold && exactThreshold(one.threshold), one.rating);
      const change = changeSince(one.result, before, indicator.direction);
      const worth = memoisedOnce(() => ({
        found: next === undefined ? undefined : worthOf([one.year, indicator], next, calculated, unchanged),
      }));
      return {
        ...one,
        indicator,
        change,
        next,
        // A page of a list needs few of them, and each is two calculations of its statements.
        get worth() {
          return worth().found;
        },
      };
    }),
  );
  return all.sort((a, b) => a.year - b.year);
}

/** The amount of the statement of a period, 0 without one. */
type TotalOf = (period: Period) => bigint;

function amounts({ team, frame, sums }: CalculatedTeam): TotalOf {
  return (period) => statementOf(team, period, sums, frame)?.totalCents ?? 0n;
}

/** Calculates each statement once: all indicators of a year compare with the same ones. */
function totalsOf(calculated: CalculatedTeam): TotalOf {
  const totalOf = amounts(calculated);
  const ofText = memoised((period: string) => totalOf(periodFromText(period)));
  return (period) => ofText(periodText(period));
}

function worthOf(
  [year, { id }]: readonly [year: number, Indicator],
  next: NextRating,
  calculated: CalculatedTeam,
  unchanged: TotalOf,
): Worth | undefined {
  const { team, frame } = calculated;
  const periods = periodsOfScore(team, year, frame.known.day);
  if (periods.length === 0) return undefined;
  // One team for all periods with the same least denominator: its score is worked out once.
  const improved = memoised((least: number) =>
    amounts({ ...calculated, team: withResult(team, qualityKey(year, id), resultOn(next, least)) }),
  );
  const improvedTotal = (period: Period): bigint =>
    improved(valueOn(team.scheme, 'minimum_denominator', firstDayOfPeriod(period)))(period);
  return {
    periods: periods.map(periodText),
    amountCents: sumCentsOf(periods, unchanged),
    nextCents: sumCentsOf(periods, improvedTotal),
  };
}

/**
 * A yearly statement uses the score of its own year, a quarterly one that of the year before. Gives only periods that have begun, or ended.
 */
export function periodsOfScore(team: Team, year: number, day: Day): readonly Period[] {
  const { period: kind, calculable } = traitsOf(team.scheme);
  const all =
    kind === 'YEAR' ? [yearPeriod(year)] : ([1, 2, 3, 4] as const).map((of) => quarterPeriod(quarter(year + 1, of)));
  const isCalculable = (period: Period): boolean =>
    calculable === 'FROM_FIRST_DAY' ? firstDayOfPeriod(period) <= day : lastDayOfPeriod(period) < day;
  return all.filter((period) => isCalculable(period) && hasStatement(team, period));
}

function withResult(team: Team, key: string, result: QualityResult): Team {
  return { ...team, quality: new Map([...team.quality, [key, result]]) };
}
