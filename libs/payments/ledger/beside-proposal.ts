/** What a person reads with a proposed change of the ledger (terms in force, debts), and the code of both that confirms it. */
import { codeOf } from '#libs/commands/proposal.ts';
import type { LedgerProposal } from '#libs/payments/ledger/change.ts';
import { type Undone, droppedCents, undoneBy } from '#libs/payments/ledger/rules/undo-posting.ts';
import { type PaymentLedger, demandedOf, openContradictions, owedOf } from '#libs/payments/ledger/state.ts';

/** The part shown with a proposal that its code covers: the terms in force, or the debts concerned. */
export function besideOf(ledger: PaymentLedger, { content }: LedgerProposal): object {
  switch (content.kind) {
    case 'ENVELOPE':
      return { terms: ledger.envelopes.get(content.envelope)?.terms ?? [] };
    case 'EXCEPTION':
      return {};
    case 'HOLD':
      return { days: ledger.holdDays };
    case 'DEMAND':
      return { debts: owedOf(ledger, content).map(({ id, leftCents }) => [id, leftCents]) };
    case 'REPAYMENT':
    case 'TAKE_BACK':
      return { debts: demandedOf(ledger, content).map(({ id, leftCents }) => [id, leftCents]) };
    // A file that was handed out may have been sent.
    case 'CANCELLATION':
      return { downloads: ledger.runs.get(content.run)?.downloads ?? [] };
    case 'UNDOING':
      return undoing(ledger, content.decision);
    case 'ANSWER':
      return {
        payments: content.entries.map(({ endToEndId }) => ledger.payments.get(endToEndId)?.status),
        contradicted: openContradictions(ledger, content.entries).map(({ id }) => id),
      };
  }
}

/** What undoing the posting of a decision does, as it stands now, in cents. */
export function undoing(
  ledger: PaymentLedger,
  id: string,
): Omit<Undone, 'taken'> & { readonly fromDueCents: bigint; readonly fromDebtCents: bigint } {
  const decision = ledger.decisions.get(id);
  if (decision === undefined) return { debtCents: 0n, dueCents: 0n, fromDueCents: 0n, fromDebtCents: 0n };
  const { taken, ...cents } = undoneBy(ledger, decision);
  return { ...cents, ...droppedCents({ taken, ...cents }) };
}

/** The code by which it is confirmed. */
export function codeOfProposal(ledger: PaymentLedger, proposal: LedgerProposal): string {
  return codeOf(proposal, besideOf(ledger, proposal));
}
