/** Finds the state of one statement, with its decisions. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { loadStatement } from '#libs/statements/workflow/statements.ts';

/** Undefined when it was never calculated. */
export class FindStatement extends Query<StatementState | undefined> {
  readonly of: TeamPeriod;

  constructor(of: TeamPeriod) {
    super();
    this.of = of;
  }
}

@QueryHandler(FindStatement)
export class FindStatementHandler implements IQueryHandler<FindStatement> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ of }: FindStatement): Promise<StatementState | undefined> {
    const state = await loadStatement(this.#stores.log, of);
    return state.calculated === undefined ? undefined : state;
  }
}
