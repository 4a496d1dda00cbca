/** Finds all envelopes with their figures, by name. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { compareText } from '#libs/kernel/text.ts';
import { type EnvelopeFigures, envelopeFigures } from '#libs/payments/ledger/balances.ts';
import { envelopes } from '#libs/payments/ledger/envelopes.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindEnvelopes extends Query<readonly EnvelopeFigures[]> {}

@QueryHandler(FindEnvelopes)
export class FindEnvelopesHandler implements IQueryHandler<FindEnvelopes> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute(): Promise<readonly EnvelopeFigures[]> {
    const ledgers = await envelopes(this.#stores.log);
    return ledgers.map(envelopeFigures).sort((a, b) => compareText(a.envelope, b.envelope));
  }
}
