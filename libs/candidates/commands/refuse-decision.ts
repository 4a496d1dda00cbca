/** Refuses, with a reason, the decision on a candidate that another person proposed. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideOnCandidates } from '#libs/candidates/candidates.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class RefuseCandidateDecision extends Command<CommandResult | undefined> {
  readonly candidate: string;
  readonly reason: string;
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(candidate: string, reason: string, author: Author, code?: string) {
    super();
    this.candidate = candidate;
    this.reason = reason;
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(RefuseCandidateDecision)
export class RefuseCandidateDecisionHandler implements ICommandHandler<RefuseCandidateDecision> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_CANDIDATE, NO_CANDIDATE_DECISION, and the errors of `requireRefusal`. */
  async execute({ candidate, reason, author, code }: RefuseCandidateDecision): Promise<CommandResult | undefined> {
    const command = { type: 'refuse', candidate, by: author.meta.by, reason, code } as const;
    return decideOnCandidates(this.#stores.log, command, author);
  }
}
