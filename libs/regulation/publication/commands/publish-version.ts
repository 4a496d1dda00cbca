/** Publishes the version of the regulation that another person proposed: it is in force from then on. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { REGULATION_STREAM, publications } from '#libs/regulation/publication/published.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** What was recorded; undefined where nothing was. */
export class PublishVersion extends Command<Made | undefined> {
  readonly author: Author;

  constructor(author: Author) {
    super();
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
  async execute({ author: { meta, commit } }: PublishVersion): Promise<Made | undefined> {
    const command = { type: 'publish', by: meta.by } as const;
    const { made } = await publications(this.#stores.log).handle(REGULATION_STREAM, { command, meta, commit });
    return made;
  }
}
