/** Decisions on named statements, one after the other, as the commands make them. */
import type { CommandMeta } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement, TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { regulariseTowards } from '#libs/statements/workflow/commands/regularise-statement.ts';
import { RejectStatements, RejectStatementsHandler } from '#libs/statements/workflow/commands/reject-statements.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import {
  WithdrawStatements,
  WithdrawStatementsHandler,
} from '#libs/statements/workflow/commands/withdraw-statements.ts';
import type { StatementOutcome } from '#libs/statements/workflow/each-statement.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

type Statements = readonly TeamPeriod[];
type BothStores = Pick<Stores, 'log' | 'readStore'>;

export function submit(
  stores: BothStores,
  of: Statements,
  meta: CommandMeta,
  commit: Commit,
): Promise<StatementOutcome[]> {
  return each(of, (one) =>
    new SubmitStatementsHandler(new Stores(stores.log, stores.readStore)).execute(
      new SubmitStatements(one, { meta, commit }),
    ),
  );
}

export function approve(
  stores: BothStores,
  of: Statements,
  meta: CommandMeta,
  commit: Commit,
  exception?: string,
): Promise<StatementOutcome[]> {
  const approval = new ApproveStatementsHandler(new Stores(stores.log, stores.readStore));
  return each(
    of,
    async (one) => (await approval.execute(new ApproveStatements(one, { meta, commit }, exception))).outcomes,
  );
}

export function reject(
  stores: BothStores,
  of: Statements,
  meta: CommandMeta,
  commit: Commit,
): Promise<StatementOutcome[]> {
  return each(of, (one) =>
    new RejectStatementsHandler(new Stores(stores.log, stores.readStore)).execute(
      new RejectStatements(one, 'essai', { meta, commit }),
    ),
  );
}

export function withdraw(
  stores: BothStores,
  of: Statements,
  meta: CommandMeta,
  commit: Commit,
): Promise<StatementOutcome[]> {
  return each(of, (one) =>
    new WithdrawStatementsHandler(new Stores(stores.log, stores.readStore)).execute(
      new WithdrawStatements(one, 'essai', { meta, commit }),
    ),
  );
}

async function each(
  of: Statements,
  decide: (one: TeamPeriod) => Promise<readonly StatementOutcome[]>,
): Promise<StatementOutcome[]> {
  const outcomes: StatementOutcome[] = [];
  for (const { team, period } of of) outcomes.push(...(await decide({ team, period })));
  return outcomes;
}

/** The statement after drafting its regularisation to a calculation. */
export async function regularise(
  { log }: Pick<BothStores, 'log'>,
  target: CalculatedStatement,
  meta: CommandMeta,
  commit: Commit,
): Promise<StatementState> {
  return (await regulariseTowards(log, target, { meta, commit })).state;
}

/** The refusal of each in French; undefined for a successful one. */
export function refusalsOf(outcomes: readonly StatementOutcome[]): readonly (string | undefined)[] {
  return outcomes.map(({ refused }) => (refused === undefined ? undefined : sentenceOf(refused)));
}
