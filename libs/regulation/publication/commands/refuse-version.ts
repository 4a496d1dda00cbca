/** Refuses the version of the regulation that another person proposed, with a reason. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { REGULATION_STREAM, publications } from '#libs/regulation/publication/published.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result; undefined if nothing was recorded. */
export class RefuseVersion extends Command<CommandResult | undefined> {
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

@CommandHandler(RefuseVersion)
export class RefuseVersionHandler implements ICommandHandler<RefuseVersion> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_VERSION_PROPOSED, SECOND_PERSON_REQUIRED, REASON_REQUIRED, PROPOSAL_CHANGED, and DomainError (conflict, key-reused). */
  async execute({ reason, author: { meta, commit }, code }: RefuseVersion): Promise<CommandResult | undefined> {
    const command = { type: 'refuse', by: meta.by, reason, code } as const;
    const { made } = await publications(this.#stores.log).handle(REGULATION_STREAM, { command, meta, commit });
    return made;
  }
}
