/** Withdraws a proposed decision on a candidate; only its author may. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideOnCandidates } from '#libs/candidates/candidates.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class WithdrawCandidateDecision extends Command<CommandResult | undefined> {
  readonly candidate: string;
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(candidate: string, author: Author, code?: string) {
    super();
    this.candidate = candidate;
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(WithdrawCandidateDecision)
export class WithdrawCandidateDecisionHandler implements ICommandHandler<WithdrawCandidateDecision> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_CANDIDATE, NO_CANDIDATE_DECISION, PROPOSED_BY_ANOTHER. */
  async execute({ candidate, author, code }: WithdrawCandidateDecision): Promise<CommandResult | undefined> {
    const command = { type: 'withdraw', candidate, by: author.meta.by, code } as const;
    return decideOnCandidates(this.#stores.log, command, author);
  }
}
