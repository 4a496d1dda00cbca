/** Confirms a merge, or its undoing, by the code that was read. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { decideOnDuplicates, requireRecorded } from '#libs/enrolment/duplicates/decide-on-duplicates.ts';
import { duplicatesOf } from '#libs/enrolment/duplicates/duplicates.ts';
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

  /** Throws the refusals of DuplicatesRefusal, also MERGE_OF_ERASED, and of proposals. */
  async execute({ patient, code, author }: ConfirmMerge): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    // One of the two may have been erased since it was looked at for the proposal: then nobody could be calculated any more.
    const proposed = (await duplicatesOf(log)).proposals.get(patient)?.content;
    if (proposed !== undefined) await requireRecorded(log, proposed);
    const { by, at } = author.meta;
    return decideOnDuplicates(log, { type: 'confirm', patient, code, by, at }, author);
  }
}
