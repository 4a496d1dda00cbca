/** The calculation that a decision rests on, as the log recorded it. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type CalculatedStatement, type TeamPeriod, statementStream } from '#libs/statements/calculated-statement.ts';
import type { Decision } from '#libs/statements/workflow/decisions.ts';
import { STATEMENT_EVENTS, calculationId } from '#libs/statements/workflow/events.ts';

/** Events: a decision comes soon after its calculation. */
const PAGE = 32;

/** A decision, or a proposal that waits for one and has no revision. */
type Decided = Pick<Decision, 'number' | 'digest' | 'pin'> & Partial<Pick<Decision, 'revision'>>;

/**
 * Undefined if an old log does not have it: the target of a regularisation was not always recorded. Reads the events just before the
 * decision, as a statement that is calculated every day has more than a thousand in a few years.
 */
export async function calculationDecided(
  log: EventStore,
  of: TeamPeriod,
  decided: Decided,
): Promise<CalculatedStatement | undefined> {
  const stream = statementStream(of);
  const own = decided.number === 0 ? await log.find(stream, calculationId('StatementCalculated', decided)) : undefined;
  if (own !== undefined) return calculationIn(own, decided);
  for (let { revision: from } = decided; ;) {
    const events = await log.readStream(stream, {
      backwards: true,
      limit: PAGE,
      ...(from === undefined ? {} : { from }),
    });
    for (const event of events) {
      const calculation = calculationIn(event, decided);
      if (calculation !== undefined) return calculation;
    }
    from = (events.at(-1)?.revision ?? 0) - 1;
    if (from < 0) return undefined;
  }
}

function calculationIn(recorded: RecordedEvent, { digest }: Decided): CalculatedStatement | undefined {
  // The digest is in every event that can have the calculation.
  if (!recorded.data.includes(digest)) return undefined;
  const event = STATEMENT_EVENTS.read(recorded);
  const calculation =
    event.type === 'StatementCalculated' || event.type === 'StatementNoLongerDue'
      ? event.data
      : event.type === 'RegularisationDrafted'
        ? event.data.calculation
        : null;
  return calculation?.digest === digest ? calculation : undefined;
}
