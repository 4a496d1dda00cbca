/** Proposes to undo a posting that former logs made twice. Another person confirms it. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { proposeOnLedger } from '#libs/payments/ledger/propose-on-ledger.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class UndoPosting extends Command<CommandResult | undefined> {
  readonly decision: string;
  readonly reason: string;
  readonly author: Author;

  constructor(decision: string, reason: string, author: Author) {
    super();
    this.decision = decision;
    this.reason = reason;
    this.author = author;
  }
}

@CommandHandler(UndoPosting)
export class UndoPostingHandler implements ICommandHandler<UndoPosting> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the errors of `proposeUndo`, and DomainError (conflict, key-reused). */
  async execute({ decision, reason, author }: UndoPosting): Promise<CommandResult | undefined> {
    return proposeOnLedger(this.#stores.log, { kind: 'UNDOING', decision, reason }, author);
  }
}
