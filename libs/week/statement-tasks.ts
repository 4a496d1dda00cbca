/** What there is to do with statements: to calculate, submit and approve, and their regularisations. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { periodText } from '#libs/kernel/period.ts';
import { compareText } from '#libs/kernel/text.ts';
import { type LifeCycle, type Stage, stageOf, total } from '#libs/statements/workflow/life-cycle.ts';
import { periodsCalculable } from '#libs/enrolment/statement-periods.ts';
import type { Teams } from '#libs/enrolment/teams.ts';
import { decisionId } from '#libs/statements/workflow/statement-commands.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { type Entry, type Task, task } from '#libs/week/task.ts';
import { rangeOptions } from '#libs/week/periods.ts';

export interface TeamPeriod {
  readonly team: string;
  readonly period: string;
}

/** Periods for which a statement can be calculated by a day. */
export function periodsDue({ byId }: Teams, asOf: Day): readonly TeamPeriod[] {
  return [...byId.values()].flatMap((team) =>
    periodsCalculable(team, asOf).map((period) => ({ team: team.id, period: periodText(period) })),
  );
}

/** Due and never calculated, or calculated as no longer due when the team is in the experiment after all. */
export function toCalculate(teams: Teams, cycles: readonly LifeCycle[], asOf: Day): readonly TeamPeriod[] {
  const calculated = new Set(
    cycles
      .filter((cycle) => cycle.calculated?.statement != null || cycle.decisions.length > 0)
      .map(({ team, period }) => `${period}/${team}`),
  );
  return periodsDue(teams, asOf)
    .filter(({ team, period }) => !calculated.has(`${period}/${team}`))
    .sort((a, b) => compareText(a.period, b.period) || compareText(a.team, b.team));
}

export function calculationTasks(teams: Teams, cycles: readonly LifeCycle[], asOf: Day): readonly Task[] {
  const missing = toCalculate(teams, cycles, asOf);
  return task(
    'CALCULATE',
    missing.map((one) => ({ group: one.period, of: named(one) })),
    [`decompte calculate ${rangeOptions(missing.map(({ period }) => period))} --known-on ${dayText(asOf)}`],
  );
}

export function named({ team, period }: TeamPeriod): string {
  return `${team} ${period}`;
}

export function decisionTasks(cycles: readonly LifeCycle[]): readonly Task[] {
  const at = (stage: Stage): readonly LifeCycle[] => cycles.filter((cycle) => stageOf(cycle) === stage);
  const range = (of: readonly LifeCycle[]): string => rangeOptions(of.map(({ period }) => period));
  const [drafts, submitted] = [at('CALCULATED'), at('SUBMITTED')];
  const [drafted, regularisations] = [at('REGULARISATION_DRAFTED'), at('REGULARISATION_SUBMITTED')];
  return [
    ...task('SUBMIT', drafts.map(draftEntry), [`decompte submit ${range(drafts)} --as NOM`]),
    ...task('REGULARISATION_DRAFTED', drafted.map(regularisationEntry), [`decompte submit ${range(drafted)} --as NOM`]),
    ...task('APPROVE', submitted.map(submittedEntry), approvals(submitted)),
    ...task('REGULARISATION_SUBMITTED', regularisations.map(submittedEntry), approvals(regularisations)),
  ];
}

function draftEntry(cycle: LifeCycle): Entry {
  return { group: cycle.period, of: named(cycle), amountCents: cycle.calculated?.statement?.totalCents ?? 0n };
}

function regularisationEntry(cycle: LifeCycle): Entry {
  return { group: cycle.period, of: named(cycle), amountCents: total(cycle.drafted?.lines ?? []) };
}

function submittedEntry(cycle: LifeCycle): Entry {
  return {
    group: `${cycle.period}, soumis par ${cycle.submitted?.by.name ?? ''}`,
    of: named(cycle),
    amountCents: total(cycle.submitted?.proposal.lines ?? []),
  };
}

/** The report on a period comes before its approval in bulk. */
function approvals(cycles: readonly LifeCycle[]): readonly string[] {
  return cycles.map(({ period }) => `decompte variance --period ${period}`);
}

/** Approved, and not yet in the ledger of an envelope because the approval was cut off; the next run posts it. */
export function postingTasks(cycles: readonly LifeCycle[], ledgers: readonly PaymentLedger[]): readonly Task[] {
  const entries = cycles.flatMap((cycle) =>
    cycle.decisions
      .filter((decision) => !ledgers.some(({ decisions }) => decisions.has(decisionId(cycle, decision))))
      .map(({ lines }) => ({ group: cycle.period, of: named(cycle), amountCents: total(lines) })),
  );
  return task('POST', entries, ['decompte payment run CAMPAGNE --envelope ENVELOPPE --as NOM']);
}
