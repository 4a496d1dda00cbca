/** What waits for a second person in the ledger, with what it would change and the code that confirms it. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { compareText } from '#libs/kernel/text.ts';
import type { Day } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { lastDayToConfirm } from '#libs/commands/proposal.ts';
import { codeOfProposal, undoing } from '#libs/payments/ledger/beside-proposal.ts';
import type { LedgerProposal } from '#libs/payments/ledger/change.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { Download, PaymentStatus } from '#libs/payments/ledger/payment.ts';
import { type PaymentLedger, demandedOf, owedOf } from '#libs/payments/ledger/state.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface ShownChange extends LedgerProposal {
  readonly code: string;
  /** The last day on which it may be confirmed. */
  readonly confirmBy: Day;
  readonly now: InForceNow;
}

/** What a proposal would change, as it is now; empty where it changes nothing that is there. */
export interface InForceNow {
  /** The terms of the envelope. */
  readonly terms?: readonly EnvelopeTerms[];
  /** The days of the hold. */
  readonly days?: number;
  /** What the team owes, or was asked to repay. */
  readonly debtCents?: bigint;
  /** Of the files of a run to cancel: one that was handed out may have been sent. */
  readonly downloads?: readonly Download[];
  /** What undoing a posting does. */
  readonly undoing?: ReturnType<typeof undoing>;
  /** How the payments of an answer stand. */
  readonly payments?: readonly { readonly endToEndId: string; readonly status: PaymentStatus }[];
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

/** The proposal with all that the person who confirms it reads. */
export function shownChange(ledger: PaymentLedger, proposal: LedgerProposal): ShownChange {
  return {
    ...proposal,
    code: codeOfProposal(ledger, proposal),
    confirmBy: lastDayToConfirm(proposal),
    now: inForceNow(ledger, proposal),
  };
}

function inForceNow(ledger: PaymentLedger, { content }: LedgerProposal): InForceNow {
  const sum = (debts: readonly { readonly leftCents: bigint }[]): bigint =>
    sumCentsOf(debts, ({ leftCents }) => leftCents);
  switch (content.kind) {
    case 'ENVELOPE':
      return { terms: ledger.envelopes.get(content.envelope)?.terms ?? [] };
    case 'EXCEPTION':
      return {};
    case 'HOLD':
      return { days: ledger.holdDays };
    case 'DEMAND':
      return { debtCents: sum(owedOf(ledger, content)) };
    case 'REPAYMENT':
    case 'TAKE_BACK':
      return { debtCents: sum(demandedOf(ledger, content)) };
    case 'CANCELLATION':
      return { downloads: ledger.runs.get(content.run)?.downloads ?? [] };
    case 'UNDOING':
      return { undoing: undoing(ledger, content.decision) };
    case 'ANSWER':
      return { payments: content.entries.flatMap(({ endToEndId }) => ledger.payments.get(endToEndId) ?? []) };
  }
}
