/** The figures of a payment run, prepared or released. */
import type { Day } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { Person } from '#libs/event-store/author.ts';
import { announcedReturns } from '#libs/payments/ledger/announced-returns.ts';
import type { PaymentRun, PaymentStatus, PreparedRun } from '#libs/payments/ledger/payment.ts';
import { overtakenBy } from '#libs/payments/ledger/rules/overtaken-run.ts';
import { type PaymentLedger, paymentsOf } from '#libs/payments/ledger/state.ts';

/** PREPARED: it waits for its release. RELEASED: its payments went to the bank. CANCELLED: it was released, and was not sent. */
export type RunStatus = 'PREPARED' | 'RELEASED' | 'CANCELLED';

export interface RunSummary {
  readonly run: string;
  readonly envelope: string;
  readonly status: RunStatus;
  /** The person who released it, or who prepared it while it waits. */
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly executionDay: Day;
  readonly totalCents: bigint;
  /** Number of payments. */
  readonly count: number;
  /** The number of payments that wait for the bank, are paid, and came back. */
  readonly released: number;
  readonly executed: number;
  readonly returned: number;
  /** Payments whose return a second person still has to confirm; each also counts as released or executed. */
  readonly announced: number;
  /** Due again, since the run was not sent. */
  readonly cancelled: number;
  /** The run that has released payments of this prepared run, which can no longer be released; undefined for any other run. */
  readonly overtakenBy: string | undefined;
}

export function preparedSummary(ledger: PaymentLedger, prepared: PreparedRun): RunSummary {
  const { request, by, at, count, totalCents } = prepared;
  const { run, envelope, executionDay } = request;
  const counts = { count, released: 0, executed: 0, returned: 0, announced: 0, cancelled: 0 };
  const overtaken = { overtakenBy: overtakenBy(ledger, prepared) };
  return { run, envelope, status: 'PREPARED', by, at, executionDay, totalCents, ...counts, ...overtaken };
}

/** `announced`: the announced returns of the ledger, if a caller asks for many runs. */
export function releasedSummary(
  ledger: PaymentLedger,
  run: PaymentRun,
  announced = announcedReturns(ledger),
): RunSummary {
  const payments = paymentsOf(ledger, run);
  const isCancelled = payments.length > 0 && payments.every(({ status }) => status === 'CANCELLED');
  const count = (of: PaymentStatus): number => payments.filter(({ status }) => status === of).length;
  return {
    run: run.id,
    envelope: run.envelope,
    status: isCancelled ? 'CANCELLED' : 'RELEASED',
    by: run.by,
    at: run.at,
    executionDay: run.executionDay,
    totalCents: sumCentsOf(payments, ({ amountCents }) => amountCents),
    count: payments.length,
    released: count('RELEASED'),
    executed: count('EXECUTED'),
    returned: count('RETURNED'),
    announced: payments.filter(({ endToEndId }) => announced.has(endToEndId)).length,
    cancelled: count('CANCELLED'),
    overtakenBy: undefined,
  };
}
