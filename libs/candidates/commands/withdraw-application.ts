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
  /** The code of the application that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(candidate: string, reason: string, author: Author, code?: string) {
    super();
    this.candidate = candidate;
    this.reason = reason;
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(WithdrawApplication)
export class WithdrawApplicationHandler implements ICommandHandler<WithdrawApplication> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_CANDIDATE, CANDIDATE_SETTLED, PROPOSAL_CHANGED, REASON_REQUIRED. */
  async execute({ candidate, reason, author, code }: WithdrawApplication): Promise<CommandResult | undefined> {
    return decideOnCandidates(this.#stores.log, { type: 'leave', candidate, reason, code }, author);
  }
}
