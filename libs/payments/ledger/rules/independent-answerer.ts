/** Who released a payment does not say what became of it: they neither type an answer about it nor confirm one. */
import { dutiesInTheWay } from '#libs/commands/segregation.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { PaymentRun } from '#libs/payments/ledger/payment.ts';
import { type PaymentLedger, runOfPayment } from '#libs/payments/ledger/state.ts';

/** The run in which a person released a payment; undefined where they did not. */
export function runReleasedBy(ledger: PaymentLedger, endToEndId: string, by: Person): PaymentRun | undefined {
  const run = runOfPayment(ledger, endToEndId);
  if (run === undefined) return undefined;
  return dutiesInTheWay(by, 'TYPE_ANSWER', [{ duty: 'RELEASE', by: run.by }]).length > 0 ? run : undefined;
}
