/** The payment runs that were sent to the bank, as its answers refer to them. */
import type { Day } from '#libs/kernel/day.ts';
import type { Transfer } from './transfer-order.ts';

interface SentPayment extends Pick<Transfer, 'endToEndId' | 'amountCents'> {
  /** The recorded status. */
  readonly status: 'RELEASED' | 'EXECUTED' | 'REJECTED' | 'RETURNED';
  /** Whether a booking debits it. A status report says that it is executed and books nothing; a credit may come before its debit. */
  readonly isDebited: boolean;
}

/** A booking in an earlier file of a run without its payments. */
export interface EarlierBooking {
  readonly id: string;
  readonly outcome: 'EXECUTED' | 'RETURNED';
  readonly day: Day;
  readonly amountCents: bigint;
  readonly status: string;
  readonly reason: string | undefined;
  readonly detail: string | undefined;
  readonly reference: string | undefined;
  /** Whether its payments are found. */
  readonly isMatched: boolean;
}

export interface SentRun {
  readonly runId: string;
  /** IBAN of the account it is debited from. */
  readonly debtor: string;
  readonly payments: readonly SentPayment[];
  readonly bookings?: readonly EarlierBooking[];
}

/** The run in which a payment was sent, and the payment. */
interface Sending {
  readonly run: SentRun;
  readonly payment: SentPayment;
}

export interface SentRuns {
  readonly all: readonly SentRun[];
  readonly run: (id: string | undefined) => SentRun | undefined;
  readonly payment: (endToEndId: string) => Sending | undefined;
}

export function sentRunsOf(runs: readonly SentRun[]): SentRuns {
  const byId = new Map(runs.map((run) => [run.runId, run]));
  const sendings = new Map(
    runs.flatMap((run) => run.payments.map((payment) => [payment.endToEndId, { run, payment }] as const)),
  );
  return {
    all: runs,
    run: (id) => (id === undefined ? undefined : byId.get(id)),
    payment: (endToEndId) => sendings.get(endToEndId),
  };
}
