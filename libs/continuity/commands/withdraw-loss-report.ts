/** Takes back a report of a loss, by its author. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { LOSSES_STREAM, lossesIn } from '#libs/continuity/losses.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result. */
export class WithdrawLossReport extends Command<CommandResult | undefined> {
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(author: Author, code?: string) {
    super();
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(WithdrawLossReport)
export class WithdrawLossReportHandler implements ICommandHandler<WithdrawLossReport> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_LOSS_REPORTED, PROPOSED_BY_ANOTHER, PROPOSAL_CHANGED, and DomainError (conflict, key-reused). */
  async execute({ author, code }: WithdrawLossReport): Promise<CommandResult | undefined> {
    const { by, at } = author.meta;
    const command = { type: 'withdraw', by, at, code } as const;
    const asked = { type: 'withdraw', by, code };
    return (await lossesIn(this.#stores.log).handle(LOSSES_STREAM, { command, ...author, asked })).made;
  }
}
