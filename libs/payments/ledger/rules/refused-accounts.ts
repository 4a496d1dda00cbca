/**
 * Accounts that a run would pay although the bank last sent a payment to them back because of the account. A warning and no obstacle: banks
 * also send back payments to accounts that are right, and two people have confirmed the account.
 */
import { type Day, dayFromText } from '#libs/kernel/day.ts';
import type { InForce } from '#libs/payments/accounts/state.ts';
import { type AccountReason, accountReason } from '#libs/payments/bank/account-reasons.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

export interface RefusedAccount {
  readonly team: string;
  readonly reason: AccountReason;
  /** The day of the bank. */
  readonly day: Day;
}

/** In the order of the teams. An account confirmed after the return is confirmed in knowledge of it. */
export function refusedAccounts(
  { payments }: PaymentLedger,
  teams: ReadonlySet<string>,
  payees: ReadonlyMap<string, InForce>,
): readonly RefusedAccount[] {
  const lastOf = new Map<string, RefusedAccount | undefined>();
  for (const payment of payments.values()) {
    const { team, payee } = payment;
    const account = payees.get(team);
    if (!teams.has(team) || account === undefined || payee.iban !== account.iban) continue;
    if (payment.status === 'EXECUTED') lastOf.set(team, undefined);
    if (payment.status !== 'RETURNED') continue;
    const [reason, day] = [accountReason(payment.reason), dayFromText(payment.day)];
    lastOf.set(team, reason === undefined || account.since > day ? undefined : { team, reason, day });
  }
  return [...teams].flatMap((team) => lastOf.get(team) ?? []);
}
