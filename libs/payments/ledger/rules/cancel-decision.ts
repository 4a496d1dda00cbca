/**
 * A withdrawn decision leaves the ledger if none of its payments was sent and its items and recoveries are whole. If the decision took
 * money back, its withdrawal commits that amount again, which needs an exception when the envelope has less left.
 */
import type { Day } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { LedgerEvent, RecoveryReduced } from '#libs/payments/ledger/events.ts';
import type { Payment } from '#libs/payments/ledger/payment.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { type Allowance, reduceDue, requireWithin } from '#libs/payments/ledger/rules/post-decision.ts';
import {
  type Item,
  type OpenItem,
  type OwedRecovery,
  type PaymentLedger,
  isWholeDebt,
  itemsOf,
  paymentsOfItem,
  recoveriesOf,
} from '#libs/payments/ledger/state.ts';

const WITHDRAWN = 'withdrawn';

export interface Withdrawal {
  readonly decision: string;
  /** Day in France. */
  readonly withdrawnOn: Day;
}

/**
 * Gives no event if the decision is not in the ledger. Throws PAYMENT_ALREADY_RELEASED, POSTING_NO_LONGER_WHOLE, COMMITTED_BEYOND_ENVELOPE,
 * EXCEPTION_NOT_USABLE.
 */
export function cancelDecision(
  ledger: PaymentLedger,
  { decision: id, withdrawnOn: day }: Withdrawal,
  allowance?: Allowance,
): readonly LedgerEvent[] {
  const decision = ledger.decisions.get(id);
  if (decision?.status !== 'posted') return [];
  const items = itemsOf(ledger, decision.items);
  const recoveries = recoveriesOf(ledger, decision.recoveries);
  const paid = items.find((item) => paymentsOfItem(ledger, item).some(isSent));
  if (paid !== undefined) throw refused('PAYMENT_ALREADY_RELEASED', { team: paid.team, period: paid.period });
  const [wholeItems, wholeRecoveries] = [items.filter(isWholeItem), recoveries.filter(isWholeDebt)];
  const isWhole = wholeItems.length === items.length && wholeRecoveries.length === recoveries.length;
  if (!isWhole || decision.reducedCents > 0n) throw refused('POSTING_NO_LONGER_WHOLE', { decision: id });
  const { envelope } = decision;
  const debtCents = sumCentsOf(wholeRecoveries, ({ leftCents }) => leftCents);
  const wantedCents = wholeItems.reduce((sum, { dueCents }) => sum - dueCents, debtCents);
  return [
    ...requireWithin(ledger, { envelope, wantedCents, day }, allowance),
    { type: 'DecisionCancelled', effective: items[0]?.period ?? id, data: { envelope, decision: id } },
    ...wholeItems.map((item) => reduceDue(item, WITHDRAWN, item.dueCents)),
    ...wholeRecoveries.map((debt) => dropDebt(debt, WITHDRAWN)),
  ];
}

/** A payment that came back counts as sent: the bank had it. A cancelled payment was not sent. */
function isSent({ status }: Payment): boolean {
  return status !== 'CANCELLED';
}

function isWholeItem(item: Item): item is OpenItem {
  return item.status === 'due' && item.dueCents === item.originalCents;
}

/** Drops all that is left of a debt: the envelope is charged with it again. */
export function dropDebt({ id, envelope, team, period, leftCents }: OwedRecovery, because: string): RecoveryReduced {
  const moved = posting(team, { debit: 'charges', credit: 'to-recover', amountCents: leftCents });
  return { type: 'RecoveryReduced', effective: period, data: { envelope, recovery: id, because, ...moved } };
}
