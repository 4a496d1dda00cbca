/** Records that two look-alike ids belong to two persons: they are no longer reported. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import type { Pair } from '#libs/enrolment/duplicates/events.ts';
import { decideOnDuplicates, pairName, requireRecorded } from '#libs/enrolment/duplicates/decide-on-duplicates.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

export class DismissLookAlike extends Command<CommandResult | undefined> {
  readonly pair: Pair;
  readonly reason: string;
  readonly author: Author;

  constructor(pair: Pair, reason: string, author: Author) {
    super();
    this.pair = pair;
    this.reason = reason;
    this.author = author;
  }
}

@CommandHandler(DismissLookAlike)
export class DismissLookAlikeHandler implements ICommandHandler<DismissLookAlike> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the refusals of DuplicatesRefusal, and of proposals. */
  async execute({ pair, reason, author }: DismissLookAlike): Promise<CommandResult | undefined> {
    await requireRecorded(this.#stores.log, pair);
    const { by, at } = author.meta;
    return decideOnDuplicates(
      this.#stores.log,
      { type: 'dismiss', merge: pairName(author), ...pair, reason, by, at },
      author,
    );
  }
}
