/** Publishes the version of the regulation that another person proposed: it is in force from then on. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { type Made, madeWith } from '#libs/commands/command-stream.ts';
import { REGULATION_STREAM } from '#libs/regulation/publication/published.ts';
import { publishVersion } from '#libs/regulation/publication/versions.ts';
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

  /** Throws DecisionRefused where it takes another person, RegulationError, KeyReused, Conflict. */
  async execute({ author: { meta, commit } }: PublishVersion): Promise<Made | undefined> {
    const { log } = this.#stores;
    await publishVersion(log, meta, commit);
    return madeWith(log, REGULATION_STREAM, meta);
  }
}
