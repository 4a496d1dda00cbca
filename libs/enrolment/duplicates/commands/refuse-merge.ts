/** Refuses another person's proposal for an id, with a reason. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { decideOnDuplicates } from '#libs/enrolment/duplicates/decide-on-duplicates.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

export class RefuseMerge extends Command<CommandResult | undefined> {
  readonly patient: string;
  readonly reason: string;
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(patient: string, reason: string, author: Author, code?: string) {
    super();
    this.patient = patient;
    this.reason = reason;
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(RefuseMerge)
export class RefuseMergeHandler implements ICommandHandler<RefuseMerge> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the refusals of DuplicatesRefusal, and of proposals. */
  async execute({ patient, reason, author, code }: RefuseMerge): Promise<CommandResult | undefined> {
    const { by, at } = author.meta;
    return decideOnDuplicates(this.#stores.log, { type: 'refuse', patient, reason, by, at, code }, author);
  }
}
