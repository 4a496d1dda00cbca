/** The letter of a decision: of a statement, or of a regularisation. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type DecidedAfterOthers, decidedOf } from '#libs/letters/decided.ts';
import type { Letter, Letterhead } from '#libs/letters/letter.ts';
import { sourcesOf } from '#libs/letters/sources.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { DecisionNumber } from '#libs/statements/workflow/events.ts';
import { regularisationLetter } from '#libs/words/letters/regularisation-letter.ts';
import { statementLetter } from '#libs/words/letters/statement-letter.ts';

/** Undefined if no such decision exists, or if it was withdrawn. */
export class ReadDecisionLetter extends Query<Letter | undefined> {
  readonly of: TeamPeriod;
  readonly number: DecisionNumber;
  readonly letterhead: Letterhead;

  constructor(of: TeamPeriod, number: DecisionNumber, letterhead: Letterhead) {
    super();
    this.of = of;
    this.number = number;
    this.letterhead = letterhead;
  }
}

@QueryHandler(ReadDecisionLetter)
export class ReadDecisionLetterHandler implements IQueryHandler<ReadDecisionLetter> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws REGULATION_NOT_IN_LOG. */
  async execute({ of, number, letterhead }: ReadDecisionLetter): Promise<Letter | undefined> {
    const found = await decidedOf(this.#stores.log, of, number);
    return found && decisionLetter(this.#stores, found, letterhead);
  }
}

/** A statement that was decided without its calculation in the log is written as a regularisation from zero. */
export async function decisionLetter(
  stores: QueryStores,
  found: DecidedAfterOthers,
  letterhead: Letterhead,
): Promise<Letter> {
  const { decision, calculated } = found;
  const statement = calculated?.statement ?? null;
  const whole = calculated === undefined || statement === null ? undefined : { ...calculated, statement };
  const sources = whole && (await sourcesOf(stores, whole));
  return decision.number === 0 && whole !== undefined && sources !== undefined
    ? statementLetter({ calculated: whole, decision, sources }, letterhead)
    : regularisationLetter(found, sources, letterhead);
}
