/** Publishes the version of the regulation that another person proposed, by the code that was read: it is in force from then on. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { REGULATION_STREAM, publications } from '#libs/regulation/publication/published.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result; undefined if nothing was recorded. */
export class PublishVersion extends Command<CommandResult | undefined> {
  /** Undefined if none was given, which is refused. */
  readonly code: string | undefined;
  readonly author: Author;

  constructor(code: string | undefined, author: Author) {
    super();
    this.code = code;
    this.author = author;
  }
}

@CommandHandler(PublishVersion)
export class PublishVersionHandler implements ICommandHandler<PublishVersion> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws FAULTY_REGULATION, and the refusals of PublicationRefusal. */
  async execute({ code, author: { meta, commit } }: PublishVersion): Promise<CommandResult | undefined> {
    const { by, at } = meta;
    const command = { type: 'publish', by, at, code } as const;
    const asked = { type: 'publish', by, code };
    const { made } = await publications(this.#stores.log).handle(REGULATION_STREAM, { command, meta, commit, asked });
    return made;
  }
}
