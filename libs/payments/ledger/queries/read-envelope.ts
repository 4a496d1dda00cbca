/** One envelope with its figures, and the figures of each team that it funds. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Day } from '#libs/kernel/day.ts';
import { type TeamBalances, teamBalances } from '#libs/payments/ledger/balances.ts';
import { type EnvelopeFigures, envelopeFigures } from '#libs/payments/ledger/envelope-figures.ts';
import { type EnvelopeYear, envelopeYears } from '#libs/payments/ledger/envelope-years.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface EnvelopeWithTeams extends EnvelopeFigures {
  readonly teams: readonly TeamBalances[];
  readonly years: readonly EnvelopeYear[];
}

/** Undefined if no envelope has that name. */
export class ReadEnvelope extends Query<EnvelopeWithTeams | undefined> {
  readonly envelope: string;
  /** The day whose terms are shown. */
  readonly day: Day;

  constructor(envelope: string, day: Day) {
    super();
    this.envelope = envelope;
    this.day = day;
  }
}

@QueryHandler(ReadEnvelope)
export class ReadEnvelopeHandler implements IQueryHandler<ReadEnvelope> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ envelope: name, day }: ReadEnvelope): Promise<EnvelopeWithTeams | undefined> {
    const ledger = await ledgerOf(this.#stores.log);
    const envelope = ledger.envelopes.get(name);
    return envelope === undefined
      ? undefined
      : {
          ...envelopeFigures(ledger, envelope, day),
          teams: teamBalances(envelope),
          years: envelopeYears(ledger, name),
        };
  }
}
