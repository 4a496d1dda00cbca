/**
 * Confirms the erasure that another person proposed, by the code that was read. After that it cannot be stopped; ErasePatient does the
 * rest.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { effectsToDecide } from '#libs/erasure/effects.ts';
import { erasureOf, erasures, keysOf, patientOfReference } from '#libs/erasure/erasures.ts';
import { refused } from '#libs/erasure/refusals.ts';
import { isConfirmed, isFinished } from '#libs/erasure/state.ts';
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

  /**
   * Throws NO_ERASURE_PROPOSED, ALREADY_ERASED, NAMED_IN_CLEAR, the errors of `requireConfirmation`, and DomainError (conflict,
   * key-reused).
   */
  async execute({ id, code, author }: ConfirmErasure): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    const { by, at } = author.meta;
    const asked = { type: 'confirm', by, code };
    const state = await erasureOf(log, id);
    // A repeated command finds the patient erased, so it answers with the events it recorded.
    const before = await erasures(log).findByCommandKey(id, author.meta);
    if (before === undefined && isConfirmed(state))
      throw refused('ALREADY_ERASED', { erasure: id, isFinished: isFinished(state) });
    const patient =
      state.status === 'proposed' ? await patientOfReference(keysOf(log), state.proposal.content.reference) : undefined;
    if (before === undefined && patient === undefined) throw refused('NO_ERASURE_PROPOSED', { erasure: id });
    const effects = patient === undefined ? NOTHING : await effectsToDecide(log, patient);
    const command = { type: 'confirm', by, at, code, effects } as const;
    const { made } = await erasures(log).handle(id, { command, ...author, asked });
    return made;
  }
}

const NOTHING = { facts: 0, rowsSetAside: 0, decided: 0, open: 0 };
