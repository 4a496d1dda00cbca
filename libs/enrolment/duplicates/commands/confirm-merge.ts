/** Confirms a merge, or its undoing, by the code that was read. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { decideOnDuplicates } from '#libs/enrolment/duplicates/decide-on-duplicates.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

export class ConfirmMerge extends Command<CommandResult | undefined> {
  readonly patient: string;
  readonly code: string | undefined;
  readonly author: Author;

  constructor(patient: string, code: string | undefined, author: Author) {
    super();
    this.patient = patient;
    this.code = code;
    this.author = author;
  }
}

@CommandHandler(ConfirmMerge)
export class ConfirmMergeHandler implements ICommandHandler<ConfirmMerge> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the refusals of DuplicatesRefusal, and of proposals. */
  async execute({ patient, code, author }: ConfirmMerge): Promise<CommandResult | undefined> {
    const { by, at } = author.meta;
    return decideOnDuplicates(this.#stores.log, { type: 'confirm', patient, code, by, at }, author);
  }
}
