/** The close-out of a team or a scheme: as it would be on a day, the waiting proposal, and the recorded one. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { closeOutOf } from '#libs/closing/close-out.ts';
import { closingsOf } from '#libs/closing/closings.ts';
import type { CloseOut, ClosingSubject } from '#libs/closing/events.ts';
import {
  type Closed,
  type ClosingProposal,
  closedIn,
  closingKey,
  openClosing,
  proposalOn,
} from '#libs/closing/state.ts';
import { codeOf, lastDayToConfirm } from '#libs/commands/proposal.ts';
import type { Day } from '#libs/kernel/day.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface FoundClosing {
  readonly subject: ClosingSubject;
  /** Undefined while it is open. */
  readonly closed: Closed | undefined;
  /** As known on the requested day. */
  readonly closeOut: CloseOut;
  /** The proposal that waits for a second person, with its code and the last day to confirm it. */
  readonly waiting: { readonly proposal: ClosingProposal; readonly code: string; readonly confirmBy: Day } | undefined;
}

export class ReadClosing extends Query<FoundClosing> {
  readonly subject: ClosingSubject;
  readonly lastDay: Day;

  constructor(subject: ClosingSubject, lastDay: Day) {
    super();
    this.subject = subject;
    this.lastDay = lastDay;
  }
}

@QueryHandler(ReadClosing)
export class ReadClosingHandler implements IQueryHandler<ReadClosing> {
  readonly #stores: ServedStores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: ServedStores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws NOTHING_TO_CLOSE. */
  async execute({ subject, lastDay }: ReadClosing): Promise<FoundClosing> {
    const found = (await closingsOf(this.#stores.log)).get(closingKey(subject)) ?? openClosing(subject);
    const { regulation } = await this.#regulationInForce.current();
    const closeOut = await closeOutOf(this.#stores, subject, { lastDay, regulation, isProposed: false });
    const proposal = proposalOn(found);
    return {
      subject,
      closed: closedIn(found),
      closeOut,
      waiting: proposal && { proposal, code: codeOf(proposal), confirmBy: lastDayToConfirm(proposal) },
    };
  }
}
