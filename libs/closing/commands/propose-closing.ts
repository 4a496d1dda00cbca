/** Proposes to close a team or a scheme as known on a last day. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { closeOutOf } from '#libs/closing/close-out.ts';
import { decideOnClosings } from '#libs/closing/closings.ts';
import type { ClosingSubject } from '#libs/closing/events.ts';
import { refused } from '#libs/closing/refusals.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { type Day, dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

interface ClosingAsked {
  readonly subject: ClosingSubject;
  readonly lastDay: Day;
  readonly reason: string;
  /** Unsettled money stays open, for the given reason. */
  readonly leavesOpen: boolean;
}

/** Gives the recorded result, if any. */
export class ProposeClosing extends Command<CommandResult | undefined> {
  readonly asked: ClosingAsked;
  readonly author: Author;

  constructor(asked: ClosingAsked, author: Author) {
    super();
    this.asked = asked;
    this.author = author;
  }
}

@CommandHandler(ProposeClosing)
export class ProposeClosingHandler implements ICommandHandler<ProposeClosing> {
  readonly #stores: Stores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: Stores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws LAST_DAY_TO_COME, the errors of `closeOutOf`, and the refusals of decide.ts. */
  async execute({ asked, author }: ProposeClosing): Promise<CommandResult | undefined> {
    const { subject, lastDay, reason, leavesOpen } = asked;
    const today = dayOfInstant(author.meta.at);
    if (lastDay > today) throw refused('LAST_DAY_TO_COME', { lastDay: dayText(lastDay), today: dayText(today) });
    const { regulation } = await this.#regulationInForce.current();
    const closeOut = await closeOutOf(this.#stores, subject, { lastDay, regulation, isProposed: true });
    return decideOnClosings(this.#stores.log, { type: 'propose', closeOut, reason, leavesOpen }, author, {
      asked: { type: 'propose', ...asked },
    });
  }
}
