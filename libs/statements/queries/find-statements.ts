/** Finds the latest calculations by period and team, each with the status of its statement. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Quarter } from '#libs/kernel/day.ts';
import { type Keyed, type Page, type PageRequest, pageAfter } from '#libs/kernel/page.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { type ListedCalculation, listedCalculations } from '#libs/statements/calculation/listing.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { statementOf } from '#libs/statements/workflow/statements.ts';

/** An undefined field selects all. */
interface StatementFilter {
  readonly team: string | undefined;
  readonly scheme: string | undefined;
  readonly from: Quarter | undefined;
  readonly to: Quarter | undefined;
  readonly status: StatementState['status'] | undefined;
  readonly flag: string | undefined;
  /** Day known of the calculation, YYYY-MM-DD. */
  readonly knownOn: string | undefined;
}

export interface FoundStatement {
  readonly calculated: CalculatedStatement;
  readonly status: StatementState['status'];
}

/** Calculations read at a time, at most. */
const AT_A_TIME = 50;

export class FindStatements extends Query<Page<FoundStatement>> {
  readonly filter: StatementFilter;
  readonly page: PageRequest;

  constructor(filter: StatementFilter, page: PageRequest) {
    super();
    this.filter = filter;
    this.page = page;
  }
}

@QueryHandler(FindStatements)
export class FindStatementsHandler implements IQueryHandler<FindStatements> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ filter, page }: FindStatements): Promise<Page<FoundStatement>> {
    const { log, projections } = this.#stores;
    const documents = await projections.documents(STATEMENTS);
    const { knownOn, team, from, to } = filter;
    const atATime = Math.min(page.limit + 1, AT_A_TIME);
    const calculations = listedCalculations(documents, { knownOn, after: page.after, team, from, to, atATime });
    return pageAfter(page, withStatus(log, calculations, filter));
  }
}

async function* withStatus(
  log: EventStore,
  calculations: AsyncIterable<readonly ListedCalculation[]>,
  { scheme, flag, status: asked }: StatementFilter,
): AsyncIterable<readonly Keyed<FoundStatement>[]> {
  for await (const batch of calculations) {
    const items: Keyed<FoundStatement>[] = [];
    for (const { key, calculated } of batch) {
      const { statement } = calculated;
      if (scheme !== undefined && statement?.scheme !== scheme) continue;
      if (flag !== undefined && !(statement?.flags as readonly string[] | undefined)?.includes(flag)) continue;
      const { status } = await statementOf(log, calculated);
      if (asked === undefined || status === asked) items.push([key, { calculated, status }]);
    }
    yield items;
  }
}
