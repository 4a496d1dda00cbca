/** Withdraws an erasure; only the person who proposed it may. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { effectsRead } from '#libs/erasure/effects.ts';
import { erasures, proposedPatient } from '#libs/erasure/erasures.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class WithdrawErasure extends Command<CommandResult | undefined> {
  readonly id: string;
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(id: string, author: Author, code?: string) {
    super();
    this.id = id;
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(WithdrawErasure)
export class WithdrawErasureHandler implements ICommandHandler<WithdrawErasure> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_ERASURE_PROPOSED, ALREADY_ERASED, PROPOSED_BY_ANOTHER, PROPOSAL_CHANGED, and DomainError (conflict, key-reused). */
  async execute({ id, author, code }: WithdrawErasure): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    const asked = { type: 'withdraw', by: author.meta.by, code } as const;
    const effects = await effectsRead(log, await proposedPatient(log, id), code);
    return (await erasures(log).handle(id, { command: { ...asked, effects }, ...author, asked })).made;
  }
}
