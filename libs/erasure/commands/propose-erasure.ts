/** Proposes to erase a patient, which another person confirms. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { type AskedErasure, type ProposedErasure, proposeErasure } from '#libs/erasure/propose.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

export class ProposeErasure extends Command<ProposedErasure> {
  readonly asked: AskedErasure;
  readonly author: Author;

  constructor(asked: AskedErasure, author: Author) {
    super();
    this.asked = asked;
    this.author = author;
  }
}

@CommandHandler(ProposeErasure)
export class ProposeErasureHandler implements ICommandHandler<ProposeErasure> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the errors of `proposeErasure`. */
  execute({ asked, author }: ProposeErasure): Promise<ProposedErasure> {
    return proposeErasure(this.#stores.log, asked, author);
  }
}
