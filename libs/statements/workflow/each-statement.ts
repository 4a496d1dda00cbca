/** One command on each of some statements: a refusal is reported per statement; the rest continue. */
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { StatementCommand } from '#libs/statements/workflow/decide.ts';
import { postDecisions } from '#libs/statements/workflow/post-decisions.ts';
import type { Stage, StatementState } from '#libs/statements/workflow/state.ts';
import {
  type Selection,
  statementOf,
  statements,
  statementsOf,
  statementId,
} from '#libs/statements/workflow/statements.ts';

/** One statement, or those of a selection that stand before the step. */
export type Which = TeamPeriod | Selection;

interface Done extends TeamPeriod {
  /** Types of the events recorded now; none where it was done before, or nothing was left to do. */
  readonly events: readonly string[];
  /** What the command made, now or before; undefined where it made nothing. */
  readonly made: Made | undefined;
  readonly refused: undefined;
}

interface Refused extends TeamPeriod {
  readonly refused: DomainError;
}

export type Outcome = Done | Refused;

interface Chosen {
  /** Those that this command has taken already. */
  readonly before: readonly StatementState[];
  /** Those that stand before the step; one that is named is taken wherever it stands, so that its refusal is reported. */
  readonly open: readonly StatementState[];
}

/** The same key again goes on with what was left, and gives what was done before as it was. */
export async function choose(
  stores: Stores,
  which: Which,
  { meta }: Author,
  stages: readonly Stage[],
): Promise<Chosen> {
  if ('period' in which) return { before: [], open: [await statementOf(stores.log, which)] };
  const [before, open]: [StatementState[], StatementState[]] = [[], []];
  for (const state of await statementsOf(stores, which))
    if ((await statements(stores.log).madeBy(statementId(state), meta)) !== undefined) before.push(state);
    else if (stages.includes(state.status)) open.push(state);
  return { before, open };
}

/** The command for a statement, after what has to hold or to be done outside of it. Throws DomainError where that refuses it. */
type CommandOf = (
  state: StatementState,
  /** What the command made, where it came before. */
  before: Made | undefined,
) => StatementCommand | Promise<StatementCommand>;

/** What was decided is posted to the payment ledger at once. Throws DomainError (conflict, key-reused), StoreUnavailable. */
export async function eachStatement(
  stores: Stores,
  of: readonly TeamPeriod[],
  author: Author,
  commandOf: CommandOf,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { team, period } of of) {
    try {
      outcomes.push(await onStatement(stores, { team, period }, author, commandOf));
    } catch (refused) {
      if (!isRefusal(refused)) throw refused;
      outcomes.push({ team, period, refused });
    }
  }
  return outcomes;
}

async function onStatement(stores: Stores, of: TeamPeriod, author: Author, commandOf: CommandOf): Promise<Done> {
  const [repository, id] = [statements(stores.log), statementId(of)];
  const before = await repository.madeBy(id, author.meta);
  const command = await commandOf((await repository.load(id)).state, before);
  const { events, made } = await repository.handle(id, { command, ...author });
  await postDecisions(stores.log, (await repository.load(id)).state, author);
  return { ...of, events: events.map(({ type }) => type), made, refused: undefined };
}

/** What the rules refuse; a conflict, or a key of another command, stops the rest. */
function isRefusal(error: unknown): error is DomainError {
  return error instanceof DomainError && error.kind !== 'conflict' && error.kind !== 'key-reused';
}
