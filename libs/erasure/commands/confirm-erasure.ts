/** Confirms the erasure that another person proposed, by the code that was read; ErasePatient does the rest. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { confirmErasure } from '#libs/erasure/confirm.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class ConfirmErasure extends Command<CommandResult | undefined> {
  readonly id: string;
  /** Undefined if none was given, which is refused. */
  readonly code: string | undefined;
  readonly author: Author;

  constructor(id: string, code: string | undefined, author: Author) {
    super();
    this.id = id;
    this.code = code;
    this.author = author;
  }
}

@CommandHandler(ConfirmErasure)
export class ConfirmErasureHandler implements ICommandHandler<ConfirmErasure> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the errors of `confirmErasure`. */
  execute({ id, code, author }: ConfirmErasure): Promise<CommandResult | undefined> {
    return confirmErasure(this.#stores.log, { id, code, author });
  }
}
