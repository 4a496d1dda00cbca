/**
 * Runs one command on several statements, and posts their decisions to the payment ledger. A refusal is reported per statement; the rest
 * continue.
 */
import { setImmediate } from 'node:timers/promises';
import { againWhileMoved, isOvertaken } from '#libs/commands/again-while-moved.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandMeta } from '#libs/commands/person.ts';
import { changedStream } from '#libs/commands/refusals.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import type { StreamAt } from '#libs/event-store/event-store.ts';
import { isWithin, periodFromText } from '#libs/kernel/period.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { CalculatingStores } from '#libs/statements/calculation/calculate.ts';
import { type TeamPeriod, statementStream } from '#libs/statements/calculated-statement.ts';
import { type StatementCommand, askedOf } from '#libs/statements/workflow/decide.ts';
import { type StatementRefusal, unavailable } from '#libs/statements/workflow/refusals.ts';
import { postDecisions } from '#libs/statements/workflow/post-decisions.ts';
import type { Stage, StatementState } from '#libs/statements/workflow/state.ts';
import {
  type Selection,
  loadStatement,
  statements,
  loadStatements,
  statementId,
} from '#libs/statements/workflow/statements.ts';

/** One statement; with the code of what a person read of it, only that (variance-code.ts). */
export interface ReadStatement extends TeamPeriod {
  readonly code?: string;
}

/** One statement, or those of a selection that are ready for the step. */
export type ChosenStatements = ReadStatement | Selection;

interface Done extends TeamPeriod {
  /** Types of the events recorded now; empty if the command was done before or had nothing to do. */
  readonly events: readonly string[];
  /** The result of the command, now or before; undefined if it recorded nothing. */
  readonly made: CommandResult | undefined;
  readonly refused: undefined;
}

interface Refused extends TeamPeriod {
  readonly refused: DomainError;
}

export type StatementOutcome = Done | Refused;

interface Chosen {
  /** Statements on which this command was done before, as it found them: reports showed them with those that are open. */
  readonly before: readonly StatementState[];
  /** Statements that are ready for the step. A statement given by name is always here, so that its refusal is reported. */
  readonly open: readonly StatementState[];
}

/** Chooses the statements of a command. The same key again gives the earlier results and continues with the rest. */
export async function chooseStatements(
  stores: CalculatingStores,
  which: ChosenStatements,
  { meta }: Author,
  stages: readonly Stage[],
): Promise<Chosen> {
  if ('period' in which) return { before: [], open: [await loadStatement(stores.log, which)] };
  const [before, open]: [StatementState[], StatementState[]] = [[], []];
  for (const state of await loadStatements(stores, which)) {
    const found = await foundBefore(stores, state, meta);
    if (found !== undefined) before.push(found);
    else if (stages.includes(state.status) && isMeant(state, which)) open.push(state);
  }
  return { before, open };
}

/** The statement as the command found it; undefined if the command was not done on it. */
async function foundBefore(
  { log }: CalculatingStores,
  of: TeamPeriod,
  meta: CommandMeta,
): Promise<StatementState | undefined> {
  const made = await statements(log).findByCommandKey(statementId(of), meta);
  return made === undefined ? undefined : statements(log).findBefore(statementId(of), meta);
}

/** Statements of a selection, with the codes of the decisions that a person read (decisionCode in variance-code.ts). */
export interface ReadDecisions extends Selection {
  readonly decisionCodes: readonly string[];
}

/** The code that a person gave with the statement that he read; undefined without one, and for many statements. */
export function codeRead(which: ChosenStatements): string | undefined {
  return 'code' in which ? which.code : undefined;
}

/** A range includes a year if the whole year lies within it, or if the scheme is named: `2022-Q3` alone includes no year. */
export function isMeant(
  { decisions, period }: StatementState,
  { regularisations = false, range, onlyPeriod, scheme }: Selection,
): boolean {
  if (regularisations && decisions.length === 0) return false;
  if (onlyPeriod !== undefined) return true;
  return range === undefined || scheme !== undefined || isWithin(periodFromText(period), range);
}

interface ToDecide {
  readonly command: StatementCommand;
  /** What else its checks read, beside DecidingOptions. */
  readonly restsOn?: readonly StreamAt[];
}

/** Gives the command for a statement, after the checks that need other streams. Throws DomainError for a refusal. */
export type CommandOf = (
  state: StatementState,
  /** The earlier result of the same command, if any. */
  before: CommandResult | undefined,
) => ToDecide | undefined | Promise<ToDecide | undefined>;

interface DecidingOptions {
  readonly exception?: string | undefined;
  /** Read before the checks of the command. If the stream has moved when the step is recorded, the checks run again. */
  readonly restsOn?: () => Promise<StreamAt>;
  /** Called with the number of finished statements and of all. An error that it throws stops between two statements. */
  readonly onProgress?: Progress | undefined;
}

/**
 * Posts each decision to the payment ledger immediately, under an exception if it exceeds its envelope; without a command it only posts.
 * Throws DomainError (conflict, key-reused), StoreUnavailable, and the errors of `onProgress`.
 */
export async function decideAndPostEach(
  stores: CalculatingStores,
  of: readonly TeamPeriod[],
  author: Author,
  commandOf: CommandOf,
  { exception, restsOn, onProgress }: DecidingOptions = {},
): Promise<readonly StatementOutcome[]> {
  const outcomes: StatementOutcome[] = [];
  for (const { team, period } of of) {
    try {
      outcomes.push(await onStatement({ stores, author, exception, restsOn }, { team, period }, commandOf));
    } catch (refused) {
      if (!isRefusal(refused, { team, period })) throw refused;
      outcomes.push({ team, period, refused });
    }
    onProgress?.(outcomes.length, of.length);
    // Yields: a campaign must not delay requests.
    await setImmediate();
  }
  return outcomes;
}

interface Doing {
  readonly stores: CalculatingStores;
  readonly author: Author;
  readonly exception: string | undefined;
  readonly restsOn: (() => Promise<StreamAt>) | undefined;
}

/** Throws OVERTAKEN if the statement has nothing of it, and NOT_POSTED_YET. */
async function onStatement(doing: Doing, of: TeamPeriod, commandOf: CommandOf, isAgain = false): Promise<Done> {
  const isOther = (stream: string) => stream !== statementStream(of);
  const decided = await againWhileMoved(isOther, () => decideOn(doing, of, commandOf));
  const posted = await postOn(doing, of);
  if (decided !== undefined) return { ...of, ...decided, refused: undefined };
  // Its approver posted it meanwhile: taking the decision again tells who that is.
  if (posted === undefined && !isAgain) return onStatement(doing, of, commandOf, true);
  return { ...of, events: posted?.types ?? [], made: posted, refused: undefined };
}

/** Undefined without a command. */
async function decideOn(
  { stores, author, restsOn: othersAt }: Doing,
  of: TeamPeriod,
  commandOf: CommandOf,
): Promise<Pick<Done, 'events' | 'made'> | undefined> {
  const [repository, id] = [statements(stores.log), statementId(of)];
  const others = othersAt === undefined ? [] : [await othersAt()];
  const { state, revision } = await repository.load(id);
  // After the state: one that has what this key did meanwhile, and nothing of who did it, would be taken for another's.
  const before = await repository.findByCommandKey(id, author.meta);
  const decided = await commandOf(state, before);
  if (decided === undefined) return undefined;
  const { command, restsOn = [] } = decided;
  const given = { command, ...author, asked: askedOf(command), restsOn: [...others, ...restsOn] };
  const { events, made } = await repository.handle(id, { ...given, checkedAt: revision });
  return { events: events.map(({ type }) => type), made };
}

async function postOn({ stores: { log }, author, exception }: Doing, of: TeamPeriod): Promise<Done['made']> {
  const stream = statementStream(of);
  try {
    return await againWhileMoved(
      (moved) => moved === stream,
      async () => {
        const { state, revision } = await statements(log).load(statementId(of));
        // What was read may be withdrawn.
        return postDecisions(log, state, author, exception, [{ stream, revision }]);
      },
    );
  } catch (error) {
    throw isOvertaken(error) ? unavailable('NOT_POSTED_YET', of) : error;
  }
}

/** Whether the rest can continue: not after a conflict, except one over this statement alone, nor with the key of another command. */
function isRefusal(error: unknown, of: TeamPeriod): error is DomainError {
  if (!(error instanceof DomainError)) return false;
  const isOfOne =
    error.code === ('APPROVED_BY_ANOTHER' satisfies StatementRefusal['code']) ||
    changedStream(error) === statementStream(of);
  return isOfOne || (error.kind !== 'conflict' && error.kind !== 'key-reused');
}
