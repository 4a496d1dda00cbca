/** Demands the debts of a team that left: it has no next payments to set them off against. */
import type { RepaymentDemanded } from '#libs/payments/ledger/events.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { type PaymentLedger, isOwed } from '#libs/payments/ledger/state.ts';

/** Throws NOTHING_OWED. */
export function demandRepayment(
  { recoveries }: PaymentLedger,
  { envelope, team }: { readonly envelope: string; readonly team: string },
): readonly RepaymentDemanded[] {
  const debts = [...recoveries.values()]
    .filter(isOwed)
    .filter((debt) => debt.envelope === envelope && debt.team === team);
  if (debts.length === 0) throw refused('NOTHING_OWED', { team });
  return debts.map(({ id, period, leftCents }) => {
    const moved = posting(team, { debit: 'demanded', credit: 'to-recover', amountCents: leftCents });
    return { type: 'RepaymentDemanded', effective: period, data: { envelope, recovery: id, team, ...moved } };
  });
}
