/** Confirms another person's proposal of a close-out, by the code that was read, while the log gives the same. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { closeOutOf } from '#libs/closing/close-out.ts';
import { closingsOf, decideOnClosings } from '#libs/closing/closings.ts';
import type { ClosingSubject } from '#libs/closing/events.ts';
import { closingKey, proposalOn } from '#libs/closing/state.ts';
import { standingOf } from '#libs/closing/standing.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class ConfirmClosing extends Command<CommandResult | undefined> {
  readonly subject: ClosingSubject;
  /** Undefined if none was given, which is refused. */
  readonly code: string | undefined;
  readonly author: Author;

  constructor(subject: ClosingSubject, code: string | undefined, author: Author) {
    super();
    this.subject = subject;
    this.code = code;
    this.author = author;
  }
}

@CommandHandler(ConfirmClosing)
export class ConfirmClosingHandler implements ICommandHandler<ConfirmClosing> {
  readonly #stores: Stores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: Stores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws CLOSE_OUT_CHANGED, DomainError (conflict), and the refusals of `requireConfirmation` and decide.ts. */
  async execute({ subject, code, author }: ConfirmClosing): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    const { by, at } = author.meta;
    const found = (await closingsOf(log)).get(closingKey(subject));
    const content = found && proposalOn(found)?.content;
    const lastDay = content?.type === 'CLOSE' ? content.closeOut.lastDay : undefined;
    const { regulation } = await this.#regulationInForce.current();
    const asked = { type: 'confirm', subject, by, code };
    // If a decision or a payment of its teams is recorded meanwhile, the close-out is refused.
    const restsOn =
      content?.type === 'CLOSE' ? await standingOf(log, content.closeOut.teams, dayOfInstant(at), regulation) : [];
    const closeOut =
      lastDay === undefined
        ? undefined
        : await closeOutOf(this.#stores, subject, { lastDay, regulation, isProposed: true });
    return decideOnClosings(log, { type: 'confirm', subject, closeOut, by, at, code }, author, { asked, restsOn });
  }
}
