/** Why a team owes a debt. */
import { type PaymentLedger, type Recovery, existing, ledgerStatementKey } from '#libs/payments/ledger/state.ts';
import type { Overpayment } from '#libs/payments/ledger/payment.ts';

/** STATEMENT: a statement withheld more than was left to pay. REGULARISATION: a later decision took back what was paid. */
export type DebtCause = 'STATEMENT' | 'REGULARISATION' | Overpayment['cause'];

export function debtCause(
  { overpayments, decisions, decisionsOfStatement }: PaymentLedger,
  debt: Pick<Recovery, 'id' | 'team' | 'period' | 'decision'>,
): DebtCause {
  const overpayment = overpayments.get(debt.id);
  if (overpayment !== undefined) return overpayment.cause;
  const first = (decisionsOfStatement.get(ledgerStatementKey(debt)) ?? []).find(
    (id) => existing(decisions, 'decision', id).status === 'posted',
  );
  return first === debt.decision ? 'STATEMENT' : 'REGULARISATION';
}
