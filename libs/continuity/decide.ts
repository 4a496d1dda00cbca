/**
 * Decisions on a loss of the log: one person reports it, another acknowledges it by the code that was read, or refuses; its author may
 * withdraw.
 */
import type { Aggregate } from '#libs/commands/aggregate.ts';
import {
  type Confirming,
  type Ending,
  type Refusing,
  requireConfirmation,
  requireRefusal,
  requireWithdrawal,
} from '#libs/commands/proposal.ts';
import { requireReason } from '#libs/commands/refusals.ts';
import type { Person } from '#libs/event-store/author.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { LOSS_EVENTS, type LossEvent } from '#libs/continuity/events.ts';
import { refused } from '#libs/continuity/refusals.ts';
import { type Losses, NO_LOSSES, evolve } from '#libs/continuity/state.ts';
import type { Loss } from '#libs/continuity/witness.ts';

interface Given {
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
}

export type LossCommand =
  /** `loss`: the present evidence of the witnesses. */
  | ({ readonly type: 'report'; readonly loss: Loss | undefined; readonly reason: string } & Given)
  | ({ readonly type: 'acknowledge' } & Confirming)
  | ({ readonly type: 'refuse' } & Refusing & Given)
  | ({ readonly type: 'withdraw' } & Ending & Given);

export const losses: Aggregate<Losses, LossCommand, LossEvent> = {
  events: LOSS_EVENTS,
  initial: () => NO_LOSSES,
  evolve,
  decide,
};

/** Throws NOTHING_LOST, NO_LOSS_REPORTED, REASON_REQUIRED, and the refusals of libs/commands/proposal.ts. */
function decide(command: LossCommand, state: Losses): readonly LossEvent[] {
  const effective = dayText(dayOfInstant(command.at));
  if (command.type === 'report') {
    const { loss, reason } = command;
    if (loss === undefined) throw refused('NOTHING_LOST', {});
    return [{ type: 'LogLossReported', effective, data: { ...loss, reason: requireReason(reason) } }];
  }
  if (state.status !== 'REPORTED') throw refused('NO_LOSS_REPORTED', {});
  const { report } = state;
  switch (command.type) {
    case 'acknowledge':
      requireConfirmation(report, command);
      return [{ type: 'LogLossAcknowledged', effective, data: report.content }];
    case 'refuse': {
      const reason = requireRefusal(report, command);
      return [{ type: 'LogLossReportRefused', effective, data: { reason } }];
    }
    case 'withdraw':
      requireWithdrawal(report, command);
      return [{ type: 'LogLossReportWithdrawn', effective, data: {} }];
  }
}
