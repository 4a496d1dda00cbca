/** Refuses the erasure that another person proposed, with a reason. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { erasureOf, erasures, keysOf, patientOfReference } from '#libs/erasure/erasures.ts';
import { requireReasonWithout } from '#libs/erasure/reason.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class RefuseErasure extends Command<CommandResult | undefined> {
  readonly id: string;
  readonly reason: string;
  readonly author: Author;

  constructor(id: string, reason: string, author: Author) {
    super();
    this.id = id;
    this.reason = reason;
    this.author = author;
  }
}

@CommandHandler(RefuseErasure)
export class RefuseErasureHandler implements ICommandHandler<RefuseErasure> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /**
   * Throws NO_ERASURE_PROPOSED, ALREADY_ERASED, REASON_NAMES_PATIENT, the errors of `requireRefusal`, and DomainError (conflict,
   * key-reused).
   */
  async execute({ id, reason, author }: RefuseErasure): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    const state = await erasureOf(log, id);
    if (state.status === 'proposed') {
      const patient = await patientOfReference(keysOf(log), state.proposal.content.reference);
      if (patient !== undefined) await requireReasonWithout(log, patient, reason);
    }
    const command = { type: 'refuse', by: author.meta.by, reason } as const;
    return (await erasures(log).handle(id, { command, ...author })).made;
  }
}
