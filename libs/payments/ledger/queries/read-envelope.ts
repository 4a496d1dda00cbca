/** One envelope with its figures, and those of each team that it funds. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  type EnvelopeFigures,
  type TeamBalances,
  envelopeFigures,
  teamBalances,
} from '#libs/payments/ledger/balances.ts';
import { envelopes } from '#libs/payments/ledger/envelopes.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface EnvelopeWithTeams extends EnvelopeFigures {
  readonly teams: readonly TeamBalances[];
}

/** Undefined when there is no envelope of that name. */
export class ReadEnvelope extends Query<EnvelopeWithTeams | undefined> {
  readonly envelope: string;

  constructor(envelope: string) {
    super();
    this.envelope = envelope;
  }
}

@QueryHandler(ReadEnvelope)
export class ReadEnvelopeHandler implements IQueryHandler<ReadEnvelope> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ envelope }: ReadEnvelope): Promise<EnvelopeWithTeams | undefined> {
    const ledger = (await envelopes(this.#stores.log)).find((one) => one.envelope === envelope);
    return ledger === undefined ? undefined : { ...envelopeFigures(ledger), teams: teamBalances(ledger) };
  }
}
