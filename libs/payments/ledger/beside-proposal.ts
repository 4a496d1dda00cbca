/** The present state beside a proposed change of the ledger, as people see it, and the code of both, which confirms the proposal. */
import { codeOf } from '#libs/commands/proposal.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { Debtor, LedgerChange, LedgerProposal } from '#libs/payments/ledger/change.ts';
import type { Download, Payment, PaymentStatus } from '#libs/payments/ledger/payment.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';
import { type Undone, droppedCents, undoneBy } from '#libs/payments/ledger/rules/undo-posting.ts';
import {
  type PaymentLedger,
  demandedOf,
  openContradictions,
  openItemsOf,
  owedOf,
  paymentsOfItem,
} from '#libs/payments/ledger/state.ts';

/** The present state of what a proposal would change; empty if it adds something new. */
export interface InForceNow {
  readonly terms?: readonly EnvelopeTerms[];
  /** The days of the hold. */
  readonly days?: number;
  /** The amount that the team owes, or was asked to repay. */
  readonly debtCents?: bigint;
  /** What is still due to a team that is asked to repay, and not released: a run would set the debt off against it. */
  readonly dueCents?: bigint;
  /** Downloads of the files of a run to cancel: a downloaded file may have been sent. */
  readonly downloads?: readonly Download[];
  /** The effect of undoing a posting. */
  readonly undoing?: Undoing;
  /** The status of each payment of an answer. */
  readonly payments?: readonly AnsweredPayment[];
}

interface AnsweredPayment extends Pick<Payment, 'endToEndId' | 'status'> {
  /** The payment that sent its amount again, if the answer says that it was executed after all: the team would be paid twice. */
  readonly sentAgain?: Pick<Payment, 'endToEndId' | 'run' | 'status'>;
}

/** The effect in cents, as of now. */
type Undoing = Omit<Undone, 'taken'> & { readonly fromDueCents: bigint; readonly fromDebtCents: bigint };

interface Beside {
  readonly shown: InForceNow;
  /** The part whose change makes it another proposal. */
  readonly coded: object;
}

export function besideOf(ledger: PaymentLedger, { content }: Pick<LedgerProposal, 'content'>): Beside {
  switch (content.kind) {
    case 'ENVELOPE':
      return alike({ terms: ledger.envelopes.get(content.envelope)?.terms ?? [] });
    case 'EXCEPTION':
      return alike({});
    case 'HOLD':
      return alike({ days: ledger.holdDays });
    case 'DEMAND':
      return ofDemand(ledger, content);
    case 'REPAYMENT':
    case 'TAKE_BACK':
      return ofDebts(demandedOf(ledger, content));
    case 'CANCELLATION':
      return alike({ downloads: ledger.runs.get(content.run)?.downloads ?? [] });
    case 'UNDOING': {
      const undoing = undoingOf(ledger, content.decision);
      return { shown: { undoing }, coded: undoing };
    }
    case 'ANSWER':
      return ofAnswer(ledger, content);
  }
}

function alike(shown: InForceNow): Beside {
  return { shown, coded: shown };
}

function ofDebts(debts: readonly { readonly id: string; readonly leftCents: bigint }[]): Beside {
  return {
    shown: { debtCents: sumCentsOf(debts, ({ leftCents }) => leftCents) },
    coded: { debts: debts.map(({ id, leftCents }) => [id, leftCents]) },
  };
}

function ofDemand(ledger: PaymentLedger, debtor: Debtor): Beside {
  const { shown, coded } = ofDebts(owedOf(ledger, debtor));
  const dueCents = sumCentsOf(openItemsOf(ledger, debtor.team), (item) => item.dueCents);
  return { shown: dueCents > 0n ? { ...shown, dueCents } : shown, coded };
}

function ofAnswer(ledger: PaymentLedger, { entries }: Extract<LedgerChange, { readonly kind: 'ANSWER' }>): Beside {
  const payments = entries.map(({ endToEndId, outcome }): AnsweredPayment | undefined => {
    const payment = ledger.payments.get(endToEndId);
    const again = payment === undefined || outcome !== 'EXECUTED' ? undefined : sentAgain(ledger, payment);
    return payment && { ...payment, ...(again && { sentAgain: again }) };
  });
  const again = payments.flatMap((payment) => payment?.sentAgain?.endToEndId ?? []);
  return {
    shown: { payments: payments.filter((payment) => payment !== undefined) },
    coded: {
      payments: payments.map((payment) => payment?.status),
      contradicted: openContradictions(ledger, entries).map(({ id }) => id),
      ...(again.length === 0 ? {} : { again }),
    },
  };
}

/** The payment that sent the amount again of one that came back, or was cancelled. */
function sentAgain(ledger: PaymentLedger, { endToEndId, item: id, status }: Payment): Payment | undefined {
  const item = ledger.items.get(id);
  if (item === undefined || isSent(status)) return undefined;
  return paymentsOfItem(ledger, item).findLast((one) => one.endToEndId !== endToEndId && isSent(one.status));
}

function isSent(status: PaymentStatus): boolean {
  return status === 'RELEASED' || status === 'EXECUTED';
}

/** The effect of undoing the posting of a decision. */
function undoingOf(ledger: PaymentLedger, id: string): Undoing {
  const decision = ledger.decisions.get(id);
  if (decision === undefined) return { debtCents: 0n, dueCents: 0n, fromDueCents: 0n, fromDebtCents: 0n };
  const { taken, ...cents } = undoneBy(ledger, decision);
  return { ...cents, ...droppedCents({ taken, ...cents }) };
}

/** The code that confirms the proposal. */
export function codeOfProposal(ledger: PaymentLedger, proposal: LedgerProposal): string {
  return codeOf(proposal, besideOf(ledger, proposal).coded);
}
