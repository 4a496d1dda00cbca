/** Refuses the erasure that another person proposed, with a reason. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { effectsRead } from '#libs/erasure/effects.ts';
import { erasures, proposedPatient } from '#libs/erasure/erasures.ts';
import { requireReasonWithout } from '#libs/erasure/reason.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class RefuseErasure extends Command<CommandResult | undefined> {
  readonly id: string;
  readonly reason: string;
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(id: string, reason: string, author: Author, code?: string) {
    super();
    this.id = id;
    this.reason = reason;
    this.author = author;
    this.code = code;
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
  async execute({ id, reason, author, code }: RefuseErasure): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    const patient = await proposedPatient(log, id);
    if (patient !== undefined) await requireReasonWithout(log, patient, reason);
    const asked = { type: 'refuse', by: author.meta.by, reason, code } as const;
    const effects = await effectsRead(log, patient, code);
    return (await erasures(log).handle(id, { command: { ...asked, effects }, ...author, asked })).made;
  }
}
