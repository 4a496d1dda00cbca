/** Reports that the log lost its end or that checkpoints are missing, and the cause. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { LOSSES_STREAM, lossesIn } from '#libs/continuity/losses.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result. */
export class ReportLoss extends Command<CommandResult | undefined> {
  /** The cause of the loss. */
  readonly reason: string;
  readonly author: Author;

  constructor(reason: string, author: Author) {
    super();
    this.reason = reason;
    this.author = author;
  }
}

@CommandHandler(ReportLoss)
export class ReportLossHandler implements ICommandHandler<ReportLoss> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NOTHING_LOST, REASON_REQUIRED, and DomainError (conflict, key-reused). */
  async execute({ reason, author }: ReportLoss): Promise<CommandResult | undefined> {
    const { log, continuity } = this.#stores;
    const { by, at } = author.meta;
    const command = { type: 'report', loss: await continuity.toReport(), reason, by, at } as const;
    const asked = { type: 'report', reason };
    return (await lossesIn(log).handle(LOSSES_STREAM, { command, ...author, asked })).made;
  }
}
