/** All statements, read from the log: a read store could hide one by leaving it out. */
import { streamIdsOf } from '#libs/commands/stream-ids.ts';
import { periodsOf } from '#libs/kernel/period.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { compareText } from '#libs/kernel/text.ts';
import { type TeamPeriod, statementKey, teamPeriodOf } from '#libs/statements/calculated-statement.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { type Selection, loadStatement } from '#libs/statements/workflow/statements.ts';

const CATEGORY = 'statement';
const statementIds = streamIdsOf(CATEGORY);

interface Asked extends Pick<Selection, 'range' | 'team'> {
  /** Only of these; default: of all. */
  readonly teams?: ReadonlySet<string>;
}

/** Ordered by period and team. */
export async function statementsOfLog(
  log: EventStore,
  { range, team, teams }: Asked,
): Promise<readonly StatementState[]> {
  const periods = range === undefined ? undefined : periodsOf(range);
  const found = new Map<string, TeamPeriod>();
  for (const id of await statementIds(log)) {
    const of = teamPeriodOf(`${CATEGORY}-${id}`);
    const isOfTeam = (team ?? of.team) === of.team && (teams?.has(of.team) ?? true);
    if (isOfTeam && (periods?.has(of.period) ?? true)) found.set(statementKey(of.team, of.period), of);
  }
  const states: StatementState[] = [];
  for (const [, of] of [...found].sort(([a], [b]) => compareText(a, b))) states.push(await loadStatement(log, of));
  return states;
}
