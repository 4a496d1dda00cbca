/** Proposes to record a repayment of a team to an envelope. Another person confirms it. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import type { Debtor, Repayment } from '#libs/payments/ledger/change.ts';
import { proposeOnLedger, requireEnvelope } from '#libs/payments/ledger/propose-on-ledger.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class RecordRepayment extends Command<CommandResult | undefined> {
  readonly debtor: Debtor;
  readonly repayment: Repayment;
  readonly author: Author;

  constructor(debtor: Debtor, repayment: Repayment, author: Author) {
    super();
    this.debtor = debtor;
    this.repayment = repayment;
    this.author = author;
  }
}

@CommandHandler(RecordRepayment)
export class RecordRepaymentHandler implements ICommandHandler<RecordRepayment> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_ENVELOPE, the errors of `proposeRepayment`, and DomainError (conflict, key-reused). */
  async execute({ debtor, repayment, author }: RecordRepayment): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    await requireEnvelope(log, debtor.envelope);
    return proposeOnLedger(log, { kind: 'REPAYMENT', ...debtor, ...repayment }, author);
  }
}
