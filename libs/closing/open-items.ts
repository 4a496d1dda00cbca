/** The obstacles to closing a team or a scheme: in periods, money and envelopes. */
import type { ClosingSubject, CloseOutItem } from '#libs/closing/events.ts';
import { type Team, phaseOn } from '#libs/enrolment/teams.ts';
import type { Day } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { teamBalance } from '#libs/payments/ledger/balances.ts';
import { proposedAnswers } from '#libs/payments/ledger/announced-returns.ts';
import type { Payment } from '#libs/payments/ledger/payment.ts';
import { type PaymentLedger, isOpenItem, openContradictions } from '#libs/payments/ledger/state.ts';
import { fundingEnvelopes } from '#libs/payments/ledger/terms.ts';
import { textOn } from '#libs/regulation/regulation.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { difference, movedDays, total } from '#libs/statements/workflow/decisions.ts';
import { halfWithdrawn, unposted } from '#libs/statements/workflow/post-decisions.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';

/** The team is in the experiment on the last day, and its text has not ended. */
export function stillIn(team: Team, lastDay: Day): readonly CloseOutItem[] {
  if (phaseOn(team, lastDay) === undefined) return [];
  const { until } = textOn(team.scheme, lastDay);
  return until !== undefined && until <= lastDay ? [] : [{ kind: 'STILL_IN', of: team.id, amountCents: null }];
}

/** The first step that a period still needs. */
export function openOfPeriod(
  state: StatementState,
  now: CalculatedStatement,
  ledger: PaymentLedger,
): readonly CloseOutItem[] {
  const of = `${state.team} ${state.period}`;
  if (state.status === 'SUBMITTED' || state.status === 'REGULARISATION_SUBMITTED')
    return [{ kind: 'SUBMITTED', of, amountCents: total(state.submitted.proposal.lines) }];
  if (state.status === 'REGULARISATION_DRAFTED')
    return [{ kind: 'DRAFTED', of, amountCents: total(state.drafted.lines) }];
  if (state.decisions.length === 0)
    return now.statement === null ? [] : [{ kind: 'UNDECIDED', of, amountCents: now.statement.totalCents }];
  const lines = difference(state.decisions, now);
  if (lines.length > 0 || movedDays(state.decisions, now).length > 0)
    return [{ kind: 'DIFFERS', of, amountCents: total(lines) }];
  const notPosted = unposted(state, ledger).map(({ parts }) => sumCentsOf(parts, ({ amountCents }) => amountCents));
  const takenOut = halfWithdrawn(state, ledger).map(({ lines }) => total(lines));
  return [...notPosted, ...takenOut].map((amountCents) => ({ kind: 'NOT_POSTED', of, amountCents }));
}

export function openMoney(ledger: PaymentLedger, teams: readonly string[]): readonly CloseOutItem[] {
  const isOf = ({ team }: { readonly team: string }): boolean => teams.includes(team);
  const due = [...ledger.items.values()]
    .filter(isOf)
    .filter(isOpenItem)
    .map(({ team, period, dueCents }) => ({ kind: 'DUE' as const, of: `${team} ${period}`, amountCents: dueCents }));
  const atBank = [...ledger.payments.values()]
    .filter((one) => isOf(one) && one.status === 'RELEASED')
    .map(({ endToEndId, amountCents }) => ({ kind: 'AT_BANK' as const, of: endToEndId, amountCents }));
  const debts = [...ledger.recoveries.values()].filter(isOf).flatMap((one): CloseOutItem[] => {
    if (one.status !== 'owed' && one.status !== 'demanded') return [];
    const kind = one.status === 'owed' ? 'DEBT' : 'DEMANDED';
    return [{ kind, of: `${one.team} ${one.period}`, amountCents: one.leftCents }];
  });
  return [...due, ...atBank, ...unclear(ledger, isOf), ...debts];
}

/** Payments that are settled in the ledger, and may not be: one may still become due again, or a debt. */
function unclear(ledger: PaymentLedger, isOf: (payment: Payment) => boolean): readonly CloseOutItem[] {
  const own = [...ledger.payments.values()].filter(isOf);
  const contradicted = new Set(openContradictions(ledger, own).map(({ endToEndId }) => endToEndId));
  const answered = proposedAnswers(ledger);
  const kinds = [
    ['CONTRADICTED', contradicted],
    ['ANSWER_PROPOSED', answered],
  ] as const;
  return kinds.flatMap(([kind, ids]) =>
    own
      .filter(({ endToEndId }) => ids.has(endToEndId))
      .map(({ endToEndId, amountCents }) => ({ kind, of: endToEndId, amountCents })),
  );
}

/** What teams received, a payment that the bank debited twice as often as that: its second debit is a debt that is repaid or set off. */
export function paidCentsOf({ envelopes }: Pick<PaymentLedger, 'envelopes'>, teams: readonly string[]): bigint {
  return sumCentsOf([...envelopes.values()], (envelope) =>
    sumCentsOf(teams, (team) => -teamBalance(envelope, 'executed', team)),
  );
}

/** For a scheme: the envelopes that fund it the day after. */
export function openEnvelopes(
  ledger: PaymentLedger,
  { kind, name }: ClosingSubject,
  lastDay: Day,
): readonly CloseOutItem[] {
  if (kind === 'TEAM') return [];
  return fundingEnvelopes(ledger, name, lastDay + 1).map((envelope) => ({
    kind: 'ENVELOPE',
    of: envelope.name,
    amountCents: null,
  }));
}
