/** The obstacle to payments to a team: its account, or the amount to pay. */
import type { Day } from '#libs/kernel/day.ts';
import type { InForce } from '#libs/payments/accounts/state.ts';
import { checkHolderName } from '#libs/payments/bank/holder-name.ts';
import { checkBic, checkIban } from '#libs/payments/bank/iban.ts';
import { isSendable } from '#libs/payments/bank/transfer-order.ts';
import { heldUntil } from '#libs/payments/ledger/exceptions.ts';
import type { Obstacle } from '#libs/payments/ledger/left-out.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

/** Undefined if payments to the team can be sent. */
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
