/** The payment runs that were sent to the bank, as its answers refer to them. */
import type { Transfer } from './transfer-order.ts';

interface SentPayment extends Pick<Transfer, 'endToEndId' | 'amountCents'> {
  /** What is recorded of it. */
  readonly status: 'RELEASED' | 'EXECUTED' | 'RETURNED';
}

export interface SentRun {
  readonly runId: string;
  /** IBAN of the account it is debited from. */
  readonly debtor: string;
  readonly payments: readonly SentPayment[];
}

/** Where a payment was sent. */
interface Sending {
  readonly run: SentRun;
  readonly payment: SentPayment;
}

export interface SentRuns {
  readonly run: (id: string | undefined) => SentRun | undefined;
  readonly payment: (endToEndId: string) => Sending | undefined;
}

export function sentRunsOf(runs: readonly SentRun[]): SentRuns {
  const byId = new Map(runs.map((run) => [run.runId, run]));
  const sendings = new Map(
    runs.flatMap((run) => run.payments.map((payment) => [payment.endToEndId, { run, payment }] as const)),
  );
  return {
    run: (id) => (id === undefined ? undefined : byId.get(id)),
    payment: (endToEndId) => sendings.get(endToEndId),
  };
}
