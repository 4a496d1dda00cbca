/** The number of days for which a changed account is held is a setting that two people change. The person who pays cannot choose it. */
import { requireReason } from '#libs/commands/refusals.ts';
import type { LedgerChange } from '#libs/payments/ledger/change.ts';
import type { AccountHoldConfirmed, AccountHoldProposed } from '#libs/payments/ledger/proposal-events.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';

const DAYS_MAX = 365;

/** Throws HOLD_DAYS_OUT_OF_RANGE, REASON_REQUIRED. */
export function proposeHold(asked: { readonly days: number; readonly reason: string }): readonly AccountHoldProposed[] {
  const { days } = asked;
  if (!Number.isInteger(days) || days < 0 || days > DAYS_MAX)
    throw refused('HOLD_DAYS_OUT_OF_RANGE', { days, daysMax: DAYS_MAX });
  const data = { days, reason: requireReason(asked.reason) };
  return [{ type: 'AccountHoldProposed', effective: 'payment-ledger', data }];
}

export function confirmHold({
  days,
}: Extract<LedgerChange, { readonly kind: 'HOLD' }>): readonly AccountHoldConfirmed[] {
  return [{ type: 'AccountHoldConfirmed', effective: 'payment-ledger', data: { days } }];
}
