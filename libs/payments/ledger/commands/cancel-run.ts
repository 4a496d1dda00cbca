/** Proposes to cancel a released run that was not sent to the bank. Another person confirms it. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { proposeOnLedger } from '#libs/payments/ledger/propose-on-ledger.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class CancelRun extends Command<CommandResult | undefined> {
  readonly run: string;
  readonly reason: string;
  readonly author: Author;

  constructor(run: string, reason: string, author: Author) {
    super();
    this.run = run;
    this.reason = reason;
    this.author = author;
  }
}

@CommandHandler(CancelRun)
export class CancelRunHandler implements ICommandHandler<CancelRun> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the errors of `proposeCancellation`, and DomainError (conflict, key-reused). */
  async execute({ run, reason, author }: CancelRun): Promise<CommandResult | undefined> {
    return proposeOnLedger(this.#stores.log, { kind: 'CANCELLATION', run, reason }, author);
  }
}
