/** Withdraws the proposal about an id; only its author may. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { decideOnDuplicates } from '#libs/enrolment/duplicates/decide-on-duplicates.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

export class WithdrawMerge extends Command<CommandResult | undefined> {
  readonly patient: string;
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(patient: string, author: Author, code?: string) {
    super();
    this.patient = patient;
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(WithdrawMerge)
export class WithdrawMergeHandler implements ICommandHandler<WithdrawMerge> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the refusals of DuplicatesRefusal, and of proposals. */
  async execute({ patient, author, code }: WithdrawMerge): Promise<CommandResult | undefined> {
    const { by, at } = author.meta;
    return decideOnDuplicates(this.#stores.log, { type: 'withdraw', patient, by, at, code }, author);
  }
}
