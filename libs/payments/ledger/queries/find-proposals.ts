/** The changes of the ledger that wait for a second person, with the effect of each and the code that confirms it. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { compareText } from '#libs/kernel/text.ts';
import type { Day } from '#libs/kernel/day.ts';
import { lastDayToConfirm } from '#libs/commands/proposal.ts';
import { type InForceNow, besideOf, codeOfProposal } from '#libs/payments/ledger/beside-proposal.ts';
import type { LedgerProposal } from '#libs/payments/ledger/change.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface ShownChange extends LedgerProposal {
  readonly code: string;
  /** The last day on which the change may be confirmed. */
  readonly confirmBy: Day;
  readonly now: InForceNow;
}

export class FindProposals extends Query<readonly ShownChange[]> {}

@QueryHandler(FindProposals)
export class FindProposalsHandler implements IQueryHandler<FindProposals> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute(): Promise<readonly ShownChange[]> {
    const ledger = await ledgerOf(this.#stores.log);
    return [...ledger.proposals.values()]
      .map((proposal) => shownChange(ledger, proposal))
      .sort((a, b) => compareText(a.id, b.id));
  }
}

/** The proposal with everything that the confirming person reads. */
export function shownChange(ledger: PaymentLedger, proposal: LedgerProposal): ShownChange {
  return {
    ...proposal,
    code: codeOfProposal(ledger, proposal),
    confirmBy: lastDayToConfirm(proposal),
    now: besideOf(ledger, proposal).shown,
  };
}
