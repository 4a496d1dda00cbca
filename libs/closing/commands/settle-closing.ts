/** Refuses another person's proposal of a close-out, or withdraws one's own. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { onClosings } from '#libs/closing/closings.ts';
import type { ClosingSubject } from '#libs/closing/events.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class SettleClosing extends Command<CommandResult | undefined> {
  readonly subject: ClosingSubject;
  /** The reason of a refusal; undefined: the author withdraws the proposal. */
  readonly reason: string | undefined;
  readonly author: Author;

  constructor(subject: ClosingSubject, reason: string | undefined, author: Author) {
    super();
    this.subject = subject;
    this.reason = reason;
    this.author = author;
  }
}

@CommandHandler(SettleClosing)
export class SettleClosingHandler implements ICommandHandler<SettleClosing> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the refusals of decide.ts. */
  async execute({ subject, reason, author }: SettleClosing): Promise<CommandResult | undefined> {
    const { by } = author.meta;
    const command =
      reason === undefined
        ? ({ type: 'withdraw', subject, by } as const)
        : ({ type: 'refuse', subject, by, reason } as const);
    return onClosings(this.#stores.log, command, author, { asked: command });
  }
}
