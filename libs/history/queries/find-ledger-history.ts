/** The entries of an envelope, in order, with the balances after each. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Day } from '#libs/kernel/day.ts';
import { type LedgerHistory, ledgerHistory } from '#libs/history/of-decisions.ts';
import type { HistoryView } from '#libs/history/recorded.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindLedgerHistory extends Query<LedgerHistory> {
  readonly envelope: string;
  /** Restricts the history to a day known or a position; everything if empty. */
  readonly view: HistoryView;
  /** The day whose terms are shown, if the view has none. */
  readonly today: Day;

  constructor(envelope: string, view: HistoryView, today: Day) {
    super();
    this.envelope = envelope;
    this.view = view;
    this.today = today;
  }
}

@QueryHandler(FindLedgerHistory)
export class FindLedgerHistoryHandler implements IQueryHandler<FindLedgerHistory> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws ENVELOPE_NOT_RECORDED. */
  execute({ envelope, view, today }: FindLedgerHistory): Promise<LedgerHistory> {
    return ledgerHistory(this.#stores.log, envelope, view, today);
  }
}
