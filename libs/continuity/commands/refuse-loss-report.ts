/** Refuses another person's report of a loss, with a reason: payments stay refused. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { LOSSES_STREAM, lossesIn } from '#libs/continuity/losses.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result. */
export class RefuseLossReport extends Command<CommandResult | undefined> {
  readonly reason: string;
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(reason: string, author: Author, code?: string) {
    super();
    this.reason = reason;
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(RefuseLossReport)
export class RefuseLossReportHandler implements ICommandHandler<RefuseLossReport> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_LOSS_REPORTED, SECOND_PERSON_REQUIRED, REASON_REQUIRED, PROPOSAL_CHANGED, and DomainError (conflict, key-reused). */
  async execute({ reason, author, code }: RefuseLossReport): Promise<CommandResult | undefined> {
    const { by, at } = author.meta;
    const command = { type: 'refuse', by, at, reason, code } as const;
    const asked = { type: 'refuse', by, reason, code };
    return (await lossesIn(this.#stores.log).handle(LOSSES_STREAM, { command, ...author, asked })).made;
  }
}
