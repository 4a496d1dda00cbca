/** The losses of a log: those that two people acknowledged, and a report that waits for the second person. */
import type { Proposal } from '#libs/commands/proposal.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type Recorded, commandMetaOf } from '#libs/event-store/typed-event.ts';
import type { LossEvent, ReportedLoss } from '#libs/continuity/events.ts';

export type LossReport = Proposal<ReportedLoss>;

export interface AcknowledgedLoss extends ReportedLoss {
  readonly reportedBy: Person;
  readonly acknowledgedBy: Person;
  /** ISO 8601 instant. */
  readonly at: string;
}

export type Losses =
  | { readonly status: 'SETTLED'; readonly acknowledged: readonly AcknowledgedLoss[] }
  /** The report waits for a second person. */
  | { readonly status: 'REPORTED'; readonly report: LossReport; readonly acknowledged: readonly AcknowledgedLoss[] };

export const NO_LOSSES: Losses = { status: 'SETTLED', acknowledged: [] };

export function evolve(state: Losses, event: Recorded<LossEvent>): Losses {
  const { by, at } = commandMetaOf(event);
  const { acknowledged } = state;
  switch (event.type) {
    case 'LogLossReported': {
      const report: LossReport = { step: 'REPORTED_LOSS', subject: '', content: event.data, by, at };
      return { status: 'REPORTED', report, acknowledged };
    }
    case 'LogLossAcknowledged': {
      if (state.status !== 'REPORTED') throw new RangeError('a loss is acknowledged after it is reported');
      const loss = { ...event.data, reportedBy: state.report.by, acknowledgedBy: by, at };
      return { status: 'SETTLED', acknowledged: [...acknowledged, loss] };
    }
    case 'LogLossReportRefused':
    case 'LogLossReportWithdrawn':
      return { status: 'SETTLED', acknowledged };
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}
