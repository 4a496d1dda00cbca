/** Demands the debts of a team that left. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { paymentLedgers } from '#libs/payments/ledger/envelopes.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives what was recorded, if anything. */
export class DemandRepayment extends Command<Made | undefined> {
  readonly envelope: string;
  readonly team: string;
  readonly author: Author;

  constructor(envelope: string, team: string, author: Author) {
    super();
    this.envelope = envelope;
    this.team = team;
    this.author = author;
  }
}

@CommandHandler(DemandRepayment)
export class DemandRepaymentHandler implements ICommandHandler<DemandRepayment> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NOTHING_OWED, and DomainError (conflict, key-reused). */
  async execute({ envelope, team, author }: DemandRepayment): Promise<Made | undefined> {
    const command = { type: 'demandRepayment', by: author.meta.by, team } as const;
    return (await paymentLedgers(this.#stores.log).handle(envelope, { command, ...author })).made;
  }
}
