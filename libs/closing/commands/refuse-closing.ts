/** Refuses, with a reason, what another person proposed of a close-out. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideOnClosings } from '#libs/closing/closings.ts';
import type { ClosingSubject } from '#libs/closing/events.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class RefuseClosing extends Command<CommandResult | undefined> {
  readonly subject: ClosingSubject;
  readonly reason: string;
  readonly author: Author;

  constructor(subject: ClosingSubject, reason: string, author: Author) {
    super();
    this.subject = subject;
    this.reason = reason;
    this.author = author;
  }
}

@CommandHandler(RefuseClosing)
export class RefuseClosingHandler implements ICommandHandler<RefuseClosing> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_CLOSING_PROPOSED, and the errors of `requireRefusal`. */
  async execute({ subject, reason, author }: RefuseClosing): Promise<CommandResult | undefined> {
    const command = { type: 'refuse', subject, by: author.meta.by, reason } as const;
    return decideOnClosings(this.#stores.log, command, author, { asked: command });
  }
}
