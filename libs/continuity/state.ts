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

export interface Losses {
  /** The report that waits for a second person; undefined if there is none. */
  readonly report: LossReport | undefined;
  readonly acknowledged: readonly AcknowledgedLoss[];
}

export const NO_LOSSES: Losses = { report: undefined, acknowledged: [] };

export function evolve(state: Losses, event: Recorded<LossEvent>): Losses {
  const { by, at } = commandMetaOf(event);
  const { acknowledged } = state;
  switch (event.type) {
    case 'LogLossReported':
      return { report: { step: 'REPORTED_LOSS', subject: '', content: event.data, by, at }, acknowledged };
    case 'LogLossAcknowledged': {
      const { report } = state;
      if (report === undefined) throw new RangeError('a loss is acknowledged after it is reported');
      return {
        report: undefined,
        acknowledged: [...acknowledged, { ...event.data, reportedBy: report.by, acknowledgedBy: by, at }],
      };
    }
    case 'LogLossReportRefused':
    case 'LogLossReportWithdrawn':
      return { report: undefined, acknowledged };
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}
