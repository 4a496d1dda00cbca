/** Withdraws a change of the ledger that its author proposed. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { decideOnLedger } from '#libs/payments/ledger/ledger.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class WithdrawChange extends Command<CommandResult | undefined> {
  readonly proposal: string;
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(proposal: string, author: Author, code?: string) {
    super();
    this.proposal = proposal;
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(WithdrawChange)
export class WithdrawChangeHandler implements ICommandHandler<WithdrawChange> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_PROPOSAL, PROPOSED_BY_ANOTHER, PROPOSAL_CHANGED, and DomainError (conflict, key-reused). */
  async execute({ proposal, author, code }: WithdrawChange): Promise<CommandResult | undefined> {
    const command = { type: 'withdraw', proposal, by: author.meta.by, code } as const;
    return (await decideOnLedger(this.#stores.log, command, author)).made;
  }
}
