/** Takes back a proposed version of the regulation; only its author does. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { REGULATION_STREAM, publications } from '#libs/regulation/publication/published.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result; undefined if nothing was recorded. */
export class WithdrawVersion extends Command<CommandResult | undefined> {
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(author: Author, code?: string) {
    super();
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(WithdrawVersion)
export class WithdrawVersionHandler implements ICommandHandler<WithdrawVersion> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_VERSION_PROPOSED, PROPOSED_BY_ANOTHER, PROPOSAL_CHANGED, and DomainError (conflict, key-reused). */
  async execute({ author: { meta, commit }, code }: WithdrawVersion): Promise<CommandResult | undefined> {
    const command = { type: 'withdraw', by: meta.by, code } as const;
    const { made } = await publications(this.#stores.log).handle(REGULATION_STREAM, { command, meta, commit });
    return made;
  }
}
