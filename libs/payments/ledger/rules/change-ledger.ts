/**
 * The changes that take two people: one person proposes, another confirms the proposal by its code or refuses it, and its author may
 * withdraw it.
 */
import { dayOfInstant } from '#libs/kernel/day.ts';
import {
  type Confirming,
  type Deciding,
  type Ending,
  type Refusing,
  requireConfirmation,
  requireRefusal,
  requireWithdrawal,
} from '#libs/commands/proposal.ts';
import { besideOf } from '#libs/payments/ledger/beside-proposal.ts';
import {
  type Debtor,
  type LedgerChange,
  type LedgerProposal,
  type Repayment,
  proposalId,
} from '#libs/payments/ledger/change.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import type { ProposalRefused, ProposalWithdrawn } from '#libs/payments/ledger/proposal-events.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import {
  type CancellationAsked,
  confirmCancellation,
  proposeCancellation,
} from '#libs/payments/ledger/rules/cancel-run.ts';
import {
  confirmDemand,
  confirmRepayment,
  confirmTakeBack,
  proposeDemand,
  proposeRepayment,
  proposeTakeBack,
} from '#libs/payments/ledger/rules/demand-repayment.ts';
import { type TermsAsked, confirmTerms, proposeTerms } from '#libs/payments/ledger/rules/fund-envelope.ts';
import {
  type ExceptionAsked,
  type LookedUpAccount,
  confirmException,
  proposeException,
} from '#libs/payments/ledger/rules/give-exception.ts';
import { confirmHold, proposeHold } from '#libs/payments/ledger/rules/hold-accounts.ts';
import { type AnswerAsked, confirmAnswer, proposeTypedAnswer } from '#libs/payments/ledger/rules/type-answer.ts';
import { type UndoAsked, confirmUndo, proposeUndo } from '#libs/payments/ledger/rules/undo-posting.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

/** A requested change. */
export type ChangeAsked =
  | ({ readonly kind: 'ENVELOPE' } & TermsAsked)
  | ({ readonly kind: 'EXCEPTION' } & ExceptionAsked)
  | { readonly kind: 'HOLD'; readonly days: number; readonly reason: string }
  | ({ readonly kind: 'DEMAND' } & Debtor)
  | ({ readonly kind: 'REPAYMENT' } & Debtor & Repayment)
  | ({ readonly kind: 'TAKE_BACK'; readonly reason: string } & Debtor)
  | ({ readonly kind: 'CANCELLATION' } & CancellationAsked)
  | ({ readonly kind: 'UNDOING' } & UndoAsked)
  | ({ readonly kind: 'ANSWER' } & AnswerAsked);

/** The looked-up data that the rules need. */
export interface LookedUp {
  /** Whether the team of a demand has left. */
  readonly hasLeft: boolean;
  /** The account of the team of an exception. */
  readonly account: LookedUpAccount | undefined;
}

/** Throws what the rule of the change throws. */
export function proposeChange(
  ledger: PaymentLedger,
  change: ChangeAsked,
  { by, at }: Deciding,
  { hasLeft, account }: LookedUp,
): readonly LedgerEvent[] {
  switch (change.kind) {
    case 'ENVELOPE':
      return proposeTerms(ledger, change, at);
    case 'EXCEPTION':
      return proposeException(ledger, change, by, account);
    case 'HOLD':
      return proposeHold(change);
    case 'DEMAND':
      return proposeDemand(ledger, change, hasLeft);
    case 'REPAYMENT':
      return proposeRepayment(ledger, change, dayOfInstant(at));
    case 'TAKE_BACK':
      return proposeTakeBack(ledger, change);
    case 'CANCELLATION':
      return proposeCancellation(ledger, change);
    case 'UNDOING':
      return proposeUndo(ledger, change);
    case 'ANSWER':
      return proposeTypedAnswer(ledger, change, { by, today: dayOfInstant(at) });
  }
}

/** Throws NO_SUCH_PROPOSAL, the errors of `requireConfirmation`, and the errors of the rule of the change. */
export function confirmChange(
  ledger: PaymentLedger,
  { proposal: id, ...confirming }: Confirming & { readonly proposal: string },
  looked: LookedUp,
): readonly LedgerEvent[] {
  const proposal = proposalNamed(ledger, id);
  requireConfirmation(proposal, confirming, besideOf(ledger, proposal).coded);
  return effects(ledger, proposal.content, confirming, looked);
}

function effects(
  ledger: PaymentLedger,
  change: LedgerChange,
  { by, at }: Deciding,
  { hasLeft, account }: LookedUp,
): readonly LedgerEvent[] {
  switch (change.kind) {
    case 'ENVELOPE':
      return confirmTerms(ledger, change);
    case 'EXCEPTION':
      return confirmException(change, by, account);
    case 'HOLD':
      return confirmHold(change);
    case 'DEMAND':
      return confirmDemand(ledger, change, hasLeft);
    case 'REPAYMENT':
      return confirmRepayment(ledger, change);
    case 'TAKE_BACK':
      return confirmTakeBack(ledger, change);
    case 'CANCELLATION':
      return confirmCancellation(ledger, change.run, dayOfInstant(at));
    case 'UNDOING': {
      const proposedBy = ledger.proposals.get(proposalId(change))?.by ?? null;
      return confirmUndo(ledger, change.decision, { proposedBy, confirmedBy: by, today: dayOfInstant(at) });
    }
    case 'ANSWER':
      return confirmAnswer(ledger, change, { by, today: dayOfInstant(at) });
  }
}

/** Throws NO_SUCH_PROPOSAL, SECOND_PERSON_REQUIRED, REASON_REQUIRED, PROPOSAL_CHANGED. */
export function refuseChange(
  ledger: PaymentLedger,
  { proposal: id, ...refusing }: Refusing & { readonly proposal: string },
): readonly ProposalRefused[] {
  const proposal = proposalNamed(ledger, id);
  const reason = requireRefusal(proposal, refusing, besideOf(ledger, proposal).coded);
  return [{ type: 'ProposalRefused', effective: 'payment-ledger', data: { proposal: id, reason } }];
}

/** Throws NO_SUCH_PROPOSAL, PROPOSED_BY_ANOTHER, PROPOSAL_CHANGED. */
export function withdrawChange(
  ledger: PaymentLedger,
  { proposal: id, ...withdrawing }: Ending & { readonly proposal: string },
): readonly ProposalWithdrawn[] {
  const proposal = proposalNamed(ledger, id);
  requireWithdrawal(proposal, withdrawing, besideOf(ledger, proposal).coded);
  return [{ type: 'ProposalWithdrawn', effective: 'payment-ledger', data: { proposal: id } }];
}

function proposalNamed({ proposals }: PaymentLedger, id: string): LedgerProposal {
  const proposal = proposals.get(id);
  if (proposal === undefined) throw refused('NO_SUCH_PROPOSAL', { proposal: id });
  return proposal;
}
