/** Proposes a version of the regulation, which another person publishes. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { type Made, madeWith } from '#libs/commands/command-stream.ts';
import type { RegulationSource } from '#libs/regulation/load.ts';
import { REGULATION_STREAM } from '#libs/regulation/publication/published.ts';
import { proposeVersion } from '#libs/regulation/publication/versions.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

export interface VersionProposed {
  readonly version: string;
  /** Undefined where nothing was recorded. */
  readonly made: Made | undefined;
}

export class ProposeVersion extends Command<VersionProposed> {
  readonly source: RegulationSource;
  readonly author: Author;

  constructor(source: RegulationSource, author: Author) {
    super();
    this.source = source;
    this.author = author;
  }
}

@CommandHandler(ProposeVersion)
export class ProposeVersionHandler implements ICommandHandler<ProposeVersion> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws RegulationError, KeyReused, Conflict. */
  async execute({ source, author: { meta, commit } }: ProposeVersion): Promise<VersionProposed> {
    const { log } = this.#stores;
    const version = await proposeVersion(log, source, meta, commit);
    return { version, made: await madeWith(log, REGULATION_STREAM, meta) };
  }
}
