/** The amounts of a period, as decided or as submitted, with the calculation behind them. */
import { setImmediate } from 'node:timers/promises';
import { sumCents } from '#libs/kernel/sum-cents.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { decidedLines } from '#libs/statements/workflow/decisions.ts';
import { calculationDecided } from '#libs/statements/workflow/decided-calculation.ts';
import type { StatementProposal } from '#libs/statements/workflow/events.ts';
import { type DueStatement, type StatementState, draftOf, submissionOf } from '#libs/statements/workflow/state.ts';
import { loadStatement } from '#libs/statements/workflow/statements.ts';
import type { Line, LineName, Statement } from '#libs/statements/rules/statement.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { LATEST_PREFIX, STATEMENTS, readPointer } from '#libs/statements/statements-projection.ts';

export interface Figures {
  readonly state: DueStatement;
  readonly lines: ReadonlyMap<LineName, bigint>;
  readonly totalCents: bigint;
  /** The calculation behind the amounts; undefined if the team is no longer in the experiment. */
  readonly statement: Statement | undefined;
}

/**
 * `proposed`: the amount after approval of the proposal, otherwise as decided or calculated. `settled`: as decided, otherwise as
 * calculated.
 */
type View = 'proposed' | 'settled';

/** The figures of every team that has a statement for the period, by team. */
export async function teamFigures(
  stores: QueryStores,
  period: string,
  view: View,
): Promise<ReadonlyMap<string, Figures>> {
  const documents = await stores.projections.documents(STATEMENTS);
  const teams: string[] = [];
  for await (const batch of documents.scan(`${LATEST_PREFIX}${period}/`))
    for (const [, text] of batch) teams.push(readPointer(text).team);
  const figures = new Map<string, Figures>();
  for (const team of teams) {
    const own = await figuresOfTeam(stores, team, period, view);
    if (own !== undefined) figures.set(team, own);
    // Yields: a report of all teams must not delay requests.
    await setImmediate();
  }
  return figures;
}

async function figuresOfTeam(
  { log }: QueryStores,
  team: string,
  period: string,
  view: View,
): Promise<Figures | undefined> {
  const state = await loadStatement(log, { team, period });
  if (state.status === 'NONE') return undefined;
  const proposal = view === 'proposed' ? (submissionOf(state)?.proposal ?? draftOf(state)) : undefined;
  const lines = sumsByLine(state, proposal);
  if (lines.size === 0) return undefined;
  const totalCents = sumCents(lines.values());
  const calculation = await restsOn(log, state, proposal);
  return { state, lines, totalCents, statement: calculation?.statement ?? undefined };
}

function sumsByLine(
  { decisions, calculated }: StatementState,
  proposal: StatementProposal | undefined,
): Map<LineName, bigint> {
  const settled: readonly Line[] =
    decisions.length > 0 || proposal !== undefined ? decidedLines(decisions) : (calculated?.statement?.lines ?? []);
  const sums = new Map<LineName, bigint>();
  for (const { line, amountCents } of [...settled, ...(proposal?.lines ?? [])])
    sums.set(line, (sums.get(line) ?? 0n) + amountCents);
  return sums;
}

/** The target of a regularisation is not in every old log; then the latest calculation stands for it. */
async function restsOn(
  log: EventStore,
  state: DueStatement,
  proposal: StatementProposal | undefined,
): Promise<CalculatedStatement | undefined> {
  const { calculated } = state;
  const decided = proposal ?? state.decisions.at(-1);
  if (decided === undefined || decided.digest === calculated?.digest) return calculated;
  return (await calculationDecided(log, state, decided)) ?? calculated;
}
