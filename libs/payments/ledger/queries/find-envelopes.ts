/** Finds all envelopes with their figures, by name. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Day } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { type EnvelopeFigures, envelopeFigures } from '#libs/payments/ledger/envelope-figures.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindEnvelopes extends Query<readonly EnvelopeFigures[]> {
  /** The day whose terms are shown. */
  readonly day: Day;

  constructor(day: Day) {
    super();
    this.day = day;
  }
}

@QueryHandler(FindEnvelopes)
export class FindEnvelopesHandler implements IQueryHandler<FindEnvelopes> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ day }: FindEnvelopes): Promise<readonly EnvelopeFigures[]> {
    const ledger = await ledgerOf(this.#stores.log);
    return [...ledger.envelopes.values()]
      .map((envelope) => envelopeFigures(ledger, envelope, day))
      .sort((a, b) => compareText(a.envelope, b.envelope));
  }
}
