/** The person who released a payment may not decide its outcome: they neither type an answer about it nor confirm one. */
import { dutiesInTheWay } from '#libs/commands/segregation.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { PaymentRun } from '#libs/payments/ledger/payment.ts';
import { type PaymentLedger, runOfPayment } from '#libs/payments/ledger/state.ts';

/** The run in which a person released a payment; undefined if they did not. */
export function runReleasedBy(ledger: PaymentLedger, endToEndId: string, by: Person): PaymentRun | undefined {
  const run = runOfPayment(ledger, endToEndId);
  if (run === undefined) return undefined;
  return dutiesInTheWay(by, 'TYPE_ANSWER', [{ duty: 'RELEASE', by: run.by }]).length > 0 ? run : undefined;
}
