/** Proposes to undo a wrong merge; another person confirms it. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { decideOnDuplicates } from '#libs/enrolment/duplicates/decide-on-duplicates.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

export class ProposeSeparation extends Command<CommandResult | undefined> {
  readonly patient: string;
  readonly reason: string;
  readonly author: Author;

  constructor(patient: string, reason: string, author: Author) {
    super();
    this.patient = patient;
    this.reason = reason;
    this.author = author;
  }
}

@CommandHandler(ProposeSeparation)
export class ProposeSeparationHandler implements ICommandHandler<ProposeSeparation> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the refusals of DuplicatesRefusal, and of proposals. */
  async execute({ patient, reason, author }: ProposeSeparation): Promise<CommandResult | undefined> {
    const { by, at } = author.meta;
    return decideOnDuplicates(this.#stores.log, { type: 'propose-separation', patient, reason, by, at }, author);
  }
}
