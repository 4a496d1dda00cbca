/** Withdraws a proposal about a close-out; only its author may. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideOnClosings } from '#libs/closing/closings.ts';
import type { ClosingSubject } from '#libs/closing/events.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class WithdrawClosing extends Command<CommandResult | undefined> {
  readonly subject: ClosingSubject;
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(subject: ClosingSubject, author: Author, code?: string) {
    super();
    this.subject = subject;
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(WithdrawClosing)
export class WithdrawClosingHandler implements ICommandHandler<WithdrawClosing> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_CLOSING_PROPOSED, PROPOSED_BY_ANOTHER. */
  async execute({ subject, author, code }: WithdrawClosing): Promise<CommandResult | undefined> {
    const command = { type: 'withdraw', subject, by: author.meta.by, code } as const;
    return decideOnClosings(this.#stores.log, command, author, { asked: command });
  }
}
