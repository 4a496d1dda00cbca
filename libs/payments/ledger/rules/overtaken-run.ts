/** A prepared run whose payments another run has released since: it can only be dropped, and prepared again for what is left. */
import type { PreparedRun } from '#libs/payments/ledger/payment.ts';
import { type PaymentLedger, existing, paymentsOf } from '#libs/payments/ledger/state.ts';

/**
 * The name of the last such run; undefined if there is none. The ledger has no list of what a prepared run would pay, so a payment counts if
 * the request covers its item.
 */
export function overtakenBy(ledger: PaymentLedger, { request, at }: PreparedRun): string | undefined {
  const { envelope, dueBy, team } = request;
  return [...ledger.runs.values()].findLast(
    (run) =>
      run.envelope === envelope &&
      run.at > at &&
      paymentsOf(ledger, run).some(
        (payment) =>
          (team ?? payment.team) === payment.team && existing(ledger.items, 'item', payment.item).dueOn <= dueBy,
      ),
  )?.id;
}
