/**
 * The variance report: each team's total and lines of a period against the quarter before and the same quarter of the year before,
 * with the outliers explained. It comes before an approval in bulk.
 */
import type { Day } from '#libs/kernel/day.ts';
import type { Fraction } from '#libs/kernel/fraction.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { Turns } from '#libs/read-store/turns.ts';
import { compareText } from '#libs/kernel/text.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { total } from '#libs/statements/workflow/decisions.ts';
import { draftedCents, draftsOn } from '#libs/statements/workflow/too-early.ts';
import { type Stage, submissionOf } from '#libs/statements/workflow/state.ts';
import type { LineName } from '#libs/statements/rules/statement.ts';
import { type VarianceExplanation, explanation, lineDifferences } from '#libs/week/explanation.ts';
import { type Figures, teamFigures } from '#libs/week/figures.ts';
import { isOverPercent, tenthsOfPercent } from '#libs/week/percent.ts';
import { comparedWith } from '#libs/week/periods.ts';
import type { TeamsDue } from '#libs/week/teams-due.ts';
import { unknown } from '#libs/statements/workflow/refusals.ts';
import { draftCode, varianceCode } from '#libs/statements/workflow/variance-code.ts';

export interface VarianceRequest {
  readonly period: string;
  readonly scheme?: string;
  /** Percent over which a total is an outlier. */
  readonly threshold: Fraction;
  /** The day of a submission. */
  readonly asOf: Day;
}

export interface AmountDifference {
  readonly beforeCents: bigint;
  readonly differenceCents: bigint;
  /** Null if the amount before is 0. */
  readonly tenthsOfPercent: bigint | null;
}

interface VarianceLine {
  readonly line: 'TOTAL' | LineName;
  readonly amountCents: bigint;
  /** Null if there was no statement then. */
  readonly previous: AmountDifference | null;
  readonly yearBefore: AmountDifference | null;
}

export interface TeamVariance {
  readonly team: string;
  readonly scheme: string;
  /** The stage of the period's statement; NONE if there was one before and there is none now. */
  readonly stage: Stage;
  /** The total first. */
  readonly lines: readonly VarianceLine[];
  readonly outlier: boolean;
  /** One for each period against which the total is an outlier. */
  readonly why: readonly VarianceExplanation[];
}

export interface VarianceReport {
  readonly period: string;
  readonly previous: string | null;
  readonly yearBefore: string;
  readonly teams: readonly TeamVariance[];
  /** Teams with a statement for the period that is not calculated: they are in no difference. */
  readonly notCalculated: readonly string[];
  /** The code that a bulk approval needs, for the submitted statements of this report; null without any. */
  readonly code: string | null;
  readonly submitted: number;
  readonly submittedCents: bigint;
  /** The code that a submission may give, for the drafts of this report; null without any. */
  readonly draftCode: string | null;
  readonly drafts: number;
  readonly draftsCents: bigint;
  /** Drafts that cannot be submitted yet (too-early.ts): no code covers them. */
  readonly early: number;
  readonly earlyCents: bigint;
  /** YYYY-MM-DD: the day from which all of them can be submitted; null without any. */
  readonly earlyUntil: string | null;
  /** Drafts that need an exception of two people, as their text has ended: no code covers them. */
  readonly ended: number;
  readonly endedCents: bigint;
}

/** Throws PERIOD_NOT_CALCULATED, because every team would differ by its whole amount. */
export async function variance(
  stores: QueryStores,
  { period, scheme, threshold, asOf }: VarianceRequest,
  due: TeamsDue,
): Promise<VarianceReport> {
  const { previous, yearBefore } = comparedWith(period);
  const now = await teamFigures(stores, period, 'proposed');
  const before = previous === undefined ? undefined : await teamFigures(stores, previous, 'settled');
  const aYearBefore = await teamFigures(stores, yearBefore, 'settled');
  const isAsked = (of: string | undefined): boolean => scheme === undefined || of === scheme;
  const notCalculated = [...due.keys()].filter((team) => !now.has(team) && isAsked(due.get(team))).sort(compareText);
  const lacking = new Set(notCalculated);
  const teams = [...new Set([...now.keys(), ...(before ?? aYearBefore).keys()])].sort(compareText);
  const compared: TeamVariance[] = [];
  const turns = new Turns();
  for (const team of teams) {
    if (lacking.has(team)) continue;
    const one = compareTeam(team, now.get(team), threshold, [
      { period: previous, figures: before?.get(team) },
      { period: yearBefore, figures: aYearBefore.get(team) },
    ]);
    if (isAsked(one.scheme)) compared.push(one);
    if (turns.isOver) await turns.next();
  }
  if (compared.every(({ stage }) => stage === 'NONE')) throw unknown('PERIOD_NOT_CALCULATED', { period, scheme });
  const states = compared.flatMap(({ team }) => now.get(team)?.state ?? []);
  const submitted = states.filter((state) => submissionOf(state) !== undefined);
  const { ready, early, earlyUntil, ended } = draftsOn(states, asOf, await ledgerOf(stores.log));
  return {
    period,
    previous: previous ?? null,
    yearBefore,
    teams: compared,
    notCalculated,
    code: varianceCode(submitted) ?? null,
    submitted: submitted.length,
    submittedCents: sumCentsOf(submitted, (state) => total(submissionOf(state)?.proposal.lines ?? [])),
    draftCode: draftCode(ready) ?? null,
    drafts: ready.length,
    draftsCents: draftedCents(ready),
    early: early.length,
    earlyCents: draftedCents(early),
    earlyUntil,
    ended: ended.length,
    endedCents: draftedCents(ended),
  };
}

interface Then {
  readonly period: string | undefined;
  readonly figures: Figures | undefined;
}

function compareTeam(
  team: string,
  now: Figures | undefined,
  threshold: Fraction,
  [previous, yearBefore]: readonly [Then, Then],
): TeamVariance {
  const latest = now ?? previous.figures ?? yearBefore.figures;
  if (latest === undefined) throw new RangeError(`${team} has no statement for any of the compared periods`);
  const why = [previous, yearBefore].flatMap(({ period, figures }) =>
    period !== undefined && figures !== undefined && isOutlier(now, figures, threshold)
      ? [explanation(period, figures, now)]
      : [],
  );
  return {
    team,
    scheme: latest.state.scheme,
    stage: now === undefined ? 'NONE' : now.state.status,
    lines: varianceLines(now, previous.figures, yearBefore.figures),
    outlier: why.length > 0,
    why,
  };
}

function isOutlier(now: Figures | undefined, before: Figures, threshold: Fraction): boolean {
  return isOverPercent((now?.totalCents ?? 0n) - before.totalCents, before.totalCents, threshold);
}

function varianceLines(
  now: Figures | undefined,
  previous: Figures | undefined,
  yearBefore: Figures | undefined,
): readonly VarianceLine[] {
  const names = new Set(
    [now, previous, yearBefore].flatMap((then) => lineDifferences(then, now).map(({ line }) => line)),
  );
  const against = (amountCents: bigint, then: Figures | undefined, line?: LineName): AmountDifference | null =>
    then === undefined
      ? null
      : differenceFrom(line === undefined ? then.totalCents : (then.lines.get(line) ?? 0n), amountCents);
  const totalCents = now?.totalCents ?? 0n;
  return [
    {
      line: 'TOTAL',
      amountCents: totalCents,
      previous: against(totalCents, previous),
      yearBefore: against(totalCents, yearBefore),
    },
    ...[...names].map((line) => {
      const amountCents = now?.lines.get(line) ?? 0n;
      return {
        line,
        amountCents,
        previous: against(amountCents, previous, line),
        yearBefore: against(amountCents, yearBefore, line),
      };
    }),
  ];
}

function differenceFrom(beforeCents: bigint, amountCents: bigint): AmountDifference {
  const differenceCents = amountCents - beforeCents;
  return { beforeCents, differenceCents, tenthsOfPercent: tenthsOfPercent(differenceCents, beforeCents) };
}
