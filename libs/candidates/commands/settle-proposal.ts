/** Refuses another person's proposal about a candidate, withdraws one's own proposal, or withdraws the application of the team. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { onCandidates } from '#libs/candidates/candidates.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

type Settling =
  | { readonly type: 'refuse'; readonly candidate: string; readonly reason: string }
  | { readonly type: 'leave'; readonly candidate: string; readonly reason: string }
  | { readonly type: 'withdraw'; readonly candidate: string };

/** Gives the recorded result, if any. */
export class SettleCandidate extends Command<CommandResult | undefined> {
  readonly settling: Settling;
  readonly author: Author;

  constructor(settling: Settling, author: Author) {
    super();
    this.settling = settling;
    this.author = author;
  }
}

@CommandHandler(SettleCandidate)
export class SettleCandidateHandler implements ICommandHandler<SettleCandidate> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the refusals of decide.ts. */
  async execute({ settling, author }: SettleCandidate): Promise<CommandResult | undefined> {
    const command = settling.type === 'leave' ? settling : { ...settling, by: author.meta.by };
    return onCandidates(this.#stores.log, command, author);
  }
}
