/** Proposes a version of the regulation, which another person publishes. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { REGULATION_STREAM, publications } from '#libs/regulation/publication/published.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

interface VersionProposed {
  readonly version: string;
  /** Undefined if nothing was recorded. */
  readonly made: CommandResult | undefined;
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

  /** Throws FAULTY_REGULATION, and the refusals of PublicationRefusal. */
  async execute({ source, author: { meta, commit } }: ProposeVersion): Promise<VersionProposed> {
    const command = { type: 'propose', by: meta.by, source } as const;
    const { made } = await publications(this.#stores.log).handle(REGULATION_STREAM, { command, meta, commit });
    return { version: loadRegulation(source).version, made };
  }
}
