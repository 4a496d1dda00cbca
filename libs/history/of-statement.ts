/** History of a statement: its calculations and decisions with their authors, and its stage. */
import type { Person } from '#libs/event-store/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import { type HistoryEvent, type HistoryView, readHistory } from '#libs/history/recorded.ts';
import { unknown } from '#libs/history/refusals.ts';
import { PIN, type WrittenPin, statementStream } from '#libs/statements/calculated-statement.ts';
import type { Line } from '#libs/statements/rules/statement.ts';
import { decidedLines, total } from '#libs/statements/workflow/decisions.ts';
import { STATEMENT_EVENTS, type StatementEvent } from '#libs/statements/workflow/events.ts';
import { type Stage, evolve, initialState, submissionOf } from '#libs/statements/workflow/state.ts';

interface StatementHistoryEvent extends HistoryEvent {
  /** Present if a person made it. */
  readonly by?: Person;
  /** The total in cents of the calculation, or of the proposal. */
  readonly totalCents?: bigint;
}

interface StatementStanding {
  readonly stage: Stage;
  /** Null: calculated, and no longer due. Undefined: never calculated. */
  readonly calculated: { readonly pin: WrittenPin; readonly totalCents: bigint | null } | undefined;
  readonly submittedBy: string | undefined;
  readonly decisions: readonly {
    readonly number: number;
    readonly totalCents: bigint;
    readonly submittedBy: string;
    readonly approvedBy: string;
    readonly approvedAt: string;
  }[];
  readonly decidedLines: readonly Line[];
}

export interface StatementHistory {
  readonly events: readonly StatementHistoryEvent[];
  readonly state: StatementStanding;
}

/** Throws STATEMENT_NEVER_CALCULATED. */
export async function statementHistory(
  log: EventStore,
  team: string,
  period: string,
  view: HistoryView,
): Promise<StatementHistory> {
  const found = await readHistory(log, statementStream({ team, period }), view);
  if (found === undefined) throw unknown('STATEMENT_NEVER_CALCULATED', { team, period });
  const { recorded, events } = found;
  const read = recorded.map((event) => STATEMENT_EVENTS.read(event));
  const state = read.reduce(evolve, initialState({ team, period }));
  return {
    events: events.map((event, i) => {
      const own = read[i];
      const by = own?.meta.command?.meta.by;
      const totalCents = own === undefined ? undefined : totalOf(own);
      return { ...event, ...(by === undefined ? {} : { by }), ...(totalCents === undefined ? {} : { totalCents }) };
    }),
    state: {
      stage: state.status,
      calculated:
        state.calculated === undefined
          ? undefined
          : {
              pin: PIN.write(state.calculated.pin) as WrittenPin,
              totalCents: state.calculated.statement?.totalCents ?? null,
            },
      submittedBy: submissionOf(state)?.by.name,
      decisions: state.decisions.map(({ number, lines, submittedBy, approvedBy, approvedAt }) => ({
        number,
        totalCents: total(lines),
        submittedBy: submittedBy.name,
        approvedBy: approvedBy.name,
        approvedAt,
      })),
      decidedLines: decidedLines(state.decisions),
    },
  };
}

function totalOf({ data }: Recorded<StatementEvent>): bigint | undefined {
  if ('proposal' in data) return total(data.proposal.lines);
  return 'statement' in data ? data.statement?.totalCents : undefined;
}
