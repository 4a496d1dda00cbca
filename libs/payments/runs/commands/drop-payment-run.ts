/** Drops a prepared run: no money moved, and its name may be used again. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { decideOnLedger } from '#libs/payments/ledger/ledger.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class DropPaymentRun extends Command<CommandResult | undefined> {
  readonly run: string;
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(run: string, author: Author, code?: string) {
    super();
    this.run = run;
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(DropPaymentRun)
export class DropPaymentRunHandler implements ICommandHandler<DropPaymentRun> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws RUN_IS_RELEASED, NO_PREPARED_RUN, PROPOSAL_CHANGED, and DomainError (conflict, key-reused). */
  async execute({ run, author, code }: DropPaymentRun): Promise<CommandResult | undefined> {
    return (await decideOnLedger(this.#stores.log, { type: 'dropRun', run, code }, author)).made;
  }
}
