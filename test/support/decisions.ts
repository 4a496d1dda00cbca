/** Decisions of people on statements that are named, one after the other, as the commands make them. */
import type { CommandMeta } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import type { CalculatedStatement, TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { approveStatements } from '#libs/statements/workflow/commands/approve-statements.ts';
import { regulariseTowards } from '#libs/statements/workflow/commands/regularise-statement.ts';
import { rejectStatements } from '#libs/statements/workflow/commands/reject-statements.ts';
import { submitStatements } from '#libs/statements/workflow/commands/submit-statements.ts';
import { withdrawStatements } from '#libs/statements/workflow/commands/withdraw-statements.ts';
import type { Outcome } from '#libs/statements/workflow/each-statement.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

type Statements = readonly TeamPeriod[];

export function submit(stores: Stores, of: Statements, meta: CommandMeta, commit: Commit): Promise<Outcome[]> {
  return each(of, (one) => submitStatements(stores, one, { meta, commit }));
}

export function approve(stores: Stores, of: Statements, meta: CommandMeta, commit: Commit): Promise<Outcome[]> {
  return each(of, async (one) => (await approveStatements(stores, one, { meta, commit })).outcomes);
}

export function reject(stores: Stores, of: Statements, meta: CommandMeta, commit: Commit): Promise<Outcome[]> {
  return each(of, (one) => rejectStatements(stores, one, 'essai', { meta, commit }));
}

export function withdraw(stores: Stores, of: Statements, meta: CommandMeta, commit: Commit): Promise<Outcome[]> {
  return each(of, (one) => withdrawStatements(stores, one, 'essai', { meta, commit }));
}

async function each(of: Statements, decide: (one: TeamPeriod) => Promise<readonly Outcome[]>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { team, period } of of) outcomes.push(...(await decide({ team, period })));
  return outcomes;
}

/** The statement after its regularisation towards a calculation is drafted. */
export async function regularise(
  { log }: Pick<Stores, 'log'>,
  target: CalculatedStatement,
  meta: CommandMeta,
  commit: Commit,
): Promise<StatementState> {
  return (await regulariseTowards(log, target, { meta, commit })).state;
}

/** What each was refused for, in French; undefined where it was done. */
export function refusalsOf(outcomes: readonly Outcome[]): readonly (string | undefined)[] {
  return outcomes.map(({ refused }) => (refused === undefined ? undefined : sentenceOf(refused)));
}
