/** The team no longer wishes to enter. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideOnCandidates } from '#libs/candidates/candidates.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class WithdrawApplication extends Command<CommandResult | undefined> {
  readonly candidate: string;
  readonly reason: string;
  readonly author: Author;

  constructor(candidate: string, reason: string, author: Author) {
    super();
    this.candidate = candidate;
    this.reason = reason;
    this.author = author;
  }
}

@CommandHandler(WithdrawApplication)
export class WithdrawApplicationHandler implements ICommandHandler<WithdrawApplication> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_CANDIDATE, CANDIDATE_SETTLED, REASON_REQUIRED. */
  async execute({ candidate, reason, author }: WithdrawApplication): Promise<CommandResult | undefined> {
    return decideOnCandidates(this.#stores.log, { type: 'leave', candidate, reason }, author);
  }
}
