/** Refuses a change of the ledger that another person proposed, with a reason. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { decideOnLedger } from '#libs/payments/ledger/ledger.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class RefuseChange extends Command<CommandResult | undefined> {
  readonly proposal: string;
  readonly reason: string;
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(proposal: string, reason: string, author: Author, code?: string) {
    super();
    this.proposal = proposal;
    this.reason = reason;
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(RefuseChange)
export class RefuseChangeHandler implements ICommandHandler<RefuseChange> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_PROPOSAL, SECOND_PERSON_REQUIRED, REASON_REQUIRED, PROPOSAL_CHANGED, and DomainError (conflict, key-reused). */
  async execute({ proposal, reason, author, code }: RefuseChange): Promise<CommandResult | undefined> {
    const command = { type: 'refuse', proposal, by: author.meta.by, reason, code } as const;
    return (await decideOnLedger(this.#stores.log, command, author)).made;
  }
}
