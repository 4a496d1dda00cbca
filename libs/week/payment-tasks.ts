/** Tasks about payments: to wait for, to recover. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { type Teams, phaseOn } from '#libs/enrolment/teams.ts';
import { announcedReturns } from '#libs/payments/ledger/announced-returns.ts';
import { memoised } from '#libs/kernel/memo.ts';
import type { FormerStream } from '#libs/payments/ledger/events.ts';
import { FORMER_CATEGORY } from '#libs/payments/ledger/former-events.ts';
import { type OwedRecovery, type PaymentLedger, isOwed, openItemsOf } from '#libs/payments/ledger/state.ts';
import { fundedTwice } from '#libs/payments/ledger/terms.ts';
import type { NextStep } from '#libs/week/next-step.ts';
import { bankWords, unclearTasks } from '#libs/week/bank-tasks.ts';
import { type TaskEntry, type Task, named, task } from '#libs/week/task.ts';
import type { TaskGroup } from '#libs/week/task-texts.ts';

interface OfPayments {
  readonly asOf: Day;
  /** What a former program wrote beside the ledger, which nothing changes until it is carried over. */
  readonly beside?: readonly FormerStream[];
}

export function paymentTasks(ledger: PaymentLedger, teams: Teams, { asOf, beside = [] }: OfPayments): readonly Task[] {
  return [...awaited(ledger), ...unclearTasks(ledger), ...debts(ledger, teams, asOf), ...keptApart(ledger, beside)];
}

/** Without an answer, grouped by run; with a code that decides nothing, grouped by the meaning of the code. */
function awaited(ledger: PaymentLedger): readonly Task[] {
  // A payment that waits for a confirmation is listed there.
  const announced = announcedReturns(ledger);
  const [silent, undecided]: [TaskEntry[], TaskEntry[]] = [[], []];
  for (const payment of ledger.payments.values()) {
    if (payment.status !== 'RELEASED' || announced.has(payment.endToEndId)) continue;
    const { run, endToEndId, amountCents, waiting } = payment;
    const of = [named(payment), endToEndId];
    if (waiting === undefined) silent.push({ group: { is: 'RUN', run }, of: of.join(' '), amountCents });
    else {
      const said = [dayText(waiting.day), ...bankWords(payment)];
      const group = { is: 'BANK_CODE', code: waiting.status } as const;
      undecided.push({ group, of: [...of, ...said].join(' '), amountCents });
    }
  }
  const next: readonly NextStep[] = [{ step: 'RECORD_BANK_ANSWER' }];
  return [...task('AWAIT_BANK', silent, next), ...task('UNDECIDED_AT_BANK', undecided, next)];
}

/** The next run sets off the debts of a team against its payments. A team that left, and to which nothing is due, is asked to repay. */
function debts(ledger: PaymentLedger, teams: Teams, asOf: Day): readonly Task[] {
  const all = [...ledger.recoveries.values()].filter(isOwed);
  const hasLeft = ({ team: id }: OwedRecovery): boolean => {
    const team = teams.byId.get(id);
    return team === undefined || phaseOn(team, asOf) === undefined;
  };
  const entry = (recovery: OwedRecovery): TaskEntry => ({
    group: { is: 'ENVELOPE', envelope: recovery.envelope },
    of: named(recovery),
    amountCents: recovery.leftCents,
  });
  const isDemanded = memoised((team: string) => openItemsOf(ledger, team).length === 0);
  const gone = new Set(all.filter((one) => hasLeft(one) && isDemanded(one.team)));
  const staying = all.filter((one) => !gone.has(one));
  return [
    ...task('SET_OFF', staying.map(entry), []),
    ...task(
      'DEMAND',
      [...gone].map(entry),
      [...gone].map(({ envelope, team }) => ({ step: 'DEMAND_REPAYMENT', team, envelope })),
    ),
  ];
}

/**
 * Decisions that former logs posted twice and that count still, schemes that two of their envelopes fund, and the former ledgers that go on
 * beside the one.
 */
function keptApart(
  { carryOver, decisions, envelopes }: PaymentLedger,
  beside: readonly FormerStream[],
): readonly Task[] {
  const goingOn = beside.map(({ envelope }): TaskEntry => ({
    group: { is: 'ENVELOPE', envelope },
    of: `${FORMER_CATEGORY}-${envelope}`,
  }));
  const twice = (carryOver?.apart ?? [])
    .filter(({ kind, as }) => kind === 'decision' && decisions.get(as)?.status === 'posted')
    .map(({ id, envelope, keptBy, as }) => ({ group: ofBoth(keptBy, envelope), of: id, as }));
  const funded = fundedTwice({ envelopes }).map(({ scheme, envelope, alsoBy }) => ({
    group: ofBoth(envelope, alsoBy),
    of: scheme,
  }));
  const undo = twice.map(({ as }): NextStep => ({ step: 'UNDO_POSTING', decision: as }));
  return task('KEPT_APART', [...goingOn, ...twice, ...funded], [{ step: 'REVIEW_CARRY_OVER' }, ...undo]);
}

function ofBoth(...envelopes: readonly [string, string]): TaskGroup {
  return { is: 'TWO_ENVELOPES', envelopes };
}
