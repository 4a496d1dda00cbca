/** A team that a run leaves out, since no transfer to it could be sent; the others are paid. */
import type { Day } from '#libs/kernel/day.ts';
import { cents, day, nullable, oneOf, record, text } from '#libs/kernel/field.ts';
import type { InForce } from '#libs/payments/accounts/state.ts';
import { checkHolderName } from '#libs/payments/bank/holder-name.ts';
import { checkBic, checkIban } from '#libs/payments/bank/iban.ts';
import { heldUntil } from '#libs/payments/ledger/exceptions.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { isSendable } from '#libs/payments/bank/transfer-order.ts';

/**
 * NO_ACCOUNT: none is confirmed. ACCOUNT_HELD: it changed too lately. NAME, ACCOUNT_NUMBER: no bank takes the holder's name, the IBAN
 * or the BIC. AMOUNT: more than one transfer carries.
 */
export const LEFT_OUT_REASONS = ['NO_ACCOUNT', 'ACCOUNT_HELD', 'NAME', 'ACCOUNT_NUMBER', 'AMOUNT'] as const;

export interface Obstacle {
  readonly reason: (typeof LEFT_OUT_REASONS)[number];
  /** The first day on which it is none, where that is known. */
  readonly until: Day | null;
}

export interface LeftOut extends Obstacle {
  readonly team: string;
  /** What it would be paid. */
  readonly amountCents: bigint;
}

export const LEFT_OUT = record<LeftOut>({
  team: text,
  reason: oneOf(...LEFT_OUT_REASONS),
  until: nullable(day),
  amountCents: cents,
});

/** What stands in the way of payments to a team; undefined where nothing does. */
export function obstacleOf(
  ledger: PaymentLedger,
  { team, amounts }: { readonly team: string; readonly amounts: readonly bigint[] },
  account: InForce | undefined,
  today: Day,
): Obstacle | undefined {
  if (account === undefined) return { reason: 'NO_ACCOUNT', until: null };
  const until = heldUntil(ledger, team, account, today);
  if (until !== undefined) return { reason: 'ACCOUNT_HELD', until };
  if (!checkHolderName(account.name).ok) return { reason: 'NAME', until: null };
  if (!checkIban(account.iban).ok || !checkBic(account.bic).ok) return { reason: 'ACCOUNT_NUMBER', until: null };
  return amounts.every(isSendable) ? undefined : { reason: 'AMOUNT', until: null };
}
