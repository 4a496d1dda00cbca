/** Proposes to give up the demand of a repayment. Another person confirms it. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import type { Debtor } from '#libs/payments/ledger/change.ts';
import { proposeOnLedger, requireEnvelope } from '#libs/payments/ledger/propose-on-ledger.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class TakeBackDemand extends Command<CommandResult | undefined> {
  readonly debtor: Debtor;
  readonly reason: string;
  readonly author: Author;

  constructor(debtor: Debtor, reason: string, author: Author) {
    super();
    this.debtor = debtor;
    this.reason = reason;
    this.author = author;
  }
}

@CommandHandler(TakeBackDemand)
export class TakeBackDemandHandler implements ICommandHandler<TakeBackDemand> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_ENVELOPE, the errors of `proposeTakeBack`, and DomainError (conflict, key-reused). */
  async execute({ debtor, reason, author }: TakeBackDemand): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    await requireEnvelope(log, debtor.envelope);
    return proposeOnLedger(log, { kind: 'TAKE_BACK', ...debtor, reason }, author);
  }
}
