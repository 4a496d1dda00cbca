/** What there is to do with statements: to calculate, submit and approve, and their regularisations. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { periodText } from '#libs/kernel/period.ts';
import { compareText } from '#libs/kernel/text.ts';
import { periodsCalculable } from '#libs/enrolment/statement-periods.ts';
import type { Teams } from '#libs/enrolment/teams.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { decisionId, total } from '#libs/statements/workflow/decisions.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import type { NextStep } from '#libs/week/next-step.ts';
import { type Entry, type Task, task } from '#libs/week/task.ts';
import { quartersSpanned } from '#libs/week/periods.ts';

/** Periods for which a statement can be calculated by a day. */
export function periodsDue({ byId }: Teams, asOf: Day): readonly TeamPeriod[] {
  return [...byId.values()].flatMap((team) =>
    periodsCalculable(team, asOf).map((period) => ({ team: team.id, period: periodText(period) })),
  );
}

/** Periods that are due and have no calculation, or whose calculation says that nothing is due. */
function toCalculate(teams: Teams, states: readonly StatementState[], asOf: Day): readonly TeamPeriod[] {
  const calculated = new Set(
    states
      .filter((state) => state.calculated?.statement != null || state.decisions.length > 0)
      .map(({ team, period }) => `${period}/${team}`),
  );
  return periodsDue(teams, asOf)
    .filter(({ team, period }) => !calculated.has(`${period}/${team}`))
    .sort((a, b) => compareText(a.period, b.period) || compareText(a.team, b.team));
}

export function calculationTasks(teams: Teams, states: readonly StatementState[], asOf: Day): readonly Task[] {
  const missing = toCalculate(teams, states, asOf);
  return task(
    'CALCULATE',
    missing.map((one) => ({ group: one.period, of: named(one) })),
    quartersSpanned(missing).map((range) => ({ step: 'CALCULATE', ...range, knownOn: dayText(asOf) })),
  );
}

export function named({ team, period }: TeamPeriod): string {
  return `${team} ${period}`;
}

/** A statement with this status. */
type In<Status extends StatementState['status']> = Extract<StatementState, { readonly status: Status }>;

export function decisionTasks(states: readonly StatementState[]): readonly Task[] {
  const at = <Status extends StatementState['status']>(status: Status): readonly In<Status>[] =>
    states.filter((state): state is In<Status> => state.status === status);
  const submit = (of: readonly StatementState[]): readonly NextStep[] =>
    quartersSpanned(of).map((range) => ({ step: 'SUBMIT', ...range }));
  const [drafts, submitted] = [at('CALCULATED'), at('SUBMITTED')];
  const [drafted, regularisations] = [at('REGULARISATION_DRAFTED'), at('REGULARISATION_SUBMITTED')];
  return [
    ...task('SUBMIT', drafts.map(draftEntry), submit(drafts)),
    ...task('REGULARISATION_DRAFTED', drafted.map(regularisationEntry), submit(drafted)),
    ...task('APPROVE', submitted.map(submittedEntry), approvals(submitted)),
    ...task('REGULARISATION_SUBMITTED', regularisations.map(submittedEntry), approvals(regularisations)),
  ];
}

function draftEntry(state: In<'CALCULATED'>): Entry {
  return { group: state.period, of: named(state), amountCents: state.calculated.statement.totalCents };
}

function regularisationEntry(state: In<'REGULARISATION_DRAFTED'>): Entry {
  return { group: state.period, of: named(state), amountCents: total(state.drafted.lines) };
}

function submittedEntry(state: In<'SUBMITTED' | 'REGULARISATION_SUBMITTED'>): Entry {
  const { proposal, by } = state.submitted;
  return { group: `${state.period}, soumis par ${by.name}`, of: named(state), amountCents: total(proposal.lines) };
}

/** The report on a period comes before its approval in bulk. */
function approvals(states: readonly StatementState[]): readonly NextStep[] {
  return states.map(({ period }) => ({ step: 'REVIEW_VARIANCE', period }));
}

/** Approved, and not yet in the payment ledger because the approval was cut off; the next run of its envelope posts it. */
export function postingTasks(states: readonly StatementState[], ledger: PaymentLedger): readonly Task[] {
  const entries = states.flatMap((state) =>
    state.decisions
      .filter((decision) => !ledger.decisions.has(decisionId(state, decision)))
      .map(({ lines }) => ({ group: state.period, of: named(state), amountCents: total(lines) })),
  );
  return task('POST', entries, [{ step: 'PREPARE_RUN' }]);
}
