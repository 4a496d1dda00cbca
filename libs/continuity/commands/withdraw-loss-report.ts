/** Takes back a report of a loss, by its author. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { LOSSES_STREAM, lossesIn } from '#libs/continuity/losses.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result. */
export class WithdrawLossReport extends Command<CommandResult | undefined> {
  readonly author: Author;

  constructor(author: Author) {
    super();
    this.author = author;
  }
}

@CommandHandler(WithdrawLossReport)
export class WithdrawLossReportHandler implements ICommandHandler<WithdrawLossReport> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_LOSS_REPORTED, PROPOSED_BY_ANOTHER, and DomainError (conflict, key-reused). */
  async execute({ author }: WithdrawLossReport): Promise<CommandResult | undefined> {
    const { by, at } = author.meta;
    const command = { type: 'withdraw', by, at } as const;
    const asked = { type: 'withdraw', by };
    return (await lossesIn(this.#stores.log).handle(LOSSES_STREAM, { command, ...author, asked })).made;
  }
}
