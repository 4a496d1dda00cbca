/** The letter of the latest calculation of a statement, marked provisional because it is not decided. */
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { Letter, Letterhead } from '#libs/letters/letter.ts';
import { sourcesOf } from '#libs/letters/sources.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { type CalculationSought, FindCalculation } from '#libs/statements/queries/find-calculation.ts';
import { statementLetter } from '#libs/words/letters/statement-letter.ts';

/** Undefined if no calculation exists, or if the team is no longer in the experiment. */
export class ReadProvisionalLetter extends Query<Letter | undefined> {
  readonly sought: CalculationSought;
  readonly letterhead: Letterhead;

  constructor(sought: CalculationSought, letterhead: Letterhead) {
    super();
    this.sought = sought;
    this.letterhead = letterhead;
  }
}

@QueryHandler(ReadProvisionalLetter)
export class ReadProvisionalLetterHandler implements IQueryHandler<ReadProvisionalLetter> {
  readonly #stores: ServedStores;
  readonly #queries: QueryBus;

  constructor(stores: ServedStores, queries: QueryBus) {
    this.#stores = stores;
    this.#queries = queries;
  }

  /** Throws REGULATION_NOT_IN_LOG. */
  async execute({ sought, letterhead }: ReadProvisionalLetter): Promise<Letter | undefined> {
    const found = await this.#queries.execute(new FindCalculation(sought));
    if (found.status !== 'due') return undefined;
    const sources = await sourcesOf(this.#stores, found.calculated);
    return statementLetter({ calculated: found.calculated, decision: undefined, sources }, letterhead);
  }
}
