/** A team that a run leaves out, since no transfer to it could be sent; the others are paid. */
import type { Day } from '#libs/kernel/day.ts';
import { cents, day, nullable, oneOf, record, text } from '#libs/kernel/field.ts';
import type { InForce } from '#libs/payments/accounts/state.ts';
import { checkHolderName } from '#libs/payments/bank/holder-name.ts';
import { checkBic, checkIban } from '#libs/payments/bank/iban.ts';
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

/** What stands in the way of payments to an account; undefined where nothing does. `heldUntil`: undefined where it is not held. */
export function obstacleOf(
  amounts: readonly bigint[],
  account: InForce | undefined,
  heldUntil: Day | undefined,
): Obstacle | undefined {
  if (account === undefined) return { reason: 'NO_ACCOUNT', until: null };
  if (heldUntil !== undefined) return { reason: 'ACCOUNT_HELD', until: heldUntil };
  if (!checkHolderName(account.name).ok) return { reason: 'NAME', until: null };
  if (!checkIban(account.iban).ok || !checkBic(account.bic).ok) return { reason: 'ACCOUNT_NUMBER', until: null };
  return amounts.every(isSendable) ? undefined : { reason: 'AMOUNT', until: null };
}
