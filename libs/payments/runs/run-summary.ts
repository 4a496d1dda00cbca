/** The figures of a payment run. */
import type { Day } from '#libs/kernel/day.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type PaymentLedger, type PaymentRun, type PaymentStatus, paymentsOf } from '#libs/payments/ledger/state.ts';

export interface RunSummary {
  readonly run: string;
  readonly envelope: string;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly executionDay: Day;
  readonly totalCents: bigint;
  /** Number of payments that wait for the bank, that are paid, and that came back. */
  readonly released: number;
  readonly executed: number;
  readonly returned: number;
}

export function runSummary(ledger: PaymentLedger, run: PaymentRun): RunSummary {
  const payments = paymentsOf(ledger, run);
  const count = (of: PaymentStatus): number => payments.filter(({ status }) => status === of).length;
  return {
    run: run.id,
    envelope: run.envelope,
    by: run.by,
    at: run.at,
    executionDay: run.executionDay,
    totalCents: payments.reduce((sum, { amountCents }) => sum + amountCents, 0n),
    released: count('RELEASED'),
    executed: count('EXECUTED'),
    returned: count('RETURNED'),
  };
}
