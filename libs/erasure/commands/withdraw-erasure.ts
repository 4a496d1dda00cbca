/** Withdraws an erasure; only the person who proposed it may. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { erasures } from '#libs/erasure/erasures.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class WithdrawErasure extends Command<CommandResult | undefined> {
  readonly id: string;
  readonly author: Author;

  constructor(id: string, author: Author) {
    super();
    this.id = id;
    this.author = author;
  }
}

@CommandHandler(WithdrawErasure)
export class WithdrawErasureHandler implements ICommandHandler<WithdrawErasure> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_ERASURE_PROPOSED, ALREADY_ERASED, PROPOSED_BY_ANOTHER, and DomainError (conflict, key-reused). */
  async execute({ id, author }: WithdrawErasure): Promise<CommandResult | undefined> {
    const command = { type: 'withdraw', by: author.meta.by } as const;
    return (await erasures(this.#stores.log).handle(id, { command, ...author })).made;
  }
}
