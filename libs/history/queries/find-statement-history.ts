/** The events of a statement in order, and its stage at a time. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type StatementHistory, statementHistory } from '#libs/history/of-statement.ts';
import type { HistoryView } from '#libs/history/recorded.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindStatementHistory extends Query<StatementHistory> {
  readonly team: string;
  readonly period: string;
  /** Restricts the history to a day known or a position; everything if empty. */
  readonly view: HistoryView;

  constructor(team: string, period: string, view: HistoryView) {
    super();
    this.team = team;
    this.period = period;
    this.view = view;
  }
}

@QueryHandler(FindStatementHistory)
export class FindStatementHistoryHandler implements IQueryHandler<FindStatementHistory> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws STATEMENT_NEVER_CALCULATED. */
  execute({ team, period, view }: FindStatementHistory): Promise<StatementHistory> {
    return statementHistory(this.#stores.log, team, period, view);
  }
}
