/** Finds one decision about a statement, with the calculation that it decided and the decisions before it. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { type CalculatedStatement, type TeamPeriod, statementStream } from '#libs/statements/calculated-statement.ts';
import type { Decision } from '#libs/statements/workflow/decisions.ts';
import { type DecisionNumber, STATEMENT_EVENTS } from '#libs/statements/workflow/events.ts';
import { statementOf } from '#libs/statements/workflow/statements.ts';

/** A decision as it was taken. */
export interface DecidedStatement {
  readonly decision: Decision;
  /** Undefined where an old log does not have it. */
  readonly calculated: CalculatedStatement | undefined;
}

export interface DecisionFound extends TeamPeriod, DecidedStatement {
  /** Those before it that were not withdrawn, the first first. */
  readonly before: readonly DecidedStatement[];
}

/** Undefined where there is no such decision, or it was withdrawn. */
export class FindDecision extends Query<DecisionFound | undefined> {
  readonly of: TeamPeriod;
  readonly number: DecisionNumber;

  constructor(of: TeamPeriod, number: DecisionNumber) {
    super();
    this.of = of;
    this.number = number;
  }
}

@QueryHandler(FindDecision)
export class FindDecisionHandler implements IQueryHandler<FindDecision> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ of, number }: FindDecision): Promise<DecisionFound | undefined> {
    const decided = await decidedStatements(this.#stores.log, of);
    const index = decided.findIndex(({ decision }) => decision.number === number);
    const found = decided[index];
    return found && { ...of, ...found, before: decided.slice(0, index) };
  }
}

/** The decisions about a statement that were not withdrawn, the first first, with their calculations. */
export async function decidedStatements(log: EventStore, of: TeamPeriod): Promise<readonly DecidedStatement[]> {
  const { decisions } = await statementOf(log, of);
  const sought = new Set(decisions.map(({ digest }) => digest));
  const calculations = sought.size === 0 ? [] : await calculationsAmong(log, of, sought);
  return decisions.map((decision) => {
    const same = calculations.find(({ digest }) => digest === decision.digest);
    // The digest covers everything but the position, which is that of the calculation decided.
    return { decision, calculated: same && { ...same, pin: decision.pin } };
  });
}

async function calculationsAmong(
  log: EventStore,
  of: TeamPeriod,
  digests: ReadonlySet<string>,
): Promise<readonly CalculatedStatement[]> {
  const found: CalculatedStatement[] = [];
  for (const recorded of await log.readStream(statementStream(of))) {
    if (![...digests].some((digest) => recorded.data.includes(digest))) continue;
    const event = STATEMENT_EVENTS.read(recorded);
    if (event.type === 'StatementCalculated' || event.type === 'StatementNoLongerDue') found.push(event.data);
    if (event.type === 'RegularisationDrafted' && event.data.calculation !== null) found.push(event.data.calculation);
  }
  return found;
}
