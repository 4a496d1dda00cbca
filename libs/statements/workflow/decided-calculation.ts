/** The calculation that a decision rests on, as the log recorded it. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type CalculatedStatement, type TeamPeriod, statementStream } from '#libs/statements/calculated-statement.ts';
import { STATEMENT_EVENTS } from '#libs/statements/workflow/events.ts';

/** Undefined if an old log does not have it: the target of a regularisation was not always recorded. */
export async function calculationDecided(
  log: EventStore,
  of: TeamPeriod,
  digest: string,
): Promise<CalculatedStatement | undefined> {
  for (const recorded of await log.readStream(statementStream(of), { backwards: true })) {
    // The digest is in every event that can have the calculation.
    if (!recorded.data.includes(digest)) continue;
    const event = STATEMENT_EVENTS.read(recorded);
    const calculation =
      event.type === 'StatementCalculated' || event.type === 'StatementNoLongerDue'
        ? event.data
        : event.type === 'RegularisationDrafted'
          ? event.data.calculation
          : null;
    if (calculation?.digest === digest) return calculation;
  }
  return undefined;
}
