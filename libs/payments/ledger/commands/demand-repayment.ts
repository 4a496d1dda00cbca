/** Demands the debts of a team that left. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { onLedger } from '#libs/payments/ledger/ledger.ts';
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
    const command = { type: 'demandRepayment', by: author.meta.by, envelope, team } as const;
    return (await onLedger(this.#stores.log, command, author)).made;
  }
}
