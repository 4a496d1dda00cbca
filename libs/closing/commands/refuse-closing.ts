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
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(subject: ClosingSubject, reason: string, author: Author, code?: string) {
    super();
    this.subject = subject;
    this.reason = reason;
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(RefuseClosing)
export class RefuseClosingHandler implements ICommandHandler<RefuseClosing> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_CLOSING_PROPOSED, and the errors of `requireRefusal`. */
  async execute({ subject, reason, author, code }: RefuseClosing): Promise<CommandResult | undefined> {
    const command = { type: 'refuse', subject, by: author.meta.by, reason, code } as const;
    return decideOnClosings(this.#stores.log, command, author, { asked: command });
  }
}
