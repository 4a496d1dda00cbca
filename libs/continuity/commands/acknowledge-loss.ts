/** Acknowledges a loss that another person reported, by the code that was read: payments continue with the events that the log has. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { LOSSES_STREAM, lossesIn } from '#libs/continuity/losses.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result. */
export class AcknowledgeLoss extends Command<CommandResult | undefined> {
  /** Undefined if none was given, which is refused. */
  readonly code: string | undefined;
  readonly author: Author;

  constructor(code: string | undefined, author: Author) {
    super();
    this.code = code;
    this.author = author;
  }
}

@CommandHandler(AcknowledgeLoss)
export class AcknowledgeLossHandler implements ICommandHandler<AcknowledgeLoss> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_LOSS_REPORTED, the errors of `requireConfirmation`, and DomainError (conflict, key-reused). */
  async execute({ code, author }: AcknowledgeLoss): Promise<CommandResult | undefined> {
    const { by, at } = author.meta;
    const command = { type: 'acknowledge', by, at, code } as const;
    const asked = { type: 'acknowledge', by, code };
    return (await lossesIn(this.#stores.log).handle(LOSSES_STREAM, { command, ...author, asked })).made;
  }
}
