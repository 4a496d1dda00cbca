/** Proposes to open again a team or a scheme that is closed. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideOnClosings } from '#libs/closing/closings.ts';
import type { ClosingSubject } from '#libs/closing/events.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class ProposeReopening extends Command<CommandResult | undefined> {
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

@CommandHandler(ProposeReopening)
export class ProposeReopeningHandler implements ICommandHandler<ProposeReopening> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NOT_CLOSED, CLOSING_WAITS, REASON_REQUIRED. */
  async execute({ subject, reason, author }: ProposeReopening): Promise<CommandResult | undefined> {
    const command = { type: 'propose-reopening', subject, reason } as const;
    // As former programs wrote it: the digest of a repeated command is the same.
    const asked = { ...command, leavesOpen: false };
    return decideOnClosings(this.#stores.log, command, author, { asked });
  }
}
