/** Statements as the log has them now: one, or those of a selection. */
import { periodsOf } from '#libs/kernel/period.ts';
import { setImmediate } from 'node:timers/promises';
import type { QuarterRange } from '#libs/kernel/period.ts';
import { compareText } from '#libs/kernel/text.ts';
import { repositoryFor } from '#libs/commands/repository.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { type TeamPeriod, statementStream } from '#libs/statements/calculated-statement.ts';
import { LATEST_PREFIX, STATEMENTS, readPointer } from '#libs/statements/statements-projection.ts';
import { type StatementCommand, statement } from '#libs/statements/workflow/decide.ts';
import type { StatementEvent } from '#libs/statements/workflow/events.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';

/** Statements of a range, a team, a scheme. A field left out selects all. */
export interface Selection {
  readonly range?: QuarterRange;
  /** Restricts the range to this quarter or year. */
  readonly onlyPeriod?: string;
  readonly team?: string;
  readonly scheme?: string;
  /** Restricts the selection to open work on regularisations. */
  readonly regularisations?: boolean;
}

/** One campaign has about two thousand statements. A state takes some kilobytes. */
const KEPT = 2_000;

/** The id of a statement in its repository; safe for any text that a person types as team or period. */
export function statementId({ team, period }: TeamPeriod): string {
  return JSON.stringify([team, period]);
}

function teamPeriod(id: string): TeamPeriod {
  const [team, period] = JSON.parse(id) as [string, string];
  return { team, period };
}

export const statements = repositoryFor<StatementState, StatementCommand, StatementEvent>({
  streamOf: (id) => statementStream(teamPeriod(id)),
  aggregateOf: (id) => statement(teamPeriod(id)),
  capacity: KEPT,
});

/** Throws StoreUnavailable. */
export async function loadStatement(log: EventStore, of: TeamPeriod): Promise<StatementState> {
  return (await statements(log).load(statementId(of))).state;
}

/** The statements of a selection that were calculated at least once, by period and team. */
export async function loadStatements(
  { log, projections }: QueryStores,
  { range, onlyPeriod, team, scheme }: Selection,
): Promise<readonly StatementState[]> {
  const documents = await projections.documents(STATEMENTS);
  const prefixes =
    range === undefined ? [LATEST_PREFIX] : [...periodsOf(range)].map((period) => `${LATEST_PREFIX}${period}/`);
  const chosen: TeamPeriod[] = [];
  for (const prefix of prefixes)
    for await (const batch of documents.scan(prefix))
      for (const [, text] of batch) {
        const of = readPointer(text);
        if ((team ?? of.team) === of.team && (onlyPeriod ?? of.period) === of.period) chosen.push(of);
      }
  const states = await statesOf(log, chosen);
  return states.filter((state) => scheme === undefined || state.scheme === scheme).sort(byPeriod);
}

/** Statements as the log has them now. Throws StoreUnavailable. */
export async function statesOf(log: EventStore, of: readonly TeamPeriod[]): Promise<readonly StatementState[]> {
  const states: StatementState[] = [];
  for (const one of of) {
    states.push(await loadStatement(log, one));
    // Yields: thousands of them must not delay requests.
    await setImmediate();
  }
  return states;
}

function byPeriod(a: TeamPeriod, b: TeamPeriod): number {
  return compareText(a.period, b.period) || compareText(a.team, b.team);
}
